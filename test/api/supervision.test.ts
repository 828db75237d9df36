import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { hashPassword } from '../../activities/store/passwords';
import { publishDefinition } from '../../activities/store/publish';
import { publishDirectory } from '../../cli/publish-directory';
import { addShippedRecords } from '../../cli/shipped-records';
import { seedRecords } from '../../activities/sample-records';
import { parseForm } from '../../forms/parse-form';
import type { CampaignView } from '../../web/api/campaign-contract';
import type { CompletionResult, InstanceDetail, Page, StartResult, TaskDetail, TaskRow } from '../../web/api/contract';
import { formFiles, limitsOf, processXml, rawForm } from '../processes/support/shipped';
import type { IndicatorDetail } from '../../web/api/indicator-contract';
import type { MetricsView } from '../../web/api/metrics-contract';
import { PASSWORD, type Login } from './support/district';
import { callerOf, pathOf, startPortal, type Caller, type TestPortal } from './support/portal';

type Answers = { readonly [name: string]: unknown };
type Rows = readonly Answers[];

/** Temporal remembers ids between tests. */
const QUARTER = `20${10 + randomInt(15)}Q2`;
let portal: TestPortal;
const callers = new Map<string, Caller>();
beforeAll(async () => {
  portal = await startPortal();
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
  const passwordHash = await hashPassword(PASSWORD);
  await portal.store.people.createMissing(['inspector2', 'inspector3'].map((login) => ({ id: `person-${login}`, login, name: `示例${login}`, passwordHash, posts: [{ role: 'inspector', branchId: portal.district.root }], mustChangePassword: false })));
}, 120_000);
afterAll(() => portal.close());

const as = async (login: string): Promise<Caller> => {
  const known = callers.get(login) ?? (login === 'inspector2' || login === 'inspector3' ? await callerOf(portal.origin, login) : await portal.as(login as Login));
  callers.set(login, known);
  return known;
};

/** What people write, beside what their form suggests. */
const ANSWERS: { readonly [elementId: string]: (task: TaskDetail) => Answers } = {
  'cycle-plan': () => ({ scope_kinds: ['镇', '街道'], teams: [{ name: '第一组', members: ['person-inspector', 'person-inspector2'], conflict_declared: true }] }),
  'cycle-approve': () => ({ decision: 'approve', opinion: '同意。' }),
  'self-report': ({ draft }) => ({ items: (draft.answers['items'] as Rows).map((item) => ({ ...item, actual: item['code'] === 'MEM-1' ? 40 : 1, ...(item['result'] === 'ratio' ? { den: 1 } : {}), self_score: item['points'] })), has_practice: true, practice_title: '网格宣传', practice_text: '每月入户宣传一次，成效明显。' }),
  'self-sign': () => ({ decision: 'sign', truthful: true }),
  'desk-review': ({ draft }) => ({ checks: ((draft.answers['checks'] ?? []) as Rows).map((check) => ({ ...check, verdict: 'ok' })), result: 'accept', findings: [], wants_onsite: false }),
  'assign-onsite': () => ({ inspectors: ['person-inspector', 'person-inspector2'], recusal_checked: true }),
  'onsite-check': ({ draft, title }) => ({
    outcome: 'done', checkin_place: '示例镇', has_practice: false, interviewees: 2, samples: { members_phoned: 5, certificates_drawn: 3, aeds_read: 1 },
    items: (draft.answers['items'] as Rows).map((item) => ({ ...item, result: '符合', score: item['points'] })),
    findings: title.includes('示例镇') ? [{ code: 'FEE', severity: '较大', title: '会费未上缴', fact: '本年度会费尚未上缴。', basis: '会费管理办法', owner: '会长' }] : [],
  }),
  'onsite-cosign': () => ({ decision: 'agree', present: true }),
  'finding-confirm': () => ({}),
  'score-finalise': () => ({}),
  'score-approve': () => ({ decision: 'approve' }),
  'quarter-report': () => ({ doc_no: '示例〔2026〕1号', summary: '本季度督导按方案完成，总体良好。', next_focus: '会费收缴。', bulletins_included: true, to_board: true }),
  'report-approve': () => ({ decision: 'approve', opinion: '同意。' }),
  'notice-issue': () => ({ notice_no: '示例红督〔2026〕1号', requirement: '请按期整改。', copy_to: ['镇街党（工）委'] }),
  'notice-approve': () => ({ decision: 'approve' }),
  'notice-receipt': () => ({ received: true, contact_post: '秘书长' }),
};
const PEOPLE = ['lead', 'vp', 'secgen', 'inspector', 'inspector2', 'townSecretary', 'townPresident', 'otherSecretary', 'otherPresident'];

/** Everybody does what lies on their desk, until nothing of the given steps is left or this many rounds are over. */
async function work(rounds: number): Promise<void> {
  for (let round = 0, idle = 0; round < rounds && idle < 20; round += 1) {
    let done = 0;
    for (const login of PEOPLE) {
      const caller = await as(login);
      const views = await Promise.all(['mine', 'group'].map((view) => caller.get<Page<TaskRow>>(`/api/tasks?view=${view}&size=50`)));
      const rows = new Map(views.flatMap(({ body }) => body.rows).map((row) => [row.id, row]));
      for (const { id } of rows.values()) done += (await complete(caller, id)) ? 1 : 0;
    }
    idle = done === 0 ? idle + 1 : 0;
    if (done === 0) await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function complete(caller: Caller, taskId: string): Promise<boolean> {
  const { body: task } = await caller.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  const answersOf = ANSWERS[taskId.split('/').at(-2) ?? ''];
  if (answersOf === undefined || !task.may.complete) return false;
  const answer = await caller.send<CompletionResult>('POST', `/api/tasks/${pathOf(taskId)}/completion`, { answers: { ...task.draft.answers, ...answersOf(task) }, revision: task.revision }, { 'idempotency-key': randomUUID() });
  if (answer.status >= 300) throw new Error(`${taskId}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return true;
}

test('a quarter runs on real engines from its plan to the report, and what was found goes to rectification with a notice', async () => {
  const lead = await as('lead');
  const started = await lead.send<StartResult>('POST', '/api/processes/supervision-cycle/instances', { branchId: portal.district.root, answers: { quarter: QUARTER } }, { 'idempotency-key': randomUUID() });
  expect(started.status).toBe(201);

  await work(200);

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
