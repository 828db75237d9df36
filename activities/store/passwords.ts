import { randomInt } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import type { LocalText } from '../../workflows/engine/plan';
import { COMMON_PASSWORDS } from './common-passwords';

/** argon2id with 46 MiB, one pass: what OWASP's cheat sheet asks for. */
const COST: Options = { algorithm: 2, memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 };
/** No 0/O, 1/l/I: initial passwords are read aloud and typed from paper. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** False for a wrong password and for a stored text that is no hash. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password.normalize('NFKC'));
  } catch {
    return false;
  }
}

/** A password to hand over once; the first sign-in changes it. */
export function initialPassword(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Why a password can't be taken, or undefined when it can. */
export function passwordProblem(password: string, login: string): LocalText | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...password].length < 8) return { zh: '密码至少 8 个字符。', en: 'A password has at least 8 characters.' };
  if (password.length > 200) return { zh: '密码最多 200 个字符。', en: 'A password has at most 200 characters.' };
  if (plain.includes(login.toLowerCase())) return { zh: '密码不能包含登录名。', en: 'A password must not contain the login.' };
  if (COMMON_PASSWORDS.has(plain) || /^(.)\1*$/.test(plain)) return { zh: '这个密码太常见，请换一个。', en: 'This password is too common; choose another.' };
  return undefined;
}
