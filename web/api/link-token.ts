import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../../codec/cipher';

const RANDOM_BYTES = 20;
const MAC_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{48}$/;

/** A new token: random, and signed by the environment's key, so that most guesses are refused without a look at the database. */
export function newLinkToken(keys: KeyRing): string {
  const [current] = keys;
  if (current === undefined) throw new Error('No encryption key is configured');
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, macOf(current.key, random)]).toString('base64url');
}

/** Whether we signed the token, by any key of the ring. */
export function isOurToken(keys: KeyRing, token: string): boolean {
  if (!TOKEN.test(token)) return false;
  const bytes = Buffer.from(token, 'base64url');
  const [random, mac] = [bytes.subarray(0, RANDOM_BYTES), bytes.subarray(RANDOM_BYTES)];
  return keys.some(({ key }) => timingSafeEqual(macOf(key, random), mac));
}

/** What is stored of a token. */
export function linkTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function macOf(key: Buffer, random: Buffer): Buffer {
  const ours = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'boai links', 32));
  return createHmac('sha256', ours).update(random).digest().subarray(0, MAC_BYTES);
}
