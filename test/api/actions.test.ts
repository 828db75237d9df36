import { randomUUID } from 'node:crypto';
import { districtDay } from '../../activities/store/district-day';
import { publishDefinition } from '../../activities/store/publish';
import type { ActionView, CompletionResult, InstanceDetail, Problem, StartResult, TaskDetail } from '../../web/api/contract';
import { donorForms, donorProcess } from './support/donor-process';
import { personId } from './support/district';
import { pathOf, startPortal, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
let coordinator: Caller;
let secretary: Caller;
beforeAll(async () => {
  portal = await startPortal();
  await publishDefinition(portal.store, { xml: donorProcess, forms: donorForms, by: 'tester' });
  [coordinator, secretary] = await Promise.all([portal.as('coordinator'), portal.as('townSecretary')]);
});
afterAll(() => portal.close());

/** A donor's instance at the town. */
async function begun(): Promise<{ readonly id: string; readonly donorId: string }> {
  const donorId = randomUUID().slice(0, 8);
  const { status, body } = await coordinator.send<StartResult>('POST', '/api/processes/api-donor/instances', { branchId: portal.district.town, answers: { donorId, phone: '13800000001' } }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: body.instanceId, donorId };
}

const page = async (caller: Caller, id: string): Promise<InstanceDetail> => (await caller.get<InstanceDetail>(`/api/instances/${pathOf(id)}`)).body;
const actionOf = async (caller: Caller, id: string, elementId: string): Promise<ActionView> => {
  const found = (await page(caller, id)).actions.find((action) => action.elementId === elementId);
  if (found === undefined) throw new Error(`No action "${elementId}"`);
  return found;
};
const act = (caller: Caller, id: string, subscriptionId: string, answers: object, key: string = randomUUID()) =>
  caller.send<CompletionResult & Problem>('POST', `/api/instances/${pathOf(id)}/actions/${pathOf(subscriptionId)}`, { answers }, { 'idempotency-key': key });

test('what people may do stands on the page with its form, and says who of them may', async () => {
  const { id, donorId } = await begun();

  const [mine, theirs] = await Promise.all([page(coordinator, id), page(secretary, id)]);

  expect(mine.actions).toMatchObject([
    { elementId: 'leaving', name: { zh: '退出' }, may: true, context: { donorId }, form: { id: 'api-donor.leave' } },
    { elementId: 'noted', name: { zh: '记一笔' }, may: false, form: { id: 'api-donor.note' } },
  ]);
  expect(theirs.actions.map(({ elementId, may }) => [elementId, may])).toEqual([['leaving', false], ['noted', true]]);
});

test('an action is taken once, stands in the timeline with who did it, and its answers go on with the process', async () => {
  const { id } = await begun();
  const { subscriptionId } = await actionOf(coordinator, id, 'leaving');
  const key = randomUUID();

  const first = await act(coordinator, id, subscriptionId, { reason: 'moved', words: '要搬到外地了' }, key);
  const again = await act(coordinator, id, subscriptionId, { words: '要搬到外地了', reason: 'moved' }, key);

  expect(first).toMatchObject({ status: 200, body: { repeated: false, visible: true, next: [{ name: { zh: '退出回访' } }] } });
  expect(again).toMatchObject({ status: 200, body: { repeated: true, seq: first.body.seq } });
  const after = await page(coordinator, id);
  expect(after.actions).toEqual([]);
  expect(after.timeline.filter(({ kind }) => kind === 'action')).toMatchObject([{ elementId: 'leaving', by: { name: '示例coordinator' }, text: { zh: '示例coordinator操作：“退出”' }, submissionId: key }]);
  expect(after.submissions[0]).toMatchObject({ id: key, elementId: 'leaving', answers: { reason: 'moved', words: expect.stringContaining('*') } });
  const stored = await portal.store.instances.byId(id);
  expect(stored?.state.scopes['root']?.variables).toMatchObject({ reason: 'moved', actionBy: 'person-coordinator' });
  expect(JSON.stringify(await portal.store.events.ofInstance(id))).not.toContain('外地');
});

test('an action beside the way can be taken again, each time under a key of its own', async () => {
  const { id } = await begun();
  const { subscriptionId } = await actionOf(secretary, id, 'noted');

  const answers = await Promise.all(['call', 'visit'].map((topic) => act(secretary, id, subscriptionId, { topic })));

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await portal.store.tasks.openOf(id)).map(({ elementId }) => elementId).sort()).toEqual(['file', 'file', 'keep']);
});

test('a deputy takes the action of somebody who is away, whose sight it is, and both are written down', async () => {
  const { id } = await begun();
  const deputy = await portal.as('otherPresident');
  const { subscriptionId } = await actionOf(secretary, id, 'noted');
  const before = await act(deputy, id, subscriptionId, { topic: 'call' });
  await secretary.send('POST', '/api/absences', { personId: personId('townSecretary'), deputyId: personId('otherPresident'), from: districtDay(new Date()), until: districtDay(new Date(Date.now() + 86_400_000)) });
  const key = randomUUID();

  const offered = await page(deputy, id);
  const taken = await act(deputy, id, subscriptionId, { topic: 'call' }, key);
  const other = await act(deputy, id, (await actionOf(coordinator, id, 'leaving')).subscriptionId, { reason: 'moved' });
  await act(coordinator, id, (await actionOf(coordinator, id, 'leaving')).subscriptionId, { reason: 'moved' });
  const again = await act(deputy, id, subscriptionId, { topic: 'call' }, key);

  expect(before.status).toBe(404);
  expect(offered.actions).toMatchObject([{ elementId: 'leaving', may: false }, { elementId: 'noted', may: true, onBehalfOf: { id: personId('townSecretary') } }]);
  expect([taken.status, other.status, again.status, again.body.repeated]).toEqual([200, 403, 200, true]);
  const after = await page(coordinator, id);
  expect(after.timeline.find(({ submissionId }) => submissionId === key)).toMatchObject({ by: { id: personId('otherPresident') }, text: { zh: '示例otherPresident代示例townSecretary操作：“记一笔”' } });
  expect(after.submissions.find((submission) => submission.id === key)).toMatchObject({ by: { id: personId('otherPresident') }, onBehalfOf: { id: personId('townSecretary') } });
  expect(await portal.store.audit.find({ action: 'action.taken', by: personId('otherPresident') })).toMatchObject([{ detail: { onBehalfOf: personId('townSecretary') } }]);
});

test('answers that the form refuses, people who are not named, and events that are over are refused with the reason', async () => {
  const { id } = await begun();
  const { subscriptionId } = await actionOf(coordinator, id, 'leaving');

  const incomplete = await act(coordinator, id, subscriptionId, { reason: 'family' });
  const stranger = await act(secretary, id, subscriptionId, { reason: 'moved' });
  const otherTown = await act(await portal.as('otherSecretary'), id, subscriptionId, { reason: 'moved' });
  const key = randomUUID();
  await act(coordinator, id, subscriptionId, { reason: 'moved' }, key);
  const late = await act(coordinator, id, subscriptionId, { reason: 'moved' });
  const reused = await act(coordinator, id, subscriptionId, { reason: 'family', words: '家人反对' }, key);

  expect(incomplete).toMatchObject({ status: 422, body: { code: 'InvalidInput', problems: [{ rule: 'words-for-family', at: '/words' }] } });
  expect([stranger, otherTown, late, reused].map(({ status, body }) => [status, body.code])).toEqual([[403, 'Forbidden'], [404, 'NotFound'], [409, 'ActionNotOpen'], [409, 'KeyReused']]);
});

test('a task tells the record that it is about, what belongs to it and what to say', async () => {
  const { id, donorId } = await begun();
  const [keep] = await portal.store.tasks.openOf(id);

  const { body } = await coordinator.get<TaskDetail>(`/api/tasks/${pathOf(keep?._id ?? '')}`);

  expect(keep).toMatchObject({ record: `donor/${donorId}`, related: [{ registry: 'contact-log', field: 'donorId' }], script: { zh: '您好', en: 'Hello' } });
  expect(body).toMatchObject({ script: { zh: '您好', en: 'Hello' } });
});

test("personal answers of start, task and action are sealed under the donor's key: destroying it makes them unreadable", async () => {
  const { id, donorId } = await begun();
  const [keep] = await portal.store.tasks.openOf(id);
  const { subscriptionId } = await actionOf(coordinator, id, 'leaving');
  await coordinator.send('POST', `/api/tasks/${pathOf(keep?._id ?? '')}/completion`, { answers: { result: 'valid', said: '一切都好' } }, { 'idempotency-key': randomUUID() });
  const second = await begun();
  const secondAction = await actionOf(coordinator, second.id, 'leaving');
  await act(coordinator, second.id, secondAction.subscriptionId, { reason: 'moved', words: '要搬到外地了' });

  const before = await opened(id);
  await portal.store.personal.forget(`record/donor/${donorId}`);
  await portal.store.personal.forget(`record/donor/${second.donorId}`);

  expect(subscriptionId).toContain(id);
  expect(await portal.store.instances.byId(id)).toMatchObject({ subject: `record/donor/${donorId}` });
  expect(before).toEqual([expect.objectContaining({ said: '一切都好' }), expect.objectContaining({ phone: '13800000001' })]);
  expect(await opened(id)).toEqual([{ result: 'valid', said: null }, { donorId, phone: null }]);
  expect(await opened(second.id)).toEqual([{ reason: 'moved', words: null }, { donorId: second.donorId, phone: null }]);
});

async function opened(id: string): Promise<unknown[]> {
  const submissions = await portal.store.submissions.acceptedOf(id);
  return Promise.all(submissions.map(({ answers }) => portal.store.personal.open(answers)));
}
