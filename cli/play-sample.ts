/** A process of its own beside the portal: plays the sample elections and inspections, as far as they are missing, through the engine. */
import { districtDay } from '../activities/store/district-day';
import { seedSampleDistrict } from '../activities/store/sample-district';
import { connectTemporal } from '../client/connect-temporal';
import { startProcess } from '../client/start-process';
import { completeTask } from '../client/updates';
import { address, keys, readEnvironment, text, withDefault } from '../config/environment';
import { withStore } from './open-store';
import { SampleRefused } from './seed';

const set = readEnvironment({ TEMPORAL_ADDRESS: address(), TEMPORAL_NAMESPACE: withDefault(text('a Temporal namespace'), 'default'), ENCRYPTION_KEYS: keys() });

withStore(async (store) => {
  if (process.env['NODE_ENV'] === 'production') throw new SampleRefused();
  const client = await connectTemporal({ address: set.TEMPORAL_ADDRESS, namespace: set.TEMPORAL_NAMESPACE, keys: set.ENCRYPTION_KEYS });
  const played = await seedSampleDistrict({
    store,
    engine: { startProcess: (request) => startProcess({ store, client }, request), completeTask: (instanceId, completion) => completeTask(client, instanceId, completion) },
    today: districtDay(new Date()),
  });
  await client.connection.close();
  process.stdout.write(`${played}\n`);
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
