import { randomUUID } from 'node:crypto';
import { districtDay } from '../../activities/store/district-day';
import type { BulkReminded } from '../../web/api/delivery-contract';
import { LOGINS, personId, type Login } from './support/district';
import { completeWith, pathOf, request, startPortal, startRequest, type Caller, type TestPortal } from './support/portal';
import { routesOf } from './support/routes';

let portal: TestPortal;
/** A running request of each branch, at its first task. */
const running = new Map<string, { readonly instanceId: string; readonly taskId: string }>();
beforeAll(async () => {
  portal = await startPortal();
  const officer = await portal.as('officer');
  const { town, village, otherTown } = portal.district;
  for (const branch of [town, village, otherTown]) running.set(branch, await startRequest(officer, branch));
});
afterAll(() => portal.close());

const everybody = Object.keys(LOGINS) as Login[];
const district = everybody.filter((login) => !/^(town|village|other)/.test(login));
const seeAll = district.filter((login) => login !== 'volunteer');
const ofTown = everybody.filter((login) => login.startsWith('town'));
const ofOther = everybody.filter((login) => login.startsWith('other'));
const directors: Login[] = ['admin', 'vp', 'vp2', 'secgen'];
const chasers: Login[] = [...directors, 'officer', 'officer2', 'lead', 'coordinator'];
const keepers: Login[] = ['admin', 'officer', 'officer2'];

const at = (branch: 'town' | 'village' | 'otherTown') => {
  const found = running.get(portal.district[branch]);
  if (found === undefined) throw new Error(`Nothing runs at ${branch}`);
  return { task: pathOf(found.taskId), instance: pathOf(found.instanceId), branch: portal.district[branch] };
};
type Branch = Parameters<typeof at>[0];

/** What can be tried without changing anything: a body that is refused only after the permission was asked. */
const attempts = {
  'read a task': (caller: Caller, branch: Branch) => caller.get(`/api/tasks/${at(branch).task}`),
  'read an instance': (caller: Caller, branch: Branch) => caller.get(`/api/instances/${at(branch).instance}`),
  'read comments': (caller: Caller, branch: Branch) => caller.get(`/api/instances/${at(branch).instance}/comments`),
  'read a branch': (caller: Caller, branch: Branch) => caller.get(`/api/branches/${at(branch).branch}`),
  comment: (caller: Caller, branch: Branch) => caller.send('POST', `/api/instances/${at(branch).instance}/comments`, {}),
  start: (caller: Caller, branch: Branch) => caller.send('POST', '/api/processes/api-request/instances', { branchId: at(branch).branch, answers: { topic: 'nonsense' } }, { 'idempotency-key': randomUUID() }),
  claim: (caller: Caller, branch: Branch) => caller.send('POST', `/api/tasks/${at(branch).task}/claim`, { revision: 999 }),
  complete: (caller: Caller, branch: Branch) => caller.send('POST', `/api/tasks/${at(branch).task}/completion`, { answers: {}, revision: 999 }, { 'idempotency-key': randomUUID() }),
  'save a draft': (caller: Caller, branch: Branch) => caller.send('PUT', `/api/tasks/${at(branch).task}/draft`, {}),
  reassign: (caller: Caller, branch: Branch) => caller.send('POST', `/api/tasks/${at(branch).task}/assignment`, {}),
  'remind by hand': async (caller: Caller, branch: Branch) => {
    const answer = await caller.send<BulkReminded>('POST', '/api/tasks/bulk/reminders', { ids: [running.get(portal.district[branch])?.taskId] });
    return answer.status === 200 && answer.body.refused.length > 0 ? { status: 403 } : answer;
  },
  cancel: (caller: Caller, branch: Branch) => caller.send('POST', `/api/instances/${at(branch).instance}/cancellation`, {}),
} as const;

const allowed: Readonly<Record<keyof typeof attempts, Readonly<Record<Branch, readonly Login[]>>>> = {
  'read a task': { town: [...seeAll, ...ofTown], village: [...seeAll, ...ofTown, 'villageSecretary'], otherTown: [...seeAll, ...ofOther] },
  'read an instance': { town: [...seeAll, ...ofTown], village: [...seeAll, ...ofTown, 'villageSecretary'], otherTown: [...seeAll, ...ofOther] },
  'read comments': { town: [...seeAll, ...ofTown], village: [...seeAll, ...ofTown, 'villageSecretary'], otherTown: [...seeAll, ...ofOther] },
  'read a branch': { town: [...seeAll, ...ofTown], village: [...seeAll, ...ofTown, 'villageSecretary'], otherTown: [...seeAll, ...ofOther] },
  comment: { town: [...seeAll, ...ofTown], village: [...seeAll, ...ofTown, 'villageSecretary'], otherTown: [...seeAll, ...ofOther] },
  start: { town: ['officer', 'officer2', 'townSecretary'], village: ['officer', 'officer2', 'townSecretary', 'villageSecretary'], otherTown: ['officer', 'officer2', 'otherSecretary'] },
  claim: { town: ['townSecretary'], village: ['villageSecretary'], otherTown: ['otherSecretary'] },
  complete: { town: ['townSecretary'], village: ['villageSecretary'], otherTown: ['otherSecretary'] },
  'save a draft': { town: ['townSecretary'], village: ['villageSecretary'], otherTown: ['otherSecretary'] },
  reassign: { town: [...directors, 'townPresident'], village: directors, otherTown: [...directors, 'otherPresident'] },
  'remind by hand': { town: [...chasers, 'townPresident'], village: chasers, otherTown: [...chasers, 'otherPresident'] },
  // The officer started all three, and nobody else has worked on them.
  cancel: { town: [...directors, 'officer'], village: [...directors, 'officer'], otherTown: [...directors, 'officer'] },
};

/** Refused for want of permission, or hidden: everything else got past it. */
const isRefused = (status: number): boolean => status === 403 || status === 404;

/** Those whose attempt got past the permission, everybody trying at once. */
async function allowedAmong(attempt: (caller: Caller) => Promise<{ readonly status: number }>, passed: (status: number) => boolean = (status) => !isRefused(status)): Promise<Login[]> {
  const tried = await Promise.all(everybody.map(async (login) => ({ login, status: (await attempt(await portal.as(login))).status })));
  return tried.filter(({ status }) => passed(status)).map(({ login }) => login);
}

test('a deputy may do with the tasks of who is away what that person may, and nothing else', async () => {
  const absence = { _id: 'absence-1', personId: personId('townSecretary'), deputyId: personId('otherSecretary'), from: districtDay(new Date()), until: districtDay(new Date(Date.now() + 86_400_000)), createdBy: personId('townSecretary'), createdAt: new Date() };
  await portal.store.absences.insert(absence);
  const deputy = await portal.as('otherSecretary');

  const passed: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) if (!isRefused((await attempt(deputy, 'town')).status)) passed.push(name);
  await portal.store.absences.end(absence._id, new Date());
  const after: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) if (!isRefused((await attempt(deputy, 'town')).status)) after.push(name);

  expect(passed.sort()).toEqual(['claim', 'complete', 'read a task', 'save a draft']);
  expect(after).toEqual([]);
});

test('every route declares its rule', () => {
  const routes = routesOf(portal.app);

  expect(routes.length).toBeGreaterThan(40);
  expect(routes.filter(({ path, rule }) => rule === undefined && !/^\/(health|metrics|\{\*path\})/.test(path))).toEqual([]);
});

test('without signing in nothing is answered but signing in, the public holidays, and links, which ask for their token', async () => {
  const routes = routesOf(portal.app).filter(({ rule }) => rule !== undefined);

  const open: string[] = [];
  for (const { method, path } of routes) {
    const { status } = await request(portal.origin, method.toUpperCase(), `/api${path.replace(/:\w+/g, 'x')}`, method === 'get' ? undefined : {});
    if (status !== 401) open.push(`${method} ${path}`);
  }

  // A calendar's address is its own key: what is no such key is not found.
  expect(open).toEqual(['get /f/:token', 'get /f/:token/validator.js', 'post /f/:token/files', 'get /f/:token/files/:id', 'get /f/:token/papers/:id', 'post /f/:token/submission', 'get /calendar-feeds/:file', 'get /session/options', 'post /session', 'get /calendar']);
});

describe.each(Object.keys(attempts) as (keyof typeof attempts)[])('%s', (name) => {
  test.each<Branch>(['town', 'village', 'otherTown'])('is for those whose post allows it at the %s', async (branch) => {
    const passed = await allowedAmong((caller) => attempts[name](caller, branch));

    expect(passed.sort()).toEqual([...allowed[name][branch]].sort());
  });
});

test.each<[string, (caller: Caller) => Promise<{ readonly status: number }>, readonly Login[]]>([
  ['listing accounts', (caller) => caller.get('/api/people'), [...new Set([...keepers, ...directors])]],
  ['changing the account of a branch', (caller) => caller.send('PATCH', `/api/people/${personId('townTeller')}`, {}), keepers],
  ['changing the account of the district', (caller) => caller.send('PATCH', `/api/people/${personId('finance')}`, {}), ['admin']],
  ['giving a post at a branch', (caller) => caller.send('POST', '/api/people', { name: '示例', login: 'admin', posts: [{ role: 'teller', branchId: portal.district.town }] }), keepers],
  ['giving a post at the district', (caller) => caller.send('POST', '/api/people', { name: '示例', login: 'admin', posts: [{ role: 'admin', branchId: portal.district.root }] }), ['admin']],
  ['promoting a branch account to the district', (caller) => caller.send('PATCH', `/api/people/${personId('townTeller')}`, { posts: [{ role: 'admin', branchId: 'nowhere' }, { role: 'admin', branchId: portal.district.town }] }), []],
])('%s is for those whose post allows it', async (name, attempt, expected) => {
  const passed = name.startsWith('promoting') ? await allowedAmong(attempt, (status) => status === 200) : await allowedAmong(attempt);

  expect(passed.sort()).toEqual([...expected].sort());
});

test.each<[string, (caller: Caller) => Promise<{ readonly status: number }>, readonly Login[]]>([
  ['retrying an incident', (caller) => caller.send('POST', '/api/incidents/nothing/retry', {}), keepers],
  ['removing a channel', (caller) => caller.send('DELETE', '/api/channels/nothing'), ['admin']],
  ['testing a channel', (caller) => caller.send('POST', '/api/channels/nothing/test', {}), ['admin']],
  ['sending a message again', (caller) => caller.send('POST', '/api/deliveries/nothing/retry', {}), ['admin']],
  ['changing a limit', (caller) => caller.send('PUT', '/api/limits/api-request/nothing', { value: 1 }), ['admin']],
])('%s is for those whose post allows it', async (_name, attempt, expected) => {
  // What does not exist is missing only for those who may change it.
  const passed = await allowedAmong(attempt, (status) => status === 404);

  expect(passed.sort()).toEqual([...expected].sort());
});

test('lists show what is in sight and nothing else', async () => {
  const idsOf = async (login: Login, path: string) => (await (await portal.as(login)).get<{ rows: readonly { id: string }[] }>(path)).body.rows.map(({ id }) => id).sort();
  const [town, village, other] = [portal.district.town, portal.district.village, portal.district.otherTown].map((branch) => running.get(branch));

  expect(await idsOf('townPresident', '/api/instances')).toEqual([town?.instanceId, village?.instanceId].sort());
  expect(await idsOf('otherPresident', '/api/tasks?view=all')).toEqual([other?.taskId]);
  expect(await idsOf('volunteer', '/api/instances')).toEqual([]);
  expect(await idsOf('villageSecretary', '/api/branches')).toEqual([portal.district.village]);
  expect(await idsOf('townSecretary', '/api/tasks?view=mine')).toEqual([town?.taskId]);
});

test('what is out of sight does not show by a filter either', async () => {
  const caller = await portal.as('otherSecretary');

  const instances = await caller.get(`/api/instances?branch=${portal.district.town}`);
  const tasks = await caller.get(`/api/tasks?view=all&branch=${portal.district.town}`);
  const branches = await caller.get(`/api/branches?town=${portal.district.town}`);

  expect([instances.body, tasks.body, branches.body]).toEqual(Array(3).fill(expect.objectContaining({ rows: [], total: 0 })));
});

test('who completed an earlier step may not decide the later one', async () => {
  const { otherTown } = portal.district;
  // The officer stands in at the branch as well.
  await portal.store.people.setPosts(personId('officer2'), [{ role: 'district_org_officer', branchId: portal.district.root }, { role: 'branch_secretary', branchId: otherTown }]);
  const officer = await portal.as('officer2');
  await completeWith(officer, running.get(otherTown)?.taskId ?? '', { amount: 5, contact: '示例' });
  const [approve] = await portal.store.tasks.openOf(running.get(otherTown)?.instanceId ?? '');

  const own = await completeWith(officer, approve?._id ?? '', { result: 'pass' });
  const other = await completeWith(await portal.as('officer'), approve?._id ?? '', { result: 'pass' });

  expect(own).toMatchObject({ status: 403, body: { code: 'ActorExcluded' } });
  expect(other.status).toBe(200);
});
