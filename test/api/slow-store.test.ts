import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompletionResult, TaskDetail } from '../../web/api/contract';
import { until } from '../workflows/support/player';
import { pathOf, request, startPortal, startRequest, type TestPortal } from './support/portal';

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

  // Asked once, as the portal does.
  const headers = { cookie: secretary.cookie, 'x-csrf-token': secretary.session.csrfToken, 'idempotency-key': randomUUID() };
  const answer = await request<CompletionResult>(portal.origin, 'POST', `/api/tasks/${pathOf(taskId)}/completion`, { answers: { amount: 4, contact: '示例' } }, headers);
  slow = false;
  await until(() => portal.store.instances.findOne({ _id: instanceId, seq: { $gte: answer.body.seq } }), 'the step');
  const task = await secretary.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);

  expect(answer).toMatchObject({ status: 202, body: { visible: false, status: 'running', next: [] } });
  expect(task.body).toMatchObject({ state: 'completed', submission: { answers: { amount: 4 } } });
  expect(await portal.store.tasks.openOf(instanceId)).toHaveLength(1);
}, 300_000);
