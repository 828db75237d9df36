import type { Problem, Session } from '../../web/api/contract';
import { hashPassword } from '../../activities/store/passwords';
import { personId, PASSWORD } from './support/district';
import { callerOf, cookieOf, request, startPortal, type TestPortal } from './support/portal';

let portal: TestPortal;
let clock = Date.now();
beforeAll(async () => {
  portal = await startPortal({ worker: false, now: () => new Date(clock), config: { failuresByLogin: 4 } });
});
afterAll(() => portal.close());

const addPerson = async (login: string, more: { readonly mustChangePassword?: boolean; readonly sample?: boolean } = {}) =>
  portal.store.people.create({ id: `p-${login}`, login, name: '示例', passwordHash: await hashPassword(PASSWORD), posts: [{ role: 'branch_secretary', branchId: portal.district.town }], mustChangePassword: false, ...more });

test('signing in gives a session with posts, navigation and a token', async () => {
  const { status, body } = await portal.signIn('townSecretary');

  expect(status).toBe(200);
  expect(body).toMatchObject({ person: { login: 'townsecretary', locale: 'zh' }, mustChangePassword: false, posts: [{ role: 'branch_secretary', roleName: { zh: '基层秘书长' }, branch: { name: '示例镇红十字会' } }], may: ['tasks', 'start', 'instances', 'branches', 'indicators', 'limits'] });
  expect(body.csrfToken.length).toBeGreaterThan(30);
});

test('the cookie is for this site and no script, and in production for TLS and this host alone', async () => {
  const secure = await startPortal({ worker: false, config: { production: true, proxies: 1 } });
  const plain = (await portal.signIn('townSecretary')).headers.getSetCookie()[0];
  const locked = await request<Session>(secure.origin, 'POST', '/api/session', { login: 'townSecretary', password: PASSWORD }, { 'x-forwarded-proto': 'https', origin: secure.origin.replace('http:', 'https:') });
  await secure.close();

  expect(plain).toMatch(/^boai=.*; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  expect(locked.headers.getSetCookie()[0]).toMatch(/^__Host-boai=.*; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
});

test('a wrong login and a wrong password are answered alike, and too many of either are refused', async () => {
  await addPerson('forgetful');
  const attempts = (login: string) => Array.from({ length: 5 }, () => () => portal.signIn(login, 'wrong password'));
  const inTurn = async (login: string) => {
    const statuses: number[] = [];
    for (const attempt of attempts(login)) statuses.push((await attempt()).status);
    return statuses;
  };

  const nobody = await inTurn('nobody-at-all');
  const somebody = await inTurn('forgetful');
  const right = await portal.signIn('forgetful');

  expect(nobody).toEqual([401, 401, 401, 401, 429]);
  expect(somebody).toEqual(nobody);
  expect(right).toMatchObject({ status: 429, body: { code: 'TooManyAttempts' } });
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a session id known before signing in is worth nothing after', async () => {
  const first = await portal.signIn('townPresident');
  const planted = cookieOf(first.headers);

  const second = await request<Session>(portal.origin, 'POST', '/api/session', { login: 'townVp', password: PASSWORD }, { cookie: planted });

  expect(cookieOf(second.headers)).not.toBe(planted);
  expect((await request(portal.origin, 'GET', '/api/session', undefined, { cookie: planted })).status).toBe(401);
});

test('before the initial password is changed nothing else can be done', async () => {
  await addPerson('newcomer', { mustChangePassword: true });
  const caller = await callerOf(portal.origin, 'newcomer');

  const tasks = await caller.get('/api/tasks');
  const bad = await Promise.all(['short', 'newcomer99', 'password123', PASSWORD].map((next) => caller.send<{ code: string }>('POST', '/api/session/password', { current: PASSWORD, next })));
  const wrong = await caller.send('POST', '/api/session/password', { current: 'not this one', next: 'calm-river-81' });
  const changed = await caller.send<Session>('POST', '/api/session/password', { current: PASSWORD, next: 'calm-river-81' });
  const after = await request(portal.origin, 'GET', '/api/tasks', undefined, { cookie: cookieOf(changed.headers) });

  expect(tasks).toMatchObject({ status: 403, body: { code: 'PasswordChangeRequired' } });
  expect(bad.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([422, 'BadPassword']));
  expect(wrong).toMatchObject({ status: 422, body: { code: 'BadPassword' } });
  expect(changed).toMatchObject({ status: 200, body: { mustChangePassword: false } });
  expect(after.status).toBe(200);
  expect((await caller.get('/api/tasks')).status).toBe(401);
});

test('the current password can’t be guessed from a session left open', async () => {
  await addPerson('absent');
  const caller = await callerOf(portal.origin, 'absent');

  const statuses: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) statuses.push((await caller.send('POST', '/api/session/password', { current: `guess ${attempt}`, next: 'calm-river-82' })).status);

  expect(statuses).toEqual([422, 422, 422, 422, 429]);
});

test('disabling a person and resetting a password end every session at once', async () => {
  const admin = await portal.as('admin');
  await addPerson('leaving');
  await addPerson('resetting');
  const leaving = await callerOf(portal.origin, 'leaving');
  const resetting = await callerOf(portal.origin, 'resetting');

  await admin.send('PATCH', '/api/people/p-leaving', { disabled: true });
  const reset = await admin.send<{ initialPassword: string }>('POST', '/api/people/p-resetting/password-reset');

  expect((await leaving.get('/api/session')).status).toBe(401);
  expect((await resetting.get('/api/session')).status).toBe(401);
  expect((await portal.signIn('leaving')).status).toBe(401);
  expect(await portal.signIn('resetting', reset.body.initialPassword)).toMatchObject({ status: 200, body: { mustChangePassword: true } });
});

test('a session ends twelve hours after signing in, however busy it is', async () => {
  const caller = await callerOf(portal.origin, 'townTeller');

  clock += 11.9 * 3_600_000;
  const late = await caller.get('/api/session');
  clock += 0.2 * 3_600_000;
  const over = await caller.get('/api/session');
  clock -= 12.1 * 3_600_000;

  expect([late.status, over.status]).toEqual([200, 401]);
});

test('signing out ends the session on the server', async () => {
  const caller = await callerOf(portal.origin, 'townScrutineer');

  const out = await caller.send('DELETE', '/api/session');

  expect(out.status).toBe(204);
  expect((await caller.get('/api/session')).status).toBe(401);
});

test('sample logins are listed for a trial, and refused in production', async () => {
  await addPerson('sampler', { sample: true });
  const production = await startPortal({ worker: false, config: { production: true } });
  await production.store.people.create({ id: 'p-s', login: 'sampler', name: '示例', passwordHash: await hashPassword(PASSWORD), posts: [], sample: true, mustChangePassword: false });

  const listed = await request<{ sample: boolean; accounts: readonly { login: string }[] }>(portal.origin, 'GET', '/api/session/options');
  const hidden = await request(production.origin, 'GET', '/api/session/options');
  const refused = await request(production.origin, 'POST', '/api/session', { login: 'sampler', password: PASSWORD });
  await production.close();

  expect(listed.body).toMatchObject({ district: '示例区红十字会', sample: true, accounts: [{ login: 'sampler' }] });
  expect(hidden.body).toEqual({ district: '示例区红十字会', sample: false, accounts: [] });
  expect(refused).toMatchObject({ status: 403, body: { code: 'SampleLogin' } });
});

test('a change without the token, or from another site, is refused', async () => {
  const caller = await portal.as('officer');
  const change = (headers: Record<string, string>) => request<{ code: string }>(portal.origin, 'PATCH', '/api/session', { locale: 'zh' }, { cookie: caller.cookie, ...headers });
  const token = { 'x-csrf-token': caller.session.csrfToken };

  const answers = await Promise.all([change({}), change({ 'x-csrf-token': 'guessed' }), change({ ...token, origin: 'https://elsewhere.example' }), change({ ...token, origin: 'null' }), change(token)]);
  const foreignSignIn = await request<{ code: string }>(portal.origin, 'POST', '/api/session', { login: 'officer', password: PASSWORD }, { origin: 'https://elsewhere.example' });

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[403, 'BadToken'], [403, 'BadToken'], [403, 'ForeignOrigin'], [403, 'ForeignOrigin'], [200, undefined]]);
  expect(foreignSignIn).toMatchObject({ status: 403, body: { code: 'ForeignOrigin' } });
});

test('a post that has not begun or is over gives nothing', async () => {
  await portal.store.people.create({ id: 'p-former', login: 'former', name: '示例', passwordHash: await hashPassword(PASSWORD), posts: [{ role: 'admin', branchId: portal.district.root, to: '2020-01-01' }, { role: 'district_secgen', branchId: portal.district.root, from: '2099-01-01' }], mustChangePassword: false });
  const former = await callerOf(portal.origin, 'former');

  expect(former.session.posts).toEqual([]);
  expect((await former.get('/api/people')).status).toBe(403);
  expect((await former.get<{ total: number }>('/api/branches')).body).toMatchObject({ total: 0 });
});

test('nobody disables the own account', async () => {
  const admin = await portal.as('admin');

  expect((await admin.send('PATCH', `/api/people/${personId('admin')}`, { disabled: true })).status).toBe(403);
});

test('who asks far more often than anybody clicks is told to wait, and nobody else is', async () => {
  const strict = await startPortal({ worker: false, config: { requestsAMinute: 20 } });
  const [hasty, calm] = await Promise.all([callerOf(strict.origin, 'townSecretary'), callerOf(strict.origin, 'vp')]);

  const answers = await Promise.all(Array.from({ length: 25 }, () => hasty.get<Problem>('/api/tasks')));
  const other = await calm.get('/api/tasks');
  await strict.close();

  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.body).toMatchObject({ code: 'TooManyRequests', message: { zh: '操作太频繁，请稍后再试。' } });
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(other.status).toBe(200);
});
