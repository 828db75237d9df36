import { piiPaths } from '../../forms/fields';
import type { FormDocument } from '../../forms/document';
import { currentKey, decryptBytes, encryptBytes, keyById, type KeyRing } from '../../codec/cipher';

type Answers = { readonly [name: string]: unknown };
type Change = (value: unknown, path: string) => unknown;

/** The answers as MongoDB holds them: what is `x-pii` sealed, each value by itself, with the id of the key that sealed it. */
export function sealAnswers(keys: KeyRing, document: FormDocument, answers: Answers): Answers {
  const { id, key } = currentKey(keys);
  return changed(document, answers, (value, path) => (isSealed(value) ? value : { $enc: id, data: encryptBytes(key, Buffer.from(JSON.stringify(value)), path).toString('base64') }));
}

/** The answers as people typed them. */
export function openAnswers(keys: KeyRing, document: FormDocument, answers: Answers): Answers {
  return changed(document, answers, (value, path) => {
    if (!isSealed(value)) return value;
    const { key } = keyById(keys, value.$enc);
    return JSON.parse(decryptBytes(key, Buffer.from(value.data, 'base64'), path).toString()) as unknown;
  });
}

function changed(document: FormDocument, answers: Answers, change: Change): Answers {
  return piiPaths(document).reduce<unknown>((value, path) => at(value, path.split('/').slice(1), path, change), answers) as Answers;
}

function at(value: unknown, keys: readonly string[], path: string, change: Change): unknown {
  const [key, ...rest] = keys;
  if (value === undefined || value === null) return value;
  if (key === undefined || isSealed(value)) return change(value, path);
  if (Array.isArray(value)) return value.map((item, index) => (key === '*' || key === String(index) ? at(item, rest, path, change) : item));
  if (typeof value !== 'object' || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: at((value as Answers)[key], rest, path, change) };
}

function isSealed(value: unknown): value is { readonly $enc: string; readonly data: string } {
  return typeof value === 'object' && value !== null && '$enc' in value && 'data' in value && typeof value.$enc === 'string' && typeof value.data === 'string';
}
