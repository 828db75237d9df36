import { createHash } from 'node:crypto';
import type { FormDocument } from './document';

/** SHA-256 (hex) of the document's canonical JSON: the id of a form version. Node only. */
export function formHash(document: FormDocument): string {
  return contentHash(document);
}

/** SHA-256 (hex) of a document's canonical JSON. Node only. */
export function contentHash(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/** JSON with sorted keys, so that equal documents have equal text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const members = entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${members.join(',')}}`;
}
