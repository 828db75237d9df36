import type { AnyBulkWriteOperation } from 'mongodb';
import type { Connection } from 'mongoose';
import type { StepWrite } from '../contract';
import { isDuplicate } from './collection';
import { instanceOperation } from './instance-operation';
import type { Operation } from './operation';
import type { Plans } from './plans';
import { stepOperations } from './step-operations';

/**
 * Writes one step: at most one ordered bulk per collection, then the instance. When this returns, everything is
 * acknowledged by a majority. Writing a step again changes nothing, whatever of it was written before.
 */
export function stepWriter(connection: Connection, plans: Plans) {
  const write = async (collection: string, operations: Operation[]): Promise<void> => {
    if (operations.length > 0) await connection.collection<{ _id: string }>(collection).bulkWrite(operations as AnyBulkWriteOperation<{ _id: string }>[], { ordered: true });
  };
  return async (step: StepWrite): Promise<void> => {
    const plan = await plans.byHash(step.planHash);
    const operations = Object.entries(stepOperations(step, plan)) as [string, Operation[]][];
    // Each collection's bulk stands for itself; the instance's `seq` alone says that all are done.
    await Promise.all(operations.map(([collection, writes]) => write(collection, writes)));
    try {
      await write('instances', [instanceOperation(step, plan)]);
    } catch (error) {
      // Only the guard can collide: this step or a later one is written already.
      if (!isDuplicate(error)) throw error;
    }
  };
}
