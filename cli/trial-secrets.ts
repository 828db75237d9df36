import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Variables that hold the secrets of one installation. */
export interface Secrets {
  readonly ENCRYPTION_KEYS: string;
  readonly SESSION_SECRET: string;
}

/**
 * The secrets of a local trial: those of the environment, else made once and kept in the data directory for its owner only.
 * Losing the file loses what was encrypted, so it lives and dies with the data.
 */
export async function trialSecrets(dataDir: string, environment: NodeJS.ProcessEnv): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const fresh: Secrets = { ENCRYPTION_KEYS: `trial:${randomBytes(32).toString('hex')}`, SESSION_SECRET: randomBytes(32).toString('hex') };
  try {
    await writeFile(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await chmod(file, 0o600);
  const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>;
  const secrets = {
    ENCRYPTION_KEYS: environment['ENCRYPTION_KEYS'] || kept.ENCRYPTION_KEYS,
    SESSION_SECRET: environment['SESSION_SECRET'] || kept.SESSION_SECRET,
  };
  if (!secrets.ENCRYPTION_KEYS || !secrets.SESSION_SECRET) throw new Error(`${file} is damaged: it must hold ENCRYPTION_KEYS and SESSION_SECRET`);
  return { ENCRYPTION_KEYS: secrets.ENCRYPTION_KEYS, SESSION_SECRET: secrets.SESSION_SECRET };
}
