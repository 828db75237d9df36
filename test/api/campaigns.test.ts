import { randomUUID } from 'node:crypto';
import { publishDefinition } from '../../activities/store/publish';
import type { CampaignView, SupervisionOverview } from '../../web/api/campaign-contract';
import type { InstanceDetail, Page, Problem, StartResult } from '../../web/api/contract';
import { until } from '../workflows/support/player';
import { quarterForms, quarterProcess, visitProcess } from './support/donor-process';
import { completeWith, pathOf, startPortal, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
let lead: Caller;
beforeAll(async () => {
  portal = await startPortal();
  await publishDefinition(portal.store, { xml: visitProcess, by: 'tester' });
  await publishDefinition(portal.store, { xml: quarterProcess, forms: quarterForms, by: 'tester' });
  lead = await portal.as('lead');
});
afterAll(() => portal.close());

async function begun(...ids: string[]): Promise<string> {
  const { status, body } = await lead.send<StartResult>('POST', '/api/processes/api-quarter/instances', { branchId: portal.district.root, answers: { quarter: randomUUID(), ids } }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(JSON.stringify(body));
  await children(body.instanceId, ids.length);
  return body.instanceId;
}

const children = (parentId: string, count: number) =>
  until(async () => {
    const found = await portal.store.instances.find({ parentId }, { sort: { startedAt: 1, _id: 1 } });
    return found.length === count ? found : undefined;
  }, `${count} children`);
const add = (caller: Caller, id: string, branchIds: readonly string[], key: string = randomUUID()) =>
  caller.send<{ readonly seq: number } & Problem>('POST', `/api/instances/${pathOf(id)}/campaign/visit/items`, { branchIds }, { 'idempotency-key': key });
const exempt = (caller: Caller, id: string, childIds: readonly string[], reason = '本季度已撤并') =>
  caller.send<{ readonly exempted: readonly string[] } & Problem>('POST', `/api/instances/${pathOf(id)}/campaign/visit/exemptions`, { childIds, reason });

test('a branch joins in mid-campaign as the others did, once under a key, and the timeline names who added it', async () => {
  const { town, village, otherTown } = portal.district;
  const id = await begun(town);
  const key = randomUUID();

  const first = await add(lead, id, [village, otherTown], key);
  const again = await add(lead, id, [village, otherTown], key);
  const present = await add(lead, id, [village]);

  expect([first.status, again.status, again.body.seq]).toEqual([200, 200, first.body.seq]);
  expect(present).toMatchObject({ status: 409, body: { code: 'CampaignOver' } });
  const joined = await children(id, 3);
  expect(joined.map(({ branchId, state }) => [branchId, state.scopes['root']?.variables['kind']]).sort()).toEqual([[otherTown, '街道'], [town, '镇'], [village, '村']].sort());
  const { body } = await lead.get<InstanceDetail>(`/api/instances/${pathOf(id)}`);
  expect(body.timeline.filter(({ kind }) => kind === 'changed').map(({ text }) => text.zh)).toEqual(['示例lead增加了=示例村红十字会、示例街道红十字会']);
});

test('an exempted branch is not waited for, its visit is cancelled with the reason, and exempting it again changes nothing', async () => {
  const { town, village } = portal.district;
  const id = await begun(town, village);
  const visits = await children(id, 2);
  const visitOf = (branch: string): string => visits.find(({ branchId }) => branchId === branch)?._id ?? '';
  const childId = visitOf(village);

  const first = await exempt(lead, id, [childId]);
  const again = await exempt(lead, id, [childId]);
  const [report] = await portal.store.tasks.openOf(visitOf(town));
  await completeWith(await portal.as('townSecretary'), report?._id ?? '', {});

  expect([first.body.exempted, again.body.exempted]).toEqual([[childId], []]);
  const cancelled = await until(() => portal.store.instances.findOne({ _id: childId, status: 'cancelled' }), 'the end of the exempted visit');
  expect(cancelled).toMatchObject({ endReason: '本季度已撤并' });
  expect(await until(() => portal.store.tasks.findOne({ instanceId: id, elementId: 'publish', state: 'open' }), 'the task after the campaign')).toMatchObject({ state: 'open' });
  const { body } = await lead.get<InstanceDetail>(`/api/instances/${pathOf(id)}`);
  expect(body.timeline.filter(({ kind }) => kind === 'changed').map(({ text }) => text.zh)).toEqual(['示例lead免除了=示例村红十字会：本季度已撤并']);
});

test('only those who direct campaigns change who takes part, and only with branches that are there', async () => {
  const { town, village, otherTown } = portal.district;
  const id = await begun(town);
  const [child] = await children(id, 1);

  for (const login of ['inspector', 'townSecretary', 'coordinator', 'officer'] as const) {
    const caller = await portal.as(login);
    expect([login, (await add(caller, id, [village])).status, (await exempt(caller, id, [child?._id ?? ''])).status]).toEqual([login, 403, 403]);
  }
  const unknown = await add(lead, id, ['nowhere']);
  const foreign = await exempt(lead, id, ['api-quarter/other/visit/1']);
  for (const login of ['secgen', 'vp', 'admin'] as const) expect((await add(await portal.as(login), id, [login === 'secgen' ? village : otherTown])).status).toBe(login === 'admin' ? 409 : 200);

  expect([unknown, foreign].map(({ status, body }) => [status, body.code])).toEqual([[400, 'InvalidInput'], [400, 'InvalidInput']]);
});

const matrixOf = async (caller: Caller, id: string) => (await caller.get<CampaignView>(`/api/campaigns/${pathOf(id)}`)).body;

test('the matrix has a row for each branch and a column for each stage, and says who is done, late and exempted', async () => {
  const { town, village, otherTown } = portal.district;
  const id = await begun(town, village, otherTown);
  const all = await children(id, 3);
  const childOf = (branch: string): string => all.find(({ branchId }) => branchId === branch)?._id ?? '';
  const [report] = await portal.store.tasks.openOf(childOf(town));
  const [late] = await portal.store.tasks.openOf(childOf(otherTown));
  await completeWith(await portal.as('townSecretary'), report?._id ?? '', {});
  await exempt(lead, id, [childOf(village)]);
  await portal.store.tasks.model.updateOne({ _id: late?._id ?? '' }, { $set: { due: new Date(Date.now() - 2.5 * 86_400_000) } });
  await until(async () => ((await portal.store.instances.byId(childOf(town)))?.status === 'completed' && (await portal.store.instances.byId(childOf(village)))?.status === 'cancelled' ? true : undefined), 'the children to end');

  const view = await matrixOf(lead, id);

  expect(view.stages).toEqual([{ id: '自查', title: { zh: '自查' }, done: 1, open: 1, late: 1 }]);
  expect(Object.fromEntries(view.rows.map((row) => [row.branch.id, [row.state, row.lateDays, row.cells[0]?.state]]))).toEqual({ [town]: ['done', 0, 'done'], [village]: ['exempted', 0, 'passed'], [otherTown]: ['running', 3, 'late'] });
  expect(view.rows.find(({ branch }) => branch.id === village)).toMatchObject({ why: '本季度已撤并', branch: { kind: '村', town: { id: town } } });
  expect(view.counts).toEqual({ total: 3, done: 1, running: 1, late: 1, untouched: 1, exempted: 1 });
  expect(view.may).toEqual({ direct: true, remind: true });
});

test('what another instance began without waiting for it stands in the same row', async () => {
  const { town } = portal.district;
  const id = await begun(town);
  const [child] = await children(id, 1);
  const [task] = await portal.store.tasks.openOf(child?._id ?? '');
  await portal.store.instances.model.collection.insertOne({ ...child, _id: `begun-${randomUUID()}`, parentId: undefined, origin: child?._id, businessKey: randomUUID() } as never);
  const begunId = (await portal.store.instances.findOne({ origin: child?._id ?? '' }))?._id ?? '';
  await portal.store.tasks.insert({ ...task, _id: `${begunId}/report/1`, instanceId: begunId, due: new Date(Date.now() - 1000) } as never);

  const { rows } = await matrixOf(lead, id);

  expect(rows[0]?.cells[0]).toMatchObject({ state: 'late', taskIds: expect.arrayContaining([task?._id, `${begunId}/report/1`]) });
});

test('supervisors see campaigns and their numbers, branches do not', async () => {
  const { town, otherTown } = portal.district;
  const id = await begun(town, otherTown);

  const list = await lead.get<Page<{ readonly id: string }>>('/api/campaigns');
  const overview = (await (await portal.as('board')).get<SupervisionOverview>('/api/overview')).body;
  const ofTown = (await lead.get<SupervisionOverview>(`/api/overview?branch=${otherTown}`)).body;
  const refused = await Promise.all((['townSecretary', 'coordinator', 'volunteer'] as const).map(async (login) => (await (await portal.as(login)).get('/api/overview')).status));
  const noCampaign = await lead.get(`/api/campaigns/${pathOf((await children(id, 2))[0]?._id ?? '')}`);

  expect(list.body.rows[0]?.id).toBe(id);
  expect(overview.cycle).toMatchObject({ id, counts: { total: 2, untouched: 2, late: 0 }, onTime: 2 });
  expect(overview.figures.find((each) => each.id === 'terms-overdue')).toMatchObject({ value: 1, to: '/branches?term=overdue', isBad: true });
  expect(overview.byTown.map(({ key, branches, cycle }) => [key, branches, cycle.untouched])).toEqual(expect.arrayContaining([[town, 2, 1], [otherTown, 1, 1]]));
  expect(overview.byKind.find(({ key }) => key === '村')).toMatchObject({ branches: 1 });
  expect(ofTown.cycle?.counts.total).toBe(1);
  expect([refused, noCampaign.status]).toEqual([[403, 403, 403], 404]);
});
