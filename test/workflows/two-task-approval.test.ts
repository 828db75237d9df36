import { randomUUID } from 'node:crypto';
import { completeTask } from '../../client/updates';
import { startProcess } from '../../client/start-process';
import { publishDefinition } from '../../activities/store/publish';
import { readModel } from './read-model';
import { startTestEngine, type TestEngine } from '../support/temporal';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await publishDefinition(engine.store, { xml: await readModel('two-task-approval'), by: 'tester' });
});
afterAll(() => engine.close());

const start = (branchId: string) => startProcess(engine, { processId: 'two-task-approval', branchId, variables: {}, by: 'tester', key: branchId });
/** Temporal remembers ids from one run of the tests to the next. */
const newBranch = (): string => `b-${randomUUID()}`;

test('an approval goes from the request to the decision to its end', async () => {
  const b1 = newBranch();
  const { instanceId } = await start(b1);
  const [submit] = await engine.store.tasks.openOf(instanceId);
  expect(submit).toMatchObject({ elementId: 'submit', title: `请示批复 ${b1}`, groups: [`branch_secretary@${b1}`], branchId: b1 });

  const first = await completeTask(engine.client, instanceId, { taskId: submit?._id ?? '', answers: { reason: '换届' }, by: 'chen', key: 'k1', answerHash: 'h1' });
  const [approve] = await engine.store.tasks.openOf(instanceId);
  const last = await completeTask(engine.client, instanceId, { taskId: approve?._id ?? '', answers: {}, by: 'li', key: 'k2', answerHash: 'h2' });

  expect(first).toMatchObject({ seq: 2, visible: true, opened: [approve?._id], status: 'running', repeated: false });
  expect(approve).toMatchObject({ elementId: 'approve', excludedActors: ['chen'] });
  expect(last).toMatchObject({ seq: 3, visible: true, opened: [], status: 'completed' });
  expect(await engine.store.instances.byId(instanceId)).toMatchObject({ status: 'completed', seq: 3, businessKey: b1, title: `请示批复 ${b1}`, standsAt: [] });
  expect((await engine.store.events.ofInstance(instanceId)).map(({ event }) => event.kind)).toEqual(['started', 'task-completed', 'task-completed']);
});

test('a two-task approval takes at most 18 events of history', async () => {
  const { instanceId } = await start(newBranch());
  for (const key of ['k3', 'k4']) {
    const [open] = await engine.store.tasks.openOf(instanceId);
    await completeTask(engine.client, instanceId, { taskId: open?._id ?? '', answers: {}, by: key, key, answerHash: key });
  }
  const handle = engine.client.workflow.getHandle(instanceId);
  await handle.result();

  const { historyLength } = await handle.describe();

  expect(historyLength).toBeLessThanOrEqual(18);
});
