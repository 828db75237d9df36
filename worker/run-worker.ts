import type { Logger } from 'pino';
import { createActivities } from '../activities';
import { noticeDeliverer } from '../activities/delivery/notice-deliverer';
import { connectStore } from '../activities/store/connect-store';
import { connectTemporal } from '../client/connect-temporal';
import { instancesOf } from '../client/instances';
import { ensureNoticeDelivery } from '../client/notice-delivery';
import type { WorkerConfig } from './config';
import { createWorker } from './create-worker';
import { startHealth, type Health } from './health';
import { installRuntime } from './runtime';

export interface RunningWorker {
  /** Takes no new work, lets what runs finish for 10 s, and closes every connection. */
  stop(): Promise<void>;
  /** Ends when the worker does; rejects when it failed. */
  readonly stopped: Promise<void>;
  readonly healthPort: number | undefined;
}

/** Connects to both engines, and runs instances and jobs until `stop`. */
export async function runWorker(config: WorkerConfig, log: Logger): Promise<RunningWorker> {
  installRuntime(config, log);
  const store = await connectStore(config.mongodbUri, { keys: config.keys });
  const client = await connectTemporal({ address: config.temporalAddress, namespace: config.temporalNamespace, keys: config.keys });
  const notices = noticeDeliverer({ store, zone: config.zone, origin: config.portalOrigin, mail: config.mail, httpHosts: config.httpHosts });
  const { worker, run } = await createWorker({
    address: config.temporalAddress,
    namespace: config.temporalNamespace,
    keys: config.keys,
    activities: createActivities({ store, instances: instancesOf({ client, store }), httpHosts: config.httpHosts, notices, ...(config.sms === undefined ? {} : { sms: config.sms }) }),
    maxCachedInstances: config.maxCachedInstances,
    options: { maxConcurrentActivityTaskExecutions: config.maxJobsAtOnce },
  });
  const health = await startHealth(config, () => ({ worker: worker.getState(), mongodb: store.connection.readyState === 1 ? 'connected' : 'away' }));
  await Promise.all([store.channels.ensureEmail(), ensureNoticeDelivery(client)]);
  const stopped = run().finally(() => {
    notices.close();
    return closeAll(store, client, health);
  });
  log.info({ taskQueue: worker.options.taskQueue, healthPort: health?.port }, 'worker runs');
  return {
    stopped,
    healthPort: health?.port,
    stop: async () => {
      notices.finish();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await stopped;
      log.info('worker has stopped');
    },
  };
}

async function closeAll(store: { close(): Promise<void> }, client: { readonly connection: { close(): Promise<void> } }, health: Health | undefined): Promise<void> {
  await Promise.allSettled([health?.close(), client.connection.close(), store.close()]);
}
