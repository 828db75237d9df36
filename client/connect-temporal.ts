import { Client, Connection } from '@temporalio/client';
import type { KeyRing } from '../codec/cipher';
import { dataConverter } from '../codec/data-converter';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly keys: KeyRing;
}

/** A client whose payloads are sealed as the worker's are; `client.connection.close()` ends it. */
export async function connectTemporal({ address, namespace, keys }: TemporalAddress): Promise<Client> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  return new Client({ connection, namespace, dataConverter: dataConverter(keys) });
}
