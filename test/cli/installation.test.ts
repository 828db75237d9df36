import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { commands } from '../../cli/commands';
import { openStore } from '../support/mongo';

const run = promisify(execFile);
const root = resolve(__dirname, '..', '..');

jest.setTimeout(120_000);

/** `boai …` on a database of its own; answers what it printed, also when it failed. */
function boai(database: string) {
  const uri = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0');
  uri.pathname = `/${database}`;
  const env = { ...process.env, MONGODB_URI: uri.toString(), ENCRYPTION_KEYS: `test:${'07'.repeat(32)}` };
  return async (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<{ readonly code: number; readonly said: string }> =>
    run(process.execPath, ['cli/boai.js', ...args], { cwd: root, env: { ...env, ...more } }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { readonly code: number; readonly stderr: string }) => ({ code: error.code, said: error.stderr }),
    );
}

test('a new installation gets its district and its first administrator from the command line', async () => {
  const database = `test-${randomUUID()}`;
  const call = boai(database);
  const store = await openStore(database);

  const district = await call(['district', 'add', '--id', 'lanshan', '--name', '岚山区红十字会（示例）', '--term-start', '2024-05-01', '--term-end', '2029-04-30']);
  const second = await call(['district', 'add', '--id', 'other', '--name', '另一个', '--term-start', '2024-05-01', '--term-end', '2029-04-30']);
  const admin = await call(['user', 'add', '--login', 'jinhong', '--name', '金红', '--post', 'admin@lanshan']);
  const unknown = await call(['user', 'add', '--login', 'x', '--name', '某', '--post', 'king@lanshan']);
  const person = await store.people.byLogin('jinhong');
  await store.drop();

  expect([district.code, second.code, admin.code, unknown.code]).toEqual([0, 1, 0, 1]);
  expect(admin.said).toMatch(/^jinhong: \S{12}\n$/);
  expect(second.said).toContain('There is a district already');
  expect(unknown.said).toContain('"king" is no role');
  expect([person?.mustChangePassword, person?.groups]).toEqual([true, ['admin@lanshan', 'admin']]);
});

test('the sample district is refused in production', async () => {
  const { code, said } = await boai(`test-${randomUUID()}`)(['seed'], { NODE_ENV: 'production' });

  expect([code, said]).toEqual([1, expect.stringContaining('refused when NODE_ENV=production')]);
});

test('every command answers --help', async () => {
  const helps = await Promise.all(commands.map(({ name }) => boai('test-help')([name, '--help'])));

  expect(helps.map(({ said }) => said.split('\n')[0])).toEqual(commands.map(({ name }) => expect.stringMatching(new RegExp(`^Usage: boai ${name} `))));
});

test('a start in production names the secrets that it needs', async () => {
  const { code, said } = await boai('test-help')(['start'], { NODE_ENV: 'production', ENCRYPTION_KEYS: '', SESSION_SECRET: '' });

  expect(code).toBe(1);
  expect(said).toContain('ENCRYPTION_KEYS is not set; expected keys as');
  expect(said).toContain('SESSION_SECRET is not set; expected a secret of at least 32 characters');
});
