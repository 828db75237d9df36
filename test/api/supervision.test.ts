import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishDefinition } from '../../activities/store/publish';
import { publishDirectory } from '../../cli/publish-directory';
import { addShippedRecords } from '../../cli/shipped-records';
import { seedRecords } from '../../activities/sample-records';
import { parseForm } from '../../forms/parse-form';
import type { CampaignView } from '../../web/api/campaign-contract';
import type { InstanceDetail, Page, StartResult, StartView, TaskRow } from '../../web/api/contract';
import { formFiles, limitsOf, processXml, rawForm } from '../processes/support/shipped';
import type { IndicatorDetail } from '../../web/api/indicator-contract';
import type { MetricsView } from '../../web/api/metrics-contract';
import { openTaskOf } from '../workflows/support/player';
import type { Login } from './support/district';
import { addInspectors, complete, type Answers } from './support/inspection';
import { callerOf, pathOf, startPortal, type Caller, type TestPortal } from './support/portal';

const QUARTER = '2024Q2';
let portal: TestPortal;
const callers = new Map<string, Caller>();
beforeAll(async () => {
  portal = await startPortal({ engine: { ownNamespace: true } });
  await publishDirectory(portal.store, { directories: [join(__dirname, '../../registries/catalogue')], by: 'tester', onPublished: () => undefined });
  for (const id of ['branch-inspection', 'supervision-cycle', 'finding-rectification', 'rectification']) {
    const forms = formFiles.filter((file) => file.startsWith(`${id}/`)).map((file) => parseForm(rawForm(file)));
    await portal.store.limits.putShipped(limitsOf(id).map(({ id: limitId, ...limit }) => ({ ...limit, processId: id, limitId, basis: limit.basis as never })));
    await publishDefinition(portal.store, { xml: processXml(id), forms, by: 'tester' });
  }
  await addShippedRecords(portal.store);
  const plan = { set: 'set', group: 'members', measure: 'number', unit: '人', targetKind: 'level', target: 100, targetDate: '2099-12-31', direction: 'up', scope: 'district_total', numerator: { from: 'reported' } };
  await seedRecords(portal.store, [
    { registry: 'indicator-set', id: 'set', values: { code: 'S-1', name: '示例指标', from: '2010-01-01', until: '2099-12-31', status: 'current', source: '示例', yellowLag: 10, redLag: 20 } },
    { registry: 'indicator', id: 'members', values: { ...plan, code: 'MEM-1', name: '成人会员' } },
    { registry: 'indicator', id: 'unasked', values: { ...plan, code: 'XX-9', name: '不在评分表上的指标' } },
  ], new Date());
  await addInspectors(portal.store, portal.district.root);
}, 120_000);
afterAll(() => portal.close());

const as = async (login: string): Promise<Caller> => {
  const known = callers.get(login) ?? (login === 'inspector2' || login === 'inspector3' ? await callerOf(portal.origin, login) : await portal.as(login as Login));
  callers.set(login, known);
  return known;
};

const PEOPLE = ['lead', 'vp', 'secgen', 'inspector', 'inspector2', 'townSecretary', 'townPresident', 'otherSecretary', 'otherPresident'];

/** Everybody does what lies on their desk, round by round, until it is as it shall be. */
async function work(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) {
    let done = 0;
    for (const login of PEOPLE) {
      const caller = await as(login);
      const views = await Promise.all(['mine', 'group'].map((view) => caller.get<Page<TaskRow>>(`/api/tasks?view=${view}&size=50`)));
      const rows = new Map(views.flatMap(({ body }) => body.rows).map((row) => [row.id, row]));
      for (const { id } of rows.values()) done += (await complete(caller, id)) ? 1 : 0;
    }
    // Jobs are under way.
    if (done === 0) await sleep(300);
  }
}

test('who may begin a quarter for the district alone finds the district chosen', async () => {
  const lead = await as('lead');
  const path = '/api/processes/supervision-cycle';

  const { body } = await lead.get<StartView>(`${path}/start`);
  const town = await lead.send('POST', `${path}/instances`, { branchId: portal.district.town, answers: { quarter: QUARTER } }, { 'idempotency-key': randomUUID() });

  expect([body.branches.map(({ id }) => id), body.context['branchId']]).toEqual([[portal.district.root], portal.district.root]);
  expect(town).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
});

test('a quarter runs on real engines from its plan to the report, and what was found goes to rectification with a notice', async () => {
  const lead = await as('lead');
  const started = await lead.send<StartResult>('POST', '/api/processes/supervision-cycle/instances', { branchId: portal.district.root, answers: { quarter: QUARTER } }, { 'idempotency-key': randomUUID() });
  expect(started.status).toBe(201);

  await work(async () => (await portal.store.instances.byId(started.body.instanceId))?.status === 'completed' && (await portal.store.tasks.count({ elementId: 'rectify-plan', state: 'open' })) > 0);
  await openTaskOf(portal.store, (await portal.store.tasks.findOne({ elementId: 'rectify-plan', state: 'open' }))?.instanceId ?? '', 'rectify-plan');

  const { body: cycle } = await lead.get<InstanceDetail>(`/api/instances/${pathOf(started.body.instanceId)}`);
  expect([cycle.status, cycle.incidentList]).toEqual(['completed', []]);
  expect(cycle.papers).toEqual([expect.objectContaining({ name: `${QUARTER.slice(0, 4)}年第二季度督导通报.pdf`, type: 'application/pdf' })]);
  // The town goes on: its finding is being rectified.
  const { body: campaign } = await lead.get<CampaignView>(`/api/campaigns/${pathOf(started.body.instanceId)}`);
  expect(campaign.counts).toMatchObject({ total: 2, done: 1 });
  expect(campaign.stages.map(({ title }) => title.zh)).toEqual(['自查自评', '数据核验', '现场督导', '问题确认', '评分定等', '整改', '销号']);
  const records = async (registry: string) => (await lead.get<Page<{ values: Answers }>>(`/api/registries/${registry}/records`)).body.rows.map(({ values }) => values);
  expect(await records('inspection-cycle')).toEqual([expect.objectContaining({ quarter: QUARTER, status: '已通报', scopeCount: 2, reported: 2, findings: 1 })]);
  expect(await records('finding')).toEqual([expect.objectContaining({ code: 'FEE', severity: '较大', fact: '本年度会费尚未上缴。', owner: '会长' })]);
  expect(await records('good-practice')).toHaveLength(2);
  const { body: members } = await lead.get<IndicatorDetail>('/api/indicators/members');
  expect([members.actual, members.branches.map(({ actual, report }) => [actual, report?.period, report?.origin])]).toEqual([80, [[40, QUARTER, 'self-report'], [40, QUARTER, 'self-report']]]);
  expect(members.branches.map(({ report }) => report?.instanceId?.startsWith(started.body.instanceId))).toEqual([true, true]);
  expect(await records('indicator-value')).toHaveLength(2);
  const { body: figures } = await lead.get<MetricsView>(`/api/metrics/supervision?period=${new Date().getFullYear()}`);
  const figure = (wanted: string) => figures.metrics.find(({ id }) => id === wanted);
  expect([figure('visited'), figure('self-reported-in-time'), figure('self-score-deviation')]).toEqual([expect.objectContaining({ n: 2, of: 2 }), expect.objectContaining({ n: 2, of: 2 }), expect.objectContaining({ n: 2, mean: 0, deviation: 0 })]);
  const [notice] = await portal.store.instances.find({ processId: 'rectification' });
  const president = await as('townPresident');
  const { body: rectification } = await president.get<InstanceDetail>(`/api/instances/${pathOf(notice?._id ?? '')}`);
  expect(rectification.papers.map(({ name }) => name)).toEqual(['示例镇红十字会整改通知书.pdf']);
  expect(rectification.incidentList).toEqual([]);
  const paper = await president.get(`/api/files/${rectification.papers[0]?.id ?? ''}`);
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const secretary = await as('townSecretary');
  const desk = await Promise.all(['mine', 'group'].map((view) => secretary.get<Page<TaskRow>>(`/api/tasks?view=${view}`)));
  expect(desk.flatMap(({ body }) => body.rows).map(({ name }) => name.zh)).toContain('整改方案');
}, 180_000);
