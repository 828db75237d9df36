import type { Value, Variables } from '../feel/types';
import type { LocalText } from '../workflows/engine/plan';
import type { FormDocument } from './document';

const PLACE = /\{\{([\w.]+)\}\}/g;

/** Names of the context values that a text quotes as `{{name}}` or `{{name.part}}`. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].flatMap(([, path]) => path?.split('.')[0] ?? []);
}

/** The text with what the task brought at each place; an ellipsis where it brought no plain value. */
export function fillText(text: string, context: Variables): string {
  return text.replace(PLACE, (_place, path: string) => {
    const value = path.split('.').reduce<Value | undefined>(partOf, context);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '…';
  });
}

function partOf(value: Value | undefined, name: string): Value | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? (value as Variables)[name] : undefined;
}

/** `fillText` in each language. */
export function fillLocal({ zh, en }: LocalText, context: Variables): LocalText {
  return { zh: fillText(zh, context), ...(en === undefined ? {} : { en: fillText(en, context) }) };
}

/** The form with the hints of its fields filled in; the form itself when none quotes anything. */
export function fillHints(document: FormDocument, context: Variables): FormDocument {
  const uiSchema = JSON.stringify(document.uiSchema ?? {});
  if (placesIn(uiSchema).length === 0) return document;
  return { ...document, uiSchema: JSON.parse(uiSchema, (key, value: unknown) => (key === 'ui:help' && typeof value === 'string' ? fillText(value, context) : value)) as NonNullable<FormDocument['uiSchema']> };
}

/** Names of everything that the form's own texts quote. */
export function quotedIn({ description, rules, uiSchema }: FormDocument): ReadonlySet<string> {
  return new Set(placesIn(JSON.stringify([description, rules?.map(({ message }) => message), uiSchema])));
}
