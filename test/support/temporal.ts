import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { createActivities } from '../../activities';
import type { Activities } from '../../activities/contract';
import type { Store } from '../../activities/store/connect-store';
import { connectTemporal } from '../../client/connect-temporal';
import { instancesOf } from '../../client/instances';
import { createWorker } from '../../worker/create-worker';
import { openStore, testKeys } from './mongo';
import './quiet-runtime';

const address = process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233';

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
  /** Hosts that `http` jobs may call. */
  readonly httpHosts?: readonly string[];
  /** A namespace of its own, for instances whose ids are fixed. */
  readonly ownNamespace?: boolean;
  /** The worker's own way to the database of that name, for a faulty one. */
  readonly store?: (database: string) => Promise<Store>;
}

export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const store = await openStore();
  const written = (await options.store?.(store.connection.name)) ?? store;
  const namespace = options.ownNamespace === true ? await newNamespace() : 'default';
  const client = await connectTemporal({ address, namespace, keys: testKeys });
  const taskQueue = `test-${randomUUID()}`;
  const real = createActivities({ store: written, instances: instancesOf({ client, store: written, taskQueue }), ...(options.httpHosts === undefined ? {} : { httpHosts: options.httpHosts }) });
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

/** A namespace of the shared server for one suite alone. */
export async function newNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const client = await connectTemporal({ address, namespace, keys: testKeys });
  await client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  await client.connection.close();
  return namespace;
}
