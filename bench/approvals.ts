import { randomUUID } from 'node:crypto';
import type { Store } from '../activities/store/connect-store';
import type { ApprovalEngine } from './engines';

export interface BatchResult {
  readonly instancesPerSecond: number;
  /** From handing in an answer until the next task can be found, or the end is written. */
  readonly latenciesMs: readonly number[];
  readonly instanceIds: readonly string[];
}

/** Runs so many approvals, so many at once, each from start to end. */
export async function runApprovals(engine: ApprovalEngine, store: Store, count: number, atOnce: number): Promise<BatchResult> {
  const latenciesMs: number[] = [];
  const instanceIds: string[] = [];
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const instanceId = await engine.start();
      instanceIds.push(instanceId);
      latenciesMs.push(await handIn(engine, store, instanceId, 1), await handIn(engine, store, instanceId, 2));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { instancesPerSecond: count / ((performance.now() - began) / 1000), latenciesMs, instanceIds };
}

async function handIn(engine: ApprovalEngine, store: Store, instanceId: string, step: number): Promise<number> {
  const [task] = await store.tasks.openOf(instanceId);
  if (!task) throw new Error(`${engine.name}: ${instanceId} has no open task before step ${step}`);
  const key = randomUUID();
  const began = performance.now();
  await store.submissions.insert({ _id: key, instanceId, taskId: task._id, elementId: task.elementId, answers: {}, answerHash: key, by: `person-${step}`, at: new Date(), status: 'pending' });
  await engine.complete(instanceId, step, task._id, key);
  while (!(await isVisible(store, instanceId, step))) await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - began;
}

async function isVisible(store: Store, instanceId: string, step: number): Promise<boolean> {
  if (step === 1) return (await store.tasks.openOf(instanceId)).some(({ elementId }) => elementId === 'approve');
  return (await store.instances.byId(instanceId))?.status === 'completed';
}

/** Every instance must have taken its three steps once, and have every answer accepted. */
export async function assertNothingLost(store: Store, engine: string, instanceIds: readonly string[]): Promise<void> {
  for (const instanceId of instanceIds) {
    const events = await store.events.ofInstance(instanceId);
    const accepted = await store.submissions.acceptedOf(instanceId);
    if (events.length !== 3 || accepted.length !== 2) throw new Error(`${engine}: ${instanceId} took ${events.length} steps and ${accepted.length} answers instead of 3 and 2`);
  }
}
