import { createHmac, hkdfSync } from 'node:crypto';
import type { CipherKey, KeyRing } from '../../codec/cipher';
import { currentKey } from '../../codec/cipher';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import type { RecordValues } from './record-documents';

const derived = new WeakMap<CipherKey, Buffer>();

/**
 * Keyed hashes of personal values, so that an exact value can be found without the value being stored. The key is
 * derived from the environment's, and its id stands in front: whoever has the database alone can't try phone numbers.
 */
export interface Lookups {
  /** The hash by the present key, and by each older one: a record that was written before a change of keys is found too. */
  candidates(registry: string, field: string, value: string): string[];
  /** By field, of every `x-lookup` field that has a value. */
  of(document: RegistryDocument, values: RecordValues): { readonly [field: string]: string };
  /** The natural key; undefined while one of its fields is empty, or when the registry has none. */
  keyOf(document: RegistryDocument, values: RecordValues): string | undefined;
  /** The natural key by every key of the environment. */
  keyCandidates(document: RegistryDocument, values: RecordValues): string[];
}

export function lookupsOf(keys: KeyRing): Lookups {
  const hash = (key: CipherKey, place: string, value: string): string => `${key.id}:${createHmac('sha256', derivedFrom(key)).update(`${place}\0${value}`).digest('base64url')}`;
  const keysOf = (document: RegistryDocument, values: RecordValues, ring: readonly CipherKey[]): string[] => {
    const parts = (document.key ?? []).map((name) => values[name]);
    if (parts.length === 0 || parts.some((part) => part === undefined || part === null || part === '')) return [];
    const text = JSON.stringify(parts.map((part) => (typeof part === 'string' ? normal(part) : part)));
    const isPersonal = document.key?.some((name) => fieldsOfRegistry(document).get(name)?.personal === true);
    return isPersonal === true ? ring.map((key) => hash(key, `${document.id}#key`, text)) : [text];
  };
  return {
    candidates: (registry, field, value) => keys.map((key) => hash(key, `${registry}#${field}`, normal(value))),
    of: (document, values) => {
      const fields = [...fieldsOfRegistry(document).values()].filter(({ lookup }) => lookup);
      const entries = fields.flatMap(({ name }) => {
        const value = values[name];
        return typeof value === 'string' && value !== '' ? [[name, hash(currentKey(keys), `${document.id}#${name}`, normal(value))] as const] : [];
      });
      return Object.fromEntries(entries);
    },
    keyOf: (document, values) => keysOf(document, values, [currentKey(keys)])[0],
    keyCandidates: (document, values) => keysOf(document, values, keys),
  };
}

/** Written alike, however it was typed: full-width digits, spaces and dashes, a small x. */
function normal(text: string): string {
  return text.normalize('NFKC').replace(/[\s\-‐–—]/g, '').toUpperCase();
}

function derivedFrom(key: CipherKey): Buffer {
  const known = derived.get(key) ?? Buffer.from(hkdfSync('sha256', key.key, 'boai-flow', 'record lookups', 32));
  derived.set(key, known);
  return known;
}
