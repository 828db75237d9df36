import { randomUUID } from 'node:crypto';
import type { CompletionResult, Problem } from '../../../web/api/contract';
import { until } from '../../workflows/support/player';
import { completeWith, pathOf, startRequest, type Answer, type Caller, type TestPortal } from './portal';

export const taskPath = (id: string): string => `/api/tasks/${pathOf(id)}`;
export const instancePath = (id: string): string => `/api/instances/${pathOf(id)}`;

/** Hands answers in without looking at the task before. */
export function complete(caller: Caller, id: string, answers: object, key: string = randomUUID(), revision?: number): Promise<Answer<CompletionResult & Problem>> {
  return caller.send('POST', `${taskPath(id)}/completion`, { answers, ...(revision === undefined ? {} : { revision }) }, { 'idempotency-key': key });
}

/** A request that waits for its decision. */
export async function appliedRequest(portal: TestPortal, secretary: Caller): Promise<{ readonly instanceId: string; readonly approveId: string }> {
  const { instanceId, taskId } = await startRequest(secretary, portal.district.town);
  await completeWith(secretary, taskId, { amount: 200, contact: '示例' });
  const [approve] = await portal.store.tasks.openOf(instanceId);
  return { instanceId, approveId: approve?._id ?? '' };
}

/** One request runs per branch: each test begins with none. */
export async function endRequests(portal: TestPortal): Promise<void> {
  const admin = await portal.as('admin');
  const running = await portal.store.instances.find({ status: 'running' }, { without: ['state'] });
  for (const { _id } of running) await admin.send('POST', `${instancePath(_id)}/cancellation`, { reason: '测试结束' });
  await Promise.all(running.map(({ _id }) => until(() => portal.store.instances.findOne({ _id, status: 'cancelled' }), `the end of "${_id}"`)));
}
