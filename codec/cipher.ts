import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of 32 bytes with the id that everything encrypted by it carries. */
export interface CipherKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The first key encrypts; every key decrypts what carries its id, so that keys can be changed without a stop. */
export type KeyRing = readonly CipherKey[];

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: initialisation vector, tag and ciphertext in one buffer. `about` is bound to the text but not part of it. */
export function encryptBytes(key: Buffer, plain: Uint8Array, about: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** The plain bytes; throws when the key, the text or what it is about is not the one it was encrypted with. */
export function decryptBytes(key: Buffer, sealed: Uint8Array, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** The key that encrypts; throws when the ring is empty. */
export function currentKey(keys: KeyRing): CipherKey {
  const [first] = keys;
  if (!first) throw new Error('No encryption key is configured');
  return first;
}

/** The key of that id; throws, naming the id, when the ring does not hold it. */
export function keyById(keys: KeyRing, id: string): CipherKey {
  const found = keys.find((key) => key.id === id);
  if (!found) throw new Error(`Encryption key "${id}" is not configured`);
  return found;
}
