import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities';
import type { Activities } from '../../activities/contract';
import type { Store } from '../../activities/store/connect-store';
import { connectTemporal } from '../../client/connect-temporal';
import { instancesOf } from '../../client/instances';
import { createWorker } from '../../worker/create-worker';
import { openStore, testKeys } from './mongo';

const address = process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233';
const namespace = 'default';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** A store of its own, a task queue of its own, and a worker on it, on the real engines. */
export interface TestEngine {
  readonly client: Client;
  readonly store: Store;
  readonly taskQueue: string;
  close(): Promise<void>;
}

export interface TestEngineOptions {
  /** Replaces activities, to record or to fail. */
  readonly activities?: (real: Activities, store: Store) => Activities;
  /** The worker's own way to the database of that name, for a faulty one. */
  readonly store?: (database: string) => Promise<Store>;
}

export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const store = await openStore();
  const written = (await options.store?.(store.connection.name)) ?? store;
  const client = await connectTemporal({ address, namespace, keys: testKeys });
  const taskQueue = `test-${randomUUID()}`;
  const real = createActivities({ store: written, instances: instancesOf({ client, store: written, taskQueue }) });
  const activities = options.activities?.(real, written) ?? real;
  const { worker, run } = await createWorker({ address, namespace, keys: testKeys, activities, taskQueue, options: { shutdownGraceTime: '1s' } });
  const running = run();
  return {
    client,
    store,
    taskQueue,
    close: async () => {
      worker.shutdown();
      await running;
      await client.connection.close();
      await store.drop();
    },
  };
}
