import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jobRunner } from '../../../activities/jobs';
import { JOB_TYPES } from '../../../activities/jobs/types';
import type { JobRequest } from '../../../activities/contract';
import { keeperFor, nobody } from '../../support/records';
import { openStore, type TestStore } from '../../support/mongo';

let store: TestStore;
let server: Server;
/** Where nobody listens. */
let gone: string;
let run: (job: Partial<JobRequest>) => Promise<unknown>;
let respond: (path: string) => { readonly status: number; readonly body: string; readonly headers?: Record<string, string> } = () => ({ status: 200, body: '{"ok":true}' });
const calls: { readonly method: string | undefined; readonly key: string | undefined }[] = [];
beforeAll(async () => {
  store = await openStore();
  server = createServer((request, response) => {
    calls.push({ method: request.method, key: String(request.headers['idempotency-key']) });
    const { status, body, headers = {} } = respond(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  gone = `127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  const runner = jobRunner({ store, instances: nobody, httpHosts: [address(), gone], now: () => new Date('2026-12-08T02:00:00Z'), records: keeperFor(store) });
  run = (job) => runner({ instanceId: 'i1', processId: 'p', elementId: 'e', jobId: 'i1/e/1/1', type: '', headers: {}, variables: {}, ...job });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await store.drop();
});

const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const branch = {
  _id: 'xinfang', name: '示例镇红十字会', kind: '镇', status: 'active', termNo: 3, termStart: '2021-12-01', termEnd: '2026-11-30', termYears: 5, variant: 'full',
  supervisorMode: 'none', membersAdult: 100, membersYouth: 0, membersGroup: 0, officers: [], terms: [], sample: true,
} as const;
const submitted = (elementId: string, answers: Record<string, unknown>, instanceId = 'i1') =>
  store.submissions.insert({ _id: `${instanceId}-${elementId}`, instanceId, taskId: 't', elementId, answers, answerHash: 'h', by: 'p', at: new Date(), status: 'accepted', seq: 2 });

test('every shipped type has a handler that names what is missing', async () => {
  for (const { type } of JOB_TYPES) await expect(run({ type })).rejects.toMatchObject({ nonRetryable: true, message: expect.stringContaining('needs') });
});

test('a type that is not shipped fails without a second try', async () => {
  await expect(run({ type: 'rm.everything' })).rejects.toMatchObject({ type: 'UnknownJobType', nonRetryable: true });
});

test('a notice reaches roles at the instance’s branch and people, once however often it is tried', async () => {
  await store.people.create({ id: 'p1', login: 'p1', name: '示例', passwordHash: 'x', posts: [] });
  const job = { type: 'notify', headers: { text: '请查看批复', to: 'branch_president@branchId, district_secgen, p1' }, variables: { branchId: 'xinfang' } };

  await run(job);
  await run(job);

  expect(await store.notifications.find({ instanceId: 'i1' })).toMatchObject([{ kind: 'notice', text: { zh: '请查看批复' }, groups: ['branch_president@xinfang', 'district_secgen'], users: ['p1'], branchId: 'xinfang' }]);
});

test('an approved election becomes the branch’s new term with its officers, once however often it is tried', async () => {
  await store.branches.put(branch);
  await submitted('result-report', { officers: [{ post: '会长', name: '王强（示例）', source: '选举', phone: '13800001234' }, { post: '名誉会长', name: '赵书记（示例）', source: '聘任' }] });
  const job = { type: 'record.save', headers: { registry: 'branch', officersFrom: 'result-report' }, variables: { branchId: 'xinfang', termStart: '2026-12-08', congressDate: '2026-11-20', approvalNo: '示例〔2026〕58号' } };

  const first = await run(job);
  const again = await run(job);

  expect(first).toEqual({ termNo: 4, termEnd: '2031-12-08' });
  expect(again).toEqual(first);
  const saved = await store.branches.byId('xinfang');
  expect(saved).toMatchObject({ termNo: 4, termStart: '2026-12-08', termEnd: '2031-12-08', termYears: 5 });
  expect(saved?.terms).toEqual([{ no: 4, start: '2026-12-08', end: '2031-12-08', instanceId: 'i1', congressDate: '2026-11-20', approvalNo: '示例〔2026〕58号' }]);
  expect(saved?.officers).toEqual([{ name: '王强（示例）', post: '会长', from: '2026-12-08', source: '选举' }, { name: '赵书记（示例）', post: '名誉会长', from: '2026-12-08', source: '聘任' }]);
});

test('a term that begins on 29 February ends on the 28th where the year has no 29th', async () => {
  await store.branches.put({ ...branch, _id: 'leap' });
  await submitted('report', { officers: [] }, 'i-leap');

  const result = await run({ type: 'record.save', instanceId: 'i-leap', headers: { registry: 'branch', officersFrom: 'report' }, variables: { branchId: 'leap', termStart: '2028-02-29', termYears: 5 } });

  expect(result).toMatchObject({ termEnd: '2033-02-28' });
});

test('a handover ends the old posts, disables an account that has no other, and passes tasks on', async () => {
  const post = { role: 'branch_president', branchId: 'b9' };
  await store.people.create({ id: 'old', login: 'old', name: '旧（示例）', passwordHash: 'x', posts: [post] });
  await store.people.create({ id: 'busy', login: 'busy', name: '兼（示例）', passwordHash: 'x', posts: [{ ...post, role: 'branch_secretary' }, { role: 'branch_secretary', branchId: 'b8' }] });
  await store.people.create({ id: 'new', login: 'new', name: '新（示例）', passwordHash: 'x', posts: [] });
  const task = { instanceId: 'x', processId: 'p', elementId: 'e', name: { zh: '示例' }, title: 't', groups: [], users: [], excludedActors: [], dueAssumed: false, priority: 50, inputs: {}, state: 'open', openedAt: new Date(), revision: 0, seq: 1 } as const;
  await store.tasks.insert({ ...task, _id: 't-claimed', branchId: 'b9', claimedBy: 'old' });
  await store.tasks.insert({ ...task, _id: 't-elsewhere', branchId: 'b8', claimedBy: 'busy' });
  await submitted('handover', { accounts: [{ person: 'old', successor: 'new' }, { person: 'busy', successor: 'new' }] });
  const job = { type: 'person.handover', headers: { accountsFrom: 'handover' }, variables: { branchId: 'b9' } };

  expect(await run(job)).toEqual({ disabled: 1, passedOn: 1 });
  await run(job);

  expect(await store.people.byId('old')).toMatchObject({ disabled: true, posts: [], groups: [] });
  expect(await store.people.byId('busy')).toMatchObject({ disabled: false, groups: ['branch_secretary@b8'] });
  expect(await store.people.byId('new')).toMatchObject({ groups: ['branch_president@b9', 'branch_secretary@b9'] });
  expect(await store.tasks.byId('t-claimed')).toMatchObject({ claimedBy: 'new' });
  expect(await store.tasks.byId('t-elsewhere')).toMatchObject({ claimedBy: 'busy' });
  expect(await store.audit.find({ action: 'person.handed-over' })).toHaveLength(2);
});

test('a call to an allowed host gives its answer back and carries the job’s id', async () => {
  calls.length = 0;

  const result = await run({ type: 'http', headers: { url: `http://${address()}/x`, method: 'POST' }, variables: { body: { n: 1 } } });

  expect(result).toEqual({ response: { ok: true } });
  expect(calls).toEqual([{ method: 'POST', key: 'i1/e/1/1' }]);
});

test.each(['http://169.254.169.254/latest', 'http://127.0.0.1/', 'http://2130706433/', 'http://[::1]/', 'file:///etc/passwd', 'nonsense'])('a call to %s is refused', async (url) => {
  await expect(run({ type: 'http', headers: { url } })).rejects.toMatchObject({ nonRetryable: true });
});

test('a redirect is not followed, a refusal is not tried again, and trouble at the other end is', async () => {
  respond = (path) => (path === '/moved' ? { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } } : path === '/bad' ? { status: 400, body: '{}' } : { status: 503, body: '{}' });
  const call = (path: string) => run({ type: 'http', headers: { url: `http://${address()}${path}` } });

  await expect(call('/moved')).rejects.toMatchObject({ type: 'HttpRefused', nonRetryable: true });
  await expect(call('/bad')).rejects.toMatchObject({ type: 'HttpRefused', nonRetryable: true });
  await expect(call('/down')).rejects.not.toHaveProperty('nonRetryable');
});

test('a host that refuses the connection is named, with what it did', async () => {
  await expect(run({ type: 'http', headers: { url: `http://${gone}/` } })).rejects.toThrow(`“${gone}”没有应答（ECONNREFUSED）`);
});

test.each([['a name with NUL', '{"a\\u0000":1}'], ['a thousand levels', `${'['.repeat(1000)}1${']'.repeat(1000)}`], ['a key into prototypes', '{"__proto__":{"x":1}}']])('an answer with %s is refused as a result', async (_, body) => {
  respond = () => ({ status: 200, body });

  await expect(run({ type: 'http', headers: { url: `http://${address()}/` } })).rejects.toMatchObject({ type: 'WrongResult' });
});
