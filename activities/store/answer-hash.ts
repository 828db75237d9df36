import { createHmac, hkdfSync } from 'node:crypto';
import { currentKey, type CipherKey, type KeyRing } from '../../codec/cipher';

type Answers = { readonly [name: string]: unknown };

const derived = new WeakMap<CipherKey, Buffer>();

/**
 * What tells answers that are sent again from others, whatever the order of their names. It goes to audit entries and
 * workflows, where answers do not: keyed by the environment, so that nobody who holds it can try phone numbers.
 */
export function answerHash(keys: KeyRing, answers: Answers): string {
  return hashBy(currentKey(keys), answers);
}

/** Whether that is the hash of these answers, also by an older key of the environment. */
export function isHashOf(keys: KeyRing, hash: string, answers: Answers): boolean {
  return keys.some((key) => hashBy(key, answers) === hash);
}

function hashBy(key: CipherKey, answers: Answers): string {
  const known = derived.get(key) ?? Buffer.from(hkdfSync('sha256', key.key, 'boai-flow', 'answer hashes', 32));
  derived.set(key, known);
  return createHmac('sha256', known).update(sortedJson(answers)).digest('hex');
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
