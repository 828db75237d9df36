import type { Plan } from '../engine/plan';

/** The plan's content hash: SHA-256, in hex, of its canonical JSON. Equal plans have equal hashes on every machine. */
export async function planHash(plan: Plan): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(plan));
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON with the keys of every object in code-point order, so that the order in which a plan was built never shows. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
