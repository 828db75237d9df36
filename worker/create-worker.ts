import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/contract';
import type { KeyRing } from '../codec/cipher';
import { dataConverter } from '../codec/data-converter';
import { TASK_QUEUE } from '../workflows/messages';
import { workflowBundle } from './bundle';

export interface WorkerParts {
  readonly address: string;
  readonly namespace: string;
  readonly keys: KeyRing;
  readonly activities: Activities;
  readonly taskQueue?: string;
  /** Instances kept in memory between two events; about 0.3 MB each. */
  readonly maxCachedInstances?: number;
  readonly options?: Partial<WorkerOptions>;
}

/** A worker that runs instances and their jobs, not yet polling; `worker.run()` begins, and closes the connection when it ends. */
export async function createWorker(parts: WorkerParts): Promise<{ readonly worker: Worker; run(): Promise<void> }> {
  const [connection, bundle] = await Promise.all([NativeConnection.connect({ address: parts.address }), workflowBundle()]);
  const worker = await Worker.create({
    connection,
    namespace: parts.namespace,
    taskQueue: parts.taskQueue ?? TASK_QUEUE,
    workflowBundle: bundle,
    activities: parts.activities,
    dataConverter: dataConverter(parts.keys),
    // After the kill of another worker its instances go on here within 2 s instead of 10.
    stickyQueueScheduleToStartTimeout: '1s',
    maxCachedWorkflows: parts.maxCachedInstances ?? 500,
    shutdownGraceTime: '10s',
    ...parts.options,
  });
  const run = async (): Promise<void> => {
    try {
      await worker.run();
    } finally {
      await connection.close();
    }
  };
  return { worker, run };
}
