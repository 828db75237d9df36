import { connectStore, type Store } from '../activities/store/connect-store';
import { keys, readEnvironment, url } from '../config/environment';

/** The store that MONGODB_URI and ENCRYPTION_KEYS name, for the time of `work`. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { MONGODB_URI, ENCRYPTION_KEYS } = readEnvironment({ MONGODB_URI: url('mongodb', 'mongodb+srv'), ENCRYPTION_KEYS: keys() });
  const store = await connectStore(MONGODB_URI, { keys: ENCRYPTION_KEYS });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
