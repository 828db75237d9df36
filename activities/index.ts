import type { SmsGateway } from '../config/sms-gateway';
import type { Activities, LoadedPlan } from './contract';
import { deliverer, type Instances } from './deliver';
import { whileBeating } from './delivery/while-beating';
import type { NoticeDeliverer } from './delivery/notice-deliverer';
import { jobRunner } from './jobs';
import { recordKeeper } from './records';
import type { Store } from './store/connect-store';

export interface ActivityParts {
  readonly store: Store;
  /** How running instances are reached. */
  readonly instances: Instances;
  /** Hosts that `http` jobs may call; none when left out. */
  readonly httpHosts?: readonly string[];
  /** What brings notices to people outside the portal; nobody is told when left out. */
  readonly notices?: Pick<NoticeDeliverer, 'run'>;
  /** Where `sms` jobs hand their messages over. */
  readonly sms?: SmsGateway;
}

/** The activities of this worker: wiring only. */
export function createActivities({ store, instances, httpHosts = [], notices = nobodyTells, sms }: ActivityParts): Activities {
  const { deliver, returnMessage, publish } = deliverer(store, instances);
  return {
    writeSteps: store.writeSteps,
    deliver,
    returnMessage,
    loadPlan: (hash) => loadPlan(store, hash),
    latestPlan: store.definitions.latestPlanHash,
    startInstance: async (processId, startEvent, key) => {
      await instances.start({ processId, startEvent, key, variables: {} });
    },
    runJob: jobRunner({ store, instances, httpHosts, now: () => new Date(), records: recordKeeper(store, publish), ...(sms === undefined ? {} : { sms }) }),
    deliverNotices: () => whileBeating(() => notices.run()),
  };
}

const nobodyTells = { run: () => Promise.resolve({ more: false }) };

async function loadPlan(store: Store, hash: string): Promise<LoadedPlan> {
  const plan = await store.plans.byHash(hash);
  const limits = await store.limits.ofProcess(plan.id);
  return { plan, limits: Object.fromEntries(limits.map(({ limitId, value }) => [limitId, value])) };
}
