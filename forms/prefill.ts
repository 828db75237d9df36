import type { FormDocument, Prefill } from './document';

type Answers = { readonly [name: string]: unknown };

/**
 * First values of a form's properties, copied from earlier steps as its `prefill` says.
 * `latestOf` gives the answers of an element's latest accepted submission in the same instance;
 * what is missing there, or encrypted, is left out.
 */
export function prefillAnswers(document: FormDocument, latestOf: (elementId: string) => Answers | undefined): Answers {
  const values: { [name: string]: unknown } = {};
  for (const [property, prefill] of Object.entries(document.prefill ?? {})) {
    const value = valueOf(prefill, latestOf);
    if (value !== undefined) values[property] = value;
  }
  return values;
}

/** The elements whose submissions a form copies from. */
export function prefillSources(document: FormDocument): readonly string[] {
  return [...new Set(Object.values(document.prefill ?? {}).flatMap(({ from }) => from))];
}

function valueOf(prefill: Prefill, latestOf: (elementId: string) => Answers | undefined): unknown {
  for (const elementId of [prefill.from].flat()) {
    const answers = latestOf(elementId);
    if (answers) return shaped(at(answers, prefill.pointer), prefill);
  }
  return undefined;
}

function at(answers: Answers, pointer: string): unknown {
  const keys = pointer.split('/').slice(1).map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return keys.reduce<unknown>((value, key) => (isObject(value) || Array.isArray(value) ? (value as Answers)[key] : undefined), answers);
}

function shaped(value: unknown, prefill: Prefill): unknown {
  if (isEncrypted(value)) return undefined;
  if (Array.isArray(value)) return value.filter((item) => matches(item, prefill)).map((item) => shapedItem(item, prefill));
  return isObject(value) ? shapedItem(value, prefill) : value;
}

function matches(item: unknown, { where }: Prefill): boolean {
  return Object.entries(where ?? {}).every(([property, wanted]) => isObject(item) && [wanted].flat().includes(item[property] as never));
}

function shapedItem(item: unknown, { pick, add }: Prefill): unknown {
  if (!isObject(item)) return item;
  const picked = pick ? Object.entries(pick).map(([target, source]) => [target, item[source]] as const) : Object.entries(item);
  const kept = picked.filter(([, value]) => value !== undefined && !isEncrypted(value));
  return { ...Object.fromEntries(kept), ...add };
}

function isObject(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Personal answers are stored as `{ $enc, data }`. */
function isEncrypted(value: unknown): boolean {
  return isObject(value) && '$enc' in value;
}
