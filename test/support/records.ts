import { deliverer, type Instances } from '../../activities/deliver';
import { recordKeeper, type RecordKeeper } from '../../activities/records';
import type { Store } from '../../activities/store/connect-store';

/** Nobody runs. */
export const nobody: Instances = { message: async () => false, signal: async () => false, start: async () => 'nobody' };

/** Saves records on a store beside which no instance runs: messages are written all the same. */
export function keeperFor(store: Store, instances: Instances = nobody): RecordKeeper {
  return recordKeeper(store, deliverer(store, instances).publish, (error) => {
    throw error;
  });
}
