/** A worker process for one of the compared engines: `worker.ts <engine> <task queue>`; settings come by environment from `main.ts`. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../activities';
import { connectStore } from '../activities/store/connect-store';
import { connectTemporal } from '../client/connect-temporal';
import { instancesOf } from '../client/instances';
import { dataConverter } from '../codec/data-converter';
import { forNode20 } from '../worker/bundle';
import { createWorker } from '../worker/create-worker';
import { benchKeys, NAMESPACE } from './engines';
import { createHandActivities } from './hand-activities';

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [, , kind = '', taskQueue = ''] = process.argv;
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const store = await connectStore(process.env['MONGODB_URI'] ?? '', { keys: benchKeys });
  const worker = kind === 'ours' ? await ours(address, taskQueue, store) : await handWritten(address, taskQueue, store);
  process.on('message', () => process.send?.({ rssBytes: process.memoryUsage().rss, cpuSeconds: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 }));
  process.on('disconnect', () => process.exit(0));
  const running = worker.run();
  process.send?.('ready');
  await running;
}

async function ours(address: string, taskQueue: string, store: Awaited<ReturnType<typeof connectStore>>): Promise<Worker> {
  const client = await connectTemporal({ address, namespace: NAMESPACE, keys: benchKeys });
  const activities = createActivities({ store, instances: instancesOf({ client, store }) });
  return (await createWorker({ address, namespace: NAMESPACE, keys: benchKeys, activities, taskQueue })).worker;
}

async function handWritten(address: string, taskQueue: string, store: Awaited<ReturnType<typeof connectStore>>): Promise<Worker> {
  return Worker.create({
    connection: await NativeConnection.connect({ address }),
    namespace: NAMESPACE,
    taskQueue,
    workflowsPath: require.resolve('./hand-written'),
    bundlerOptions: { webpackConfigHook: forNode20 },
    activities: createHandActivities(store),
    dataConverter: dataConverter(benchKeys),
    stickyQueueScheduleToStartTimeout: '1s',
    maxCachedWorkflows: 500,
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
