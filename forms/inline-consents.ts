import { CONSENTS } from './consent';
import type { JsonSchema } from './document';
import type { InputProblem } from './invalid-input';
import { asSchema } from './layers';
import { joinPointer } from './pointer';

/** A schema whose `x-consent` fields carry their texts, the English titles that came along, and what could not be found. */
export interface WithConsents {
  readonly schema: JsonSchema;
  readonly en: Readonly<Record<string, string>>;
  readonly problems: readonly InputProblem[];
}

/** Puts the newest consent text into each field that asks for one by its purpose; a field without a title gets the text's own. */
export function inlineConsents(schema: JsonSchema): WithConsents {
  const en: Record<string, string> = {};
  const problems: InputProblem[] = [];
  const inline = (value: unknown, at: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => inline(item, [...at, String(index)]));
    const object = asSchema(value);
    if (object === undefined) return value;
    const asked = asSchema(object['x-consent']);
    if (asked !== undefined && at.at(-2) === 'properties') return consentField(object, String(asked.purpose), at);
    return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, inline(item, [...at, key])]));
  };
  const consentField = (field: JsonSchema, purpose: string, at: readonly string[]): JsonSchema => {
    const consent = CONSENTS.get(purpose);
    if (consent === undefined) problems.push({ path: joinPointer([...at, 'x-consent', 'purpose']), message: `there is no consent text for the purpose "${purpose}"` });
    if (field.type !== 'boolean') problems.push({ path: joinPointer([...at, 'type']), message: 'a consent is given by a boolean' });
    if (consent === undefined) return field;
    if (field.title === undefined && consent.title.en !== undefined) en[joinPointer([...at, 'title'])] = consent.title.en;
    return { title: consent.title.zh, ...field, 'x-consent': consent };
  };
  return { schema: asSchema(inline(schema, ['schema'])) ?? {}, en, problems };
}
