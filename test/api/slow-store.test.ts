import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompletionResult, TaskDetail } from '../../web/api/contract';
import { pathOf, startPortal, startRequest, type TestPortal } from './support/portal';

/** Longer than a step's write may take before it goes on in the background. */
const SLOW_MS = 4_500;
let slow = false;
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({
    engine: {
      activities: (real) => ({
        ...real,
        writeSteps: async (steps) => {
          if (slow) await sleep(SLOW_MS);
          await real.writeSteps(steps);
        },
      }),
    },
  });
});
afterAll(() => portal.close());

test('while MongoDB is slow a completion is accepted and shows a little later', async () => {
  const secretary = await portal.as('townSecretary');
  const { instanceId, taskId } = await startRequest(secretary, portal.district.town);
  slow = true;

  const answer = await secretary.send<CompletionResult>('POST', `/api/tasks/${pathOf(taskId)}/completion`, { answers: { amount: 4, contact: '示例' } }, { 'idempotency-key': randomUUID() });
  slow = false;
  for (const end = Date.now() + 60_000; Date.now() < end && (await portal.store.tasks.byId(taskId))?.state === 'open'; ) await sleep(100);
  const task = await secretary.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);

  expect(answer).toMatchObject({ status: 202, body: { visible: false, status: 'running', next: [] } });
  expect(task.body).toMatchObject({ state: 'completed', submission: { answers: { amount: 4 } } });
  expect(await portal.store.tasks.openOf(instanceId)).toHaveLength(1);
}, 300_000);
