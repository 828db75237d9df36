import { randomUUID } from 'node:crypto';
import { commands } from '../../cli/commands';
import { openStore } from '../support/mongo';
import { boai } from './support/boai';

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
