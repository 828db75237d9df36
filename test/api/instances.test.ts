import { randomUUID } from 'node:crypto';
import type { BulkReminded } from '../../web/api/delivery-contract';
import type { InstanceDetail, Problem, ProcessRow, StartResult, TaskDetail } from '../../web/api/contract';
import { personId } from './support/district';
import { pathOf, startPortal, startRequest, type Caller, type TestPortal } from './support/portal';
import { appliedRequest, complete, endRequests, instancePath, taskPath } from './support/requests';

let portal: TestPortal;
let secretary: Caller;
let vp: Caller;
let officer: Caller;
beforeAll(async () => {
  portal = await startPortal();
  [secretary, vp, officer] = await Promise.all([portal.as('townSecretary'), portal.as('vp'), portal.as('officer')]);
});
afterAll(() => portal.close());
afterEach(() => endRequests(portal));

const begin = (answers?: object) => startRequest(secretary, portal.district.town, answers);

test('a branch has one running request at a time, and the second is shown the first', async () => {
  const { instanceId } = await begin();
  const start = (key: string, answers: object = { topic: 'training' }) => officer.send<StartResult & Problem>('POST', '/api/processes/api-request/instances', { branchId: portal.district.town, answers }, { 'idempotency-key': key });

  const second = await start(randomUUID());

  expect(second).toMatchObject({ status: 409, body: { code: 'AlreadyRunning', instanceId } });
});

test('the list of processes says what each is for, as its model documents it', async () => {
  const { body } = await secretary.get<ProcessRow[]>('/api/processes');

  expect(body).toEqual([expect.objectContaining({ id: 'api-request', mayStart: true, description: { zh: '基层组织提出，区里批复。', en: 'A branch asks, the district decides.' } })]);
});

test('a repeated start gives the same instance, and another one with its key is refused', async () => {
  const key = randomUUID();
  const start = (answers: object) => secretary.send<StartResult & Problem>('POST', '/api/processes/api-request/instances', { branchId: portal.district.town, answers }, { 'idempotency-key': key });

  const first = await start({ topic: 'equipment' });
  const again = await start({ topic: 'equipment' });
  const other = await start({ topic: 'training' });

  expect(again.body.instanceId).toBe(first.body.instanceId);
  expect(other).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
  expect((await portal.store.submissions.acceptedOf(first.body.instanceId)).map(({ answers }) => answers)).toEqual([{ topic: 'equipment' }]);
});

test('a step that cannot go on stops the instance visibly, and goes on after a retry with a better value', async () => {
  const { instanceId, taskId } = await begin();
  await complete(secretary, taskId, { amount: 666, contact: '示例' }, randomUUID());

  const stopped = await officer.get<InstanceDetail>(instancePath(instanceId));
  const incident = stopped.body.incidentList[0];
  const retried = await officer.send('POST', `/api/incidents/${pathOf(incident?.id ?? '')}/retry`, { variables: { amount: 66 } });
  const goesOn = await officer.get<InstanceDetail>(instancePath(instanceId));

  expect(stopped.body).toMatchObject({ incidents: 1, may: { retry: true }, diagram: { incidents: ['price'] }, waits: [{ kind: 'incident', elementId: 'price' }] });
  expect(retried.status).toBe(200);
  expect(goesOn.body).toMatchObject({ incidents: 0, diagram: { active: ['approve'], incidents: [] } });
  expect(goesOn.body.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['incident', 'incident-resolved']));
});

test('who started takes back what nobody else has worked on, and no more after that', async () => {
  const { instanceId, approveId } = await appliedRequest(portal, secretary);
  const early = await secretary.get<InstanceDetail>(instancePath(instanceId));
  await complete(vp, approveId, { result: 'return' }, randomUUID());

  const late = await secretary.send('POST', `${instancePath(instanceId)}/cancellation`, { reason: '不再需要' });
  const directed = await vp.send('POST', `${instancePath(instanceId)}/cancellation`, { reason: '不再需要' });
  const ended = await vp.get<InstanceDetail>(instancePath(instanceId));
  const twice = await vp.send('POST', `${instancePath(instanceId)}/cancellation`, { reason: '不再需要' });

  expect(early.body.may.cancel).toBe(true);
  expect(late.status).toBe(403);
  expect(directed.status).toBe(200);
  expect(ended.body).toMatchObject({ status: 'cancelled', endReason: '不再需要', waits: [] });
  expect(ended.body.timeline.at(-1)).toMatchObject({ kind: 'ended', text: { zh: '事项取消：不再需要' } });
  expect(twice).toMatchObject({ status: 409, body: { code: 'NotRunning' } });
});

test('comments stand beside the instance and the task, with who wrote them', async () => {
  const { instanceId, taskId } = await begin();

  const added = await vp.send('POST', `${instancePath(instanceId)}/comments`, { text: ' 请补充预算 ', taskId });
  const elsewhere = await vp.send('POST', `${instancePath(instanceId)}/comments`, { text: '错位', taskId: 'api-request/none/1' });
  const { body } = await secretary.get<TaskDetail>(taskPath(taskId));

  expect(added.status).toBe(201);
  expect(elsewhere.status).toBe(404);
  expect(body.comments).toEqual([expect.objectContaining({ text: '请补充预算', by: { id: personId('vp'), name: '示例vp' }, taskId })]);
});

test('a reminder by hand stands in the timeline: who, when, and to whom', async () => {
  const { instanceId, taskId } = await begin();
  const secgen = await portal.as('secgen');

  const { body: sent } = await secgen.send<BulkReminded>('POST', '/api/tasks/bulk/reminders', { ids: [taskId] });
  await complete(secretary, taskId, { amount: 10, contact: '示例' });
  const { body } = await secretary.get<InstanceDetail>(instancePath(instanceId));

  expect(sent).toMatchObject({ sent: 1, held: 0 });
  expect(body.timeline.map(({ kind }) => kind)).toEqual(['started', 'task-opened', 'hand-reminder', 'task-completed', 'task-opened']);
  expect(body.timeline[2]).toMatchObject({
    elementId: 'apply', by: { id: personId('secgen') }, at: expect.any(String),
    text: { zh: '示例secgen催办“填写申请”：示例townSecretary', en: '示例secgen reminded 示例townSecretary of “Apply”' },
  });
});
