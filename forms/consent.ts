import { createHash } from 'node:crypto';
import type { LocalText } from '../workflows/engine/plan';
import contactRelatives from './consents/contact-relatives.consent.json';
import followUp from './consents/follow-up.consent.json';
import highResolutionTyping from './consents/high-resolution-typing.consent.json';
import publicity from './consents/publicity.consent.json';
import registerAndHealthScreening from './consents/register-and-health-screening.consent.json';
import shareWithRegistry from './consents/share-with-registry.consent.json';

/** `forms/consents/<purpose>.consent.json`: what people agree to, one text for each purpose. A changed text gets the next version. */
export interface ConsentDocument {
  readonly format: 1;
  readonly purpose: string;
  readonly version: number;
  readonly title: LocalText;
  readonly text: LocalText;
  /** Where the wording comes from; not shown to those who are asked. */
  readonly basis: string;
}

/** What `x-consent` holds once a form is parsed: the text stands in the form version itself, so what somebody agreed to can be read for good. */
export interface ConsentText {
  readonly purpose: string;
  readonly version: number;
  /** SHA-256 (hex) of purpose, version, title and text. */
  readonly textHash: string;
  readonly title: LocalText;
  readonly text: LocalText;
}

const DOCUMENTS = [registerAndHealthScreening, shareWithRegistry, contactRelatives, followUp, publicity, highResolutionTyping] as readonly ConsentDocument[];

/** The newest text of every purpose. */
export const CONSENTS: ReadonlyMap<string, ConsentText> = new Map(DOCUMENTS.map((document) => [document.purpose, consentTextOf(document)]));

/** A consent document as forms carry it. */
export function consentTextOf({ purpose, version, title, text }: ConsentDocument): ConsentText {
  return { purpose, version, textHash: textHashOf({ purpose, version, title, text }), title, text };
}

/** The hash that a consent is recorded with: anybody who has the text can compute it again. */
export function textHashOf({ purpose, version, title, text }: Omit<ConsentText, 'textHash'>): string {
  return createHash('sha256').update(JSON.stringify([purpose, version, title.zh, title.en ?? '', text.zh, text.en ?? ''])).digest('hex');
}
