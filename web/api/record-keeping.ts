import type { Client } from '@temporalio/client';
import { deliverer } from '../../activities/deliver';
import { recordKeeper, type RecordKeeper } from '../../activities/records';
import type { Store } from '../../activities/store/connect-store';
import { instancesOf } from '../../client/instances';

interface Parts {
  readonly store: Store;
  readonly temporal: Client;
  readonly taskQueue: string;
  /** Told of what could not be told to instances yet; it is told later. */
  readonly onError: (error: unknown) => void;
}

/** Records as the portal's requests save them: written first, then told to the instances that wait for them. */
export function recordKeeping({ store, temporal, taskQueue, onError }: Parts): RecordKeeper {
  const { publish } = deliverer(store, instancesOf({ client: temporal, store, taskQueue }));
  return recordKeeper(store, publish, onError);
}
