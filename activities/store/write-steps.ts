import type { AnyBulkWriteOperation, BulkWriteResult } from 'mongodb';
import type { Connection } from 'mongoose';
import type { Plan } from '../../workflows/engine/plan';
import type { SentStep, StepWrite } from '../contract';
import { isDuplicate } from './collection';
import { instanceOperation } from './instance-operation';
import type { Operation } from './operation';
import type { Plans } from './plans';
import { stepOperations } from './step-operations';
import { strayStepsOf } from './stray-steps';
import type { Tasks } from './tasks';

/**
 * Writes consecutive steps of an instance: at most one ordered bulk per collection, then the instance as it is after
 * the last of them. When this returns, everything is acknowledged by a majority. Writing steps again changes nothing,
 * whatever of them was written before; steps that a killed worker wrote and Temporal never heard of make way.
 */
export function stepWriter(connection: Connection, plans: Plans, tasks: Tasks) {
  const strays = strayStepsOf(connection, tasks);
  const write = async (collection: string, operations: readonly Operation[]): Promise<BulkWriteResult | undefined> => {
    if (operations.length === 0) return undefined;
    return connection.collection<{ _id: string }>(collection).bulkWrite(operations as AnyBulkWriteOperation<{ _id: string }>[], { ordered: true });
  };
  /** How many of the steps were not in the log before. */
  const writeAll = async (steps: readonly StepWrite[], plan: Plan): Promise<number> => {
    const byCollection = new Map<string, Operation[]>();
    for (const step of steps) {
      for (const [collection, operations] of Object.entries(stepOperations(step, plan)) as [string, Operation[]][]) {
        byCollection.set(collection, [...(byCollection.get(collection) ?? []), ...operations]);
      }
    }
    // Each collection's bulk stands for itself; the instance's `seq` alone says that all are done.
    const written = await Promise.all([...byCollection].map(async ([collection, operations]) => [collection, await write(collection, operations)] as const));
    return new Map(written).get('events')?.upsertedCount ?? 0;
  };
  return async (sent: readonly SentStep[]): Promise<void> => {
    const steps = withStates(sent);
    const last = steps.at(-1);
    if (!last) return;
    const plan = await plans.byHash(last.planHash);
    const added = await writeAll(steps, plan);
    const stray = added < steps.length ? await strays.first(steps) : undefined;
    if (stray !== undefined) {
      await strays.takeBack(last, stray);
      await writeAll(steps, plan);
    }
    try {
      await write('instances', [instanceOperation(last, plan)]);
    } catch (error) {
      // Only the guard can collide: this step or a later one is written already.
      if (!isDuplicate(error)) throw error;
    }
  };
}

/** What documents take from a state (title, branch, how people are called) is as good in the last one. */
function withStates(sent: readonly SentStep[]): readonly StepWrite[] {
  const state = sent.at(-1)?.state;
  if (!state) return [];
  return sent.map((step) => ({ ...step, state: step.state ?? { ...state, status: 'running' } }));
}
