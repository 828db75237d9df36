import { connectTemporal } from '../client/connect-temporal';
import type { Engine } from '../client/start-process';
import { address, keys, readEnvironment, text, withDefault } from '../config/environment';
import { withStore } from './open-store';

/** Opens both stores that the environment names, and closes them after the work. */
export async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const set = readEnvironment({ TEMPORAL_ADDRESS: address(), TEMPORAL_NAMESPACE: withDefault(text('a Temporal namespace'), 'default'), ENCRYPTION_KEYS: keys() });
  return withStore(async (store) => {
    const client = await connectTemporal({ address: set.TEMPORAL_ADDRESS, namespace: set.TEMPORAL_NAMESPACE, keys: set.ENCRYPTION_KEYS });
    try {
      return await work({ store, client });
    } finally {
      await client.connection.close();
    }
  });
}
