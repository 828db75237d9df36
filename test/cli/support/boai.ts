import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(__dirname, '..', '..', '..');

export interface Said {
  readonly code: number;
  /** What it printed; when it failed, its complaints after that. */
  readonly said: string;
}

export type Boai = (args: readonly string[], more?: NodeJS.ProcessEnv) => Promise<Said>;

/** `boai …` as a process of its own on a database of its own, with the keys of the tests. */
export function boai(database: string, environment: NodeJS.ProcessEnv = {}): Boai {
  const uri = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0');
  uri.pathname = `/${database}`;
  const env = { ...process.env, MONGODB_URI: uri.toString(), ENCRYPTION_KEYS: `test:${'07'.repeat(32)}`, ...environment };
  return (args, more = {}) =>
    run(process.execPath, ['cli/boai.js', ...args], { cwd: root, env: { ...env, ...more }, maxBuffer: 16 * 1024 * 1024 }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => ({ code: error.code, said: `${error.stdout}${error.stderr}` }),
    );
}
