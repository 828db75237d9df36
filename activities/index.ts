import type { Activities } from './contract';
import { deliverer, type Instances } from './deliver';
import { jobRunner } from './jobs';
import type { Store } from './store/connect-store';

export interface ActivityParts {
  readonly store: Store;
  /** How running instances are reached. */
  readonly instances: Instances;
  /** Hosts that `http` jobs may call; none when left out. */
  readonly httpHosts?: readonly string[];
}

/** The activities of this worker: wiring only. */
export function createActivities({ store, instances, httpHosts = [] }: ActivityParts): Activities {
  const { deliver, returnMessage } = deliverer(store, instances);
  return {
    writeSteps: store.writeSteps,
    deliver,
    returnMessage,
    loadPlan: store.plans.byHash,
    latestPlan: async (processId) => (await store.definitions.latest(processId))?.planHash,
    runJob: jobRunner({ store, httpHosts, now: () => new Date() }),
  };
}
