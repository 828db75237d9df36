import { createCipheriv, createDecipheriv, randomBytes, type CipherGCM } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonalData, SealedValue } from './personal-data';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;

/**
 * How a file is sealed: its bytes by a key of its own, that key and its name by the data key of the subject. So it can
 * pass to another subject without being written anew, and goes when the subject's key goes.
 */
export interface FileSeal {
  readonly subject: string;
  /** The file's own key; null when the subject was forgotten before it came. */
  readonly key: SealedValue | null;
  readonly name: SealedValue | null;
  readonly iv: string;
  /** Once the whole file is there. */
  readonly tag?: string;
}

/** The person whom a file is about was forgotten: nothing more is kept of them. */
export class SubjectForgotten extends Error {
  override readonly name = 'SubjectForgotten';

  constructor(readonly subject: string) {
    super(`Nothing is kept any more of "${subject}"`);
  }
}

/** A new seal, and the stream that bytes go through on their way in; `tag` is known when all have passed. Throws `SubjectForgotten`. */
export async function sealing(personal: PersonalData, subject: string, fileName: string): Promise<{ readonly seal: FileSeal; readonly stream: Transform; tag(): string }> {
  const [key, iv] = [randomBytes(KEY_BYTES), randomBytes(IV_BYTES)];
  const sealed = await sealedUnder(personal, subject, { key: key.toString('base64'), name: fileName });
  const cipher: CipherGCM = createCipheriv(ALGORITHM, key, iv);
  return { seal: { subject, ...sealed, iv: iv.toString('base64') }, stream: cipher, tag: () => cipher.getAuthTag().toString('base64') };
}

/** The file's bytes as they came; undefined when its key is gone. If they were tampered with the stream fails before its end. */
export async function opening(personal: PersonalData, seal: FileSeal, content: Readable): Promise<Readable | undefined> {
  const { key } = await personal.open({ key: seal.key });
  if (typeof key !== 'string' || seal.tag === undefined) return undefined;
  const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, 'base64'), Buffer.from(seal.iv, 'base64'), { authTagLength: 16 });
  decipher.setAuthTag(Buffer.from(seal.tag, 'base64'));
  const plain = keepingBackTheLast();
  pipeline(content, decipher, plain).catch((error: unknown) => plain.destroy(error instanceof Error ? error : undefined));
  return plain;
}

/** Lets each part out when the next one comes, so that the last is not out before all of them are known to be right. */
function keepingBackTheLast(): Transform {
  let last: unknown;
  return new Transform({
    transform(part, _encoding, done) {
      const before = last;
      last = part;
      done(null, before);
    },
    flush(done) {
      done(null, last);
    },
  });
}

/** The seal under another subject; undefined when its key is gone. Throws `SubjectForgotten`. */
export async function resealed(personal: PersonalData, seal: FileSeal, subject: string): Promise<FileSeal | undefined> {
  const { key, name } = await personal.open({ key: seal.key, name: seal.name });
  if (typeof key !== 'string') return undefined;
  return { ...seal, subject, ...(await sealedUnder(personal, subject, { key, name })) };
}

async function sealedUnder(personal: PersonalData, subject: string, values: { readonly key: unknown; readonly name: unknown }): Promise<Pick<FileSeal, 'key' | 'name'>> {
  const { key, name } = (await personal.seal(subject, values, ['/key', '/name'])) as unknown as Pick<FileSeal, 'key' | 'name'>;
  if (key === null) throw new SubjectForgotten(subject);
  return { key, name };
}
