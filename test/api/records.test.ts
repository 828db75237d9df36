import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import readXlsxFile from 'read-excel-file/node';
import { createApp } from '../../web/api/app';
import type { BranchDetail, BranchNode, BranchRow, DirectoryEntry, LimitView, Page, PersonRow, Problem } from '../../web/api/contract';
import { DEFAULT_WEB_CONFIG } from '../../web/config';
import { personId } from './support/district';
import { callerOf, request, startPortal, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
let admin: Caller;
beforeAll(async () => {
  portal = await startPortal({ worker: false, now: () => new Date('2026-06-01T02:00:00Z') });
  admin = await portal.as('admin');
});
afterAll(() => portal.close());

test('branches are listed by the days left of their term, filtered and paged on the server', async () => {
  const list = async (query: string) => (await admin.get<Page<BranchRow>>(`/api/branches?${query}`)).body;

  const all = await list('size=2');
  const overdue = await list('term=overdue');
  const soon = await list('term=12m');
  const later = await list('term=later&sort=-termEnd');
  const inTown = await list(`town=${portal.district.town}&sort=name`);
  const named = await list('q=' + encodeURIComponent('街道'));

  expect(all).toMatchObject({ total: 4, page: 1, size: 2, rows: [{ id: portal.district.town, daysLeft: -92, members: 52, president: '示例会长', parent: { name: '示例区红十字会' } }, { id: portal.district.village, daysLeft: 214 }] });
  expect([overdue, soon, later, inTown, named].map(({ rows }) => rows.map(({ id }) => id))).toEqual([
    [portal.district.town], [portal.district.village], [portal.district.otherTown, portal.district.root], [portal.district.village, portal.district.town], [portal.district.otherTown],
  ]);
});

test('the org tree holds what is in sight, and a branch whose parent is not stands at the top', async () => {
  const whole = await admin.get<readonly BranchNode[]>('/api/branches/tree');
  const part = await (await portal.as('villageSecretary')).get<readonly BranchNode[]>('/api/branches/tree');

  expect(whole.body).toMatchObject([{ id: portal.district.root, children: [{ id: portal.district.otherTown }, { id: portal.district.town, children: [{ id: portal.district.village }] }] }]);
  expect(part.body).toMatchObject([{ id: portal.district.village, children: [] }]);
});

test('a branch shows its officers and terms, and what may be started for it', async () => {
  const secretary = await portal.as('townSecretary');

  const { body } = await secretary.get<BranchDetail>(`/api/branches/${portal.district.town}`);

  expect(body).toMatchObject({ termStart: '2021-03-01', officers: [{ name: '示例会长', post: '会长', source: '选举' }], startable: [{ id: 'api-request', mayStart: true, name: { zh: '申请', en: 'Request' } }], instances: [] });
});

test('the exported list opens as a workbook, and no cell of it is a formula', async () => {
  const response = await fetch(`${portal.origin}/api/branches/export?sort=name`, { headers: { cookie: admin.cookie } });
  const rows = (await readXlsxFile(Buffer.from(await response.arrayBuffer())))[0]?.data ?? [];

  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  expect(response.headers.get('content-disposition')).toContain('attachment');
  expect(rows).toHaveLength(5);
  expect(rows.map(([name]) => name)).toContain("'=示例村红十字会");
});

test('a new account gets its password once, and signs in with it', async () => {
  const created = await admin.send<{ person: PersonRow; initialPassword: string }>('POST', '/api/people', { name: ' 新人 ', login: 'Newcomer', posts: [{ role: 'teller', branchId: portal.district.town }] });
  const taken = await admin.send<Problem>('POST', '/api/people', { name: '新人', login: 'newcomer', posts: [] });
  const listed = await admin.get<Page<PersonRow>>('/api/people?q=newcomer');

  const session = await callerOf(portal.origin, 'newcomer', created.body.initialPassword);

  expect(created).toMatchObject({ status: 201, body: { person: { login: 'newcomer', name: '新人', mustChangePassword: true } } });
  expect(taken).toMatchObject({ status: 409, body: { code: 'LoginTaken' } });
  expect(JSON.stringify(listed.body)).not.toMatch(/passwordHash|argon2|initialPassword/);
  expect(listed.body.rows).toMatchObject([{ id: created.body.person.id, posts: [{ roleName: { zh: '计票人' } }] }]);
  expect(session.session.mustChangePassword).toBe(true);
  expect(await portal.store.audit.ofSubject(created.body.person.id)).toMatchObject([{ action: 'person.created', by: personId('admin') }]);
});

test('a post names a role and a branch that exist, and district roles are held at the district', async () => {
  const create = (posts: readonly object[]) => admin.send<Problem>('POST', '/api/people', { name: '新人', login: 'someone', posts });

  const answers = await Promise.all([create([{ role: 'king', branchId: portal.district.town }]), create([{ role: 'teller', branchId: 'nowhere' }]), create([{ role: 'admin', branchId: portal.district.town }])]);

  expect(answers.map(({ status, body }) => [status, body.problems?.map(({ at }) => at)])).toEqual([[400, ['/posts/0/role']], [400, ['/posts/0/branchId']], [400, ['/posts/0/role']]]);
});

test('pickers find people by name and role in sight, without their logins', async () => {
  const secretary = await portal.as('villageSecretary');
  const find = async (query: string) => (await secretary.get<readonly DirectoryEntry[]>(`/api/directory?${query}`)).body;

  expect((await find('role=branch_president')).map(({ name }) => name)).toEqual(['示例townPresident']);
  expect((await find('q=otherPresident')).map(({ name }) => name)).toEqual([]);
  expect(await find('role=branch_secretary&q=village')).toEqual([{ id: personId('villageSecretary'), name: '示例villageSecretary', posts: [{ zh: '=示例村红十字会 基层秘书长', en: 'Branch secretary, =示例村红十字会' }] }]);
  expect(await find(`ids=${personId('otherPresident')},nobody`)).toEqual([{ id: personId('otherPresident'), name: '示例otherPresident', posts: [] }]);
});

test('limits are shown with their 依据, and a changed one is remembered with who changed it', async () => {
  const changed = await admin.send<readonly LimitView[]>('PUT', '/api/limits/api-request/apply_days', { value: 8 });
  const wrong = await admin.send('PUT', '/api/limits/api-request/apply_days', { value: 'soon' });
  const seen = await (await portal.as('townTeller')).get<readonly LimitView[]>('/api/limits?process=api-request');

  expect(changed.status).toBe(200);
  expect(wrong.status).toBe(400);
  expect(seen.body).toEqual([{ id: 'apply_days', title: { zh: '填写时限', en: 'Time to apply' }, value: 8, unit: '工作日', basis: { tag: 'D', text: '设计默认值' } }]);
  expect(await portal.store.audit.ofSubject('api-request/apply_days')).toMatchObject([{ action: 'limit.changed', detail: { from: 5, to: 8 } }]);
});

test.each<[string, string, string, unknown]>([
  ['a list where an object belongs', 'POST', '/api/people', []],
  ['a name that is too long', 'POST', '/api/people', { name: 'x'.repeat(51), login: 'abc', posts: [] }],
  ['a field that nobody knows', 'PATCH', '/api/session', { locale: 'zh', admin: true }],
  ['an operator in the place of a text', 'POST', '/api/session', { login: { $ne: null }, password: { $ne: null } }],
  ['an operator among the changes of a draft', 'PUT', '/api/processes/api-request/start/draft', { baseRevision: 0, changes: { $set: { admin: true } } }],
  ['a path among the changes of a draft', 'PUT', '/api/processes/api-request/start/draft', { baseRevision: 0, changes: { 'a.b': 1 } }],
  ['the key __proto__', 'PUT', '/api/processes/api-request/start/draft', '{"baseRevision":0,"changes":{"topic":{"__proto__":{"polluted":true}}}}'],
  ['the key constructor', 'PUT', '/api/processes/api-request/start/draft', { baseRevision: 0, changes: { topic: { constructor: { prototype: {} } } } }],
  ['a body nested a thousand deep', 'PUT', '/api/processes/api-request/start/draft', `{"baseRevision":0,"changes":{"a":${'['.repeat(1000)}${']'.repeat(1000)}}}`],
  ['a text that is no JSON', 'PATCH', '/api/session', '{"locale":'],
  ['no body at all', 'PATCH', '/api/session', undefined],
])('%s is refused and named', async (_what, method, path, body) => {
  const officer = await portal.as('officer');

  const answer = await officer.send<Problem>(method, path, body);

  expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidInput', message: { zh: expect.any(String) } } });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each(['/api/tasks?view[$ne]=mine', '/api/tasks?view=everything', '/api/tasks?page=0', '/api/tasks?size=100000', '/api/tasks?unknown=1', '/api/branches?sort=passwordHash', '/api/people?q=a&q=b', '/api/instances?status=running&status=failed'])('the query of %s is refused', async (path) => {
  expect(await admin.get(path)).toMatchObject({ status: 400, body: { code: 'InvalidInput' } });
});

test('what looks like a pattern is searched for as it is written', async () => {
  expect((await admin.get<Page<BranchRow>>('/api/branches?q=' + encodeURIComponent('.*'))).body.total).toBe(0);
  expect((await admin.get<Page<PersonRow>>('/api/people?q=' + encodeURIComponent('(a+)+$'))).body.total).toBe(0);
});

test('a body that is too large or no JSON by its type is refused', async () => {
  const large = await admin.send('PATCH', '/api/session', { locale: 'x'.repeat(2_000_000) });
  const text = await admin.send('PATCH', '/api/session', 'locale=zh', { 'content-type': 'application/x-www-form-urlencoded' });

  expect([large.status, text.status]).toEqual([413, 415]);
});

test('what does not exist is a problem in JSON, and a broken path is no failure', async () => {
  const answers = await Promise.all(['/api/nothing', '/api/tasks/none', '/api/forms/abc', `/api/forms/${'0'.repeat(64)}/validator.js`, '/api/tasks/%E0%A4%A'].map((path) => admin.get<Problem>(path)));

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[404, 'NotFound'], [404, 'NotFound'], [404, 'NotFound'], [404, 'NotFound'], [400, 'InvalidInput']]);
});

test('the validator of a form is a module without eval, kept for ever', async () => {
  const version = await portal.store.forms.latest('api-request.apply');

  const { status, headers, body } = await admin.get<string>(`/api/forms/${version?._id}/validator.js`);

  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/javascript');
  expect(headers.get('cache-control')).toContain('immutable');
  expect(body).toMatch(/export/);
  expect(body).not.toMatch(/new Function|\beval\(/);
});

test('the process answers whether it lives, whether it is ready, and with its figures', async () => {
  await admin.get('/api/tasks');

  const [live, ready, metrics] = await Promise.all([request<object>(portal.origin, 'GET', '/health/live'), request<object>(portal.origin, 'GET', '/health/ready'), request<string>(portal.origin, 'GET', '/metrics')]);

  expect([live.status, ready.status, metrics.status]).toEqual([200, 200, 200]);
  expect(ready.body).toEqual({ status: 'ok', mongodb: true, temporal: true });
  expect(metrics.body).toMatch(/boai_http_requests_total\{method="GET",route="\/tasks",status="200"\} \d/);
  expect(metrics.body).not.toContain('person-');
  expect((await request(portal.origin, 'GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
});

describe('the portal’s page', () => {
  let directory: string;
  let origin: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'boai-portal-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/app-1a2b.js"></script>');
    await writeFile(join(directory, 'assets', 'app-1a2b.js'), `export const text = '${'x'.repeat(5000)}';`);
    const app = createApp({ store: portal.store, temporal: portal.engine.client, log: pino({ level: 'silent' }), portalDirectory: directory, config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for tests, 32 characters long' } });
    const server = createServer(app.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = async () => {
      await app.close();
      server.closeAllConnections();
      server.close();
    };
  });
  afterAll(async () => {
    await close();
    await rm(directory, { recursive: true });
  });

  test('carries a fresh nonce, the same in its policy, and allows nothing unsafe', async () => {
    const [one, two] = await Promise.all(['/', '/tasks/some%2Ftask'].map((path) => fetch(`${origin}${path}`, { headers: { accept: 'text/html' } })));
    const nonceOf = async (response?: Response) => /script type="module" nonce="([^"]+)"/.exec((await response?.text()) ?? '')?.[1];
    const [first, second] = await Promise.all([nonceOf(one), nonceOf(two)]);
    const policy = one?.headers.get('content-security-policy') ?? '';

    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(first).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(second).not.toBe(first);
    expect(policy).toContain(`script-src 'self' 'nonce-${first}'`);
    expect(policy).toContain(`style-src 'self' 'nonce-${first}'`);
    expect(policy).not.toContain('unsafe');
    expect(one?.headers.get('cache-control')).toBe('no-store');
    expect(one?.headers.get('x-powered-by')).toBeNull();
  });

  test('keeps hashed assets for ever, compressed, and a missing one is no page', async () => {
    const asset = await fetch(`${origin}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'gzip' } });
    const missing = await fetch(`${origin}/assets/app-0000.js`);
    const outside = await fetch(`${origin}/assets/..%2f..%2fetc%2fpasswd`);

    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect(missing.status).toBe(404);
    expect(await outside.text()).not.toContain('root:');
  });
});
