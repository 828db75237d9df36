import { randomUUID } from 'node:crypto';
import { connectStore, type Store } from '../../activities/store/connect-store';
import type { KeyRing } from '../../codec/cipher';

const uri = process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0';

/** Where the server listens. */
export function mongoAddress(): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(uri);
  return { host: hostname, port: Number(port || 27017) };
}

/** One key, the same in every test. */
export const testKeys: KeyRing = [{ id: 'test', key: Buffer.alloc(32, 7) }];

export type TestStore = Store & { drop(): Promise<void> };

/** A store on a database of its own; `drop` deletes and closes it. `through` replaces the server's address. */
export async function openStore(database = `test-${randomUUID()}`, through = uri): Promise<TestStore> {
  const url = new URL(through);
  url.pathname = `/${database}`;
  const store = await connectStore(url.toString(), { keys: testKeys, serverSelectionTimeoutMs: 2_000 });
  return {
    ...store,
    drop: async () => {
      await store.connection.dropDatabase();
      await store.close();
    },
  };
}
