import type { InstanceDetail, Page, TaskDetail, TaskRow, TaskSummary } from '../../web/api/contract';
import { completeWith, pathOf, startPortal, startRequest, type TestPortal } from './support/portal';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.close());

test('a request goes from the branch to the district and back, and each sees it where it stands', async () => {
  const secretary = await portal.as('townSecretary');
  const vp = await portal.as('vp');
  const { instanceId, taskId } = await startRequest(secretary, portal.district.town);

  const task = await secretary.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  const mine = await secretary.get<Page<TaskRow>>('/api/tasks?view=mine');
  const applied = await completeWith(secretary, taskId, { amount: 300, contact: '示例联系人', note: '示例说明' });
  const decide = (await vp.get<Page<TaskRow>>('/api/tasks?view=group')).body.rows[0];
  const detail = await vp.get<TaskDetail>(`/api/tasks/${pathOf(decide?.id ?? '')}`);
  const decided = await completeWith(vp, decide?.id ?? '', { result: 'pass' });
  const instance = await vp.get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`);

  expect(task.body).toMatchObject({ name: { zh: '填写申请', en: 'Apply' }, title: '示例镇红十字会的申请', context: { topic: 'equipment' }, draft: { revision: 0, answers: { amount: 100 } }, may: { complete: true, claim: true }, limits: [{ id: 'apply_days', value: 5 }] });
  expect(mine.body.rows.map((row) => row.id)).toEqual([taskId]);
  expect(applied).toMatchObject({ status: 200, body: { visible: true, status: 'running', repeated: false } });
  expect(detail.body.earlier.map(({ answers }) => answers)).toEqual([{ amount: 300, contact: '示****', note: '示例说明' }, { topic: 'equipment' }]);
  expect(decided.body).toMatchObject({ status: 'completed', next: [] });
  expect(instance.body).toMatchObject({ status: 'completed', version: 1, diagram: { visited: expect.arrayContaining(['apply', 'approve', 'end']), taken: ['f1', 'f2', 'f3', 'f4', 'f6'], active: [] } });
  expect(instance.body.timeline.map(({ kind }) => kind)).toEqual(['started', 'task-opened', 'task-completed', 'task-opened', 'task-completed', 'ended']);
});

test('the instance page says who is awaited and since when', async () => {
  const secretary = await portal.as('otherSecretary');
  const { instanceId } = await startRequest(secretary, portal.district.otherTown);

  const { body } = await secretary.get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`);
  const summary = await secretary.get<TaskSummary>('/api/tasks/summary');

  expect(body.waits).toEqual([expect.objectContaining({ elementId: 'apply', kind: 'task', who: [expect.objectContaining({ people: [{ id: 'person-othersecretary', name: '示例otherSecretary' }] })] })]);
  expect(body.diagram.active).toEqual(['apply']);
  expect(summary.body).toMatchObject({ mine: 1, group: 0, started: 1, overdue: 0 });
});
