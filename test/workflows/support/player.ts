import { randomUUID } from 'node:crypto';
import { startOfPlan } from './start-of-plan';
import { completeTask } from '../../../client/updates';
import { startsOf } from '../../../activities/store/plan-references';
import type { TaskDocument } from '../../../activities/store/documents';
import type { Value, Variables } from '../../../feel/types';
import { planHash } from '../../../workflows/bpmn';
import type { Plan } from '../../../workflows/engine/plan';
import type { Semantics } from '../../../workflows/engine/semantics';
import type { State } from '../../../workflows/engine/state';
import { PROCESS_WORKFLOW, QUERIES, SIGNALS, type StepAnswer } from '../../../workflows/messages';
import type { TestEngine } from '../../support/temporal';

/** Plays one instance as people and the outside world would. */
export interface Player {
  readonly id: string;
  /** The open task of that element; waits for it. */
  open(elementId: string): Promise<TaskDocument>;
  complete(elementId: string, answers?: Variables, by?: string): Promise<StepAnswer>;
  /** Like `complete`, without looking into MongoDB. */
  completeById(taskId: string, answers?: Variables, by?: string): Promise<StepAnswer>;
  state(): Promise<State>;
  /** Event kinds in the order of the log. */
  log(): Promise<string[]>;
  /** Element ids of open tasks. */
  tasks(): Promise<string[]>;
  /** Has the run continue as new, and waits until it has. */
  continueAsNew(): Promise<void>;
  /** Events in the history of the present run. */
  historyLength(): Promise<number>;
  ended(): Promise<string>;
}

/** Stores a plan as if it were published. */
export async function publishPlan({ store }: TestEngine, plan: Plan, version = 1): Promise<string> {
  const hash = await planHash(plan);
  await store.plans.insert({ _id: hash, plan });
  await store.definitions.publish({ _id: `${plan.id}@${version}`, processId: plan.id, version, latest: true, name: plan.name, xml: '', planHash: hash, publishedAt: new Date(), publishedBy: 'test', ...startsOf(plan) });
  return hash;
}

export async function play(engine: TestEngine, plan: Plan, variables: Record<string, Value> = {}, semantics?: Semantics): Promise<Player> {
  const instanceId = `${plan.id}/${randomUUID()}`;
  const hash = await publishPlan(engine, plan);
  await engine.client.workflow.start(PROCESS_WORKFLOW, { workflowId: instanceId, taskQueue: engine.taskQueue, args: [startOfPlan(instanceId, plan, hash, variables, semantics)] });
  return playerOf(engine, instanceId);
}

export function playerOf({ client, store }: TestEngine, id: string): Player {
  const handle = client.workflow.getHandle(id);
  // A step is whole once its instance says so: that is written last.
  const isWhole = async ({ seq }: TaskDocument): Promise<boolean> => ((await store.instances.byId(id))?.seq ?? -1) >= seq;
  const opened = async (elementId: string): Promise<TaskDocument | undefined> => {
    const task = await store.tasks.findOne({ instanceId: id, elementId, state: 'open' });
    return task && (await isWhole(task)) ? task : undefined;
  };
  const open = (elementId: string): Promise<TaskDocument> => until(() => opened(elementId), `task "${elementId}" of "${id}"`);
  const completeById = (taskId: string, answers: Variables = {}, by = 'tester'): Promise<StepAnswer> =>
    completeTask(client, id, { taskId, answers, by, key: randomUUID(), answerHash: JSON.stringify(answers) });
  return {
    id,
    open,
    completeById,
    complete: async (elementId, answers, by) => completeById((await open(elementId))._id, answers, by),
    state: () => handle.query<State>(QUERIES.state),
    log: async () => (await store.events.ofInstance(id)).map(({ event }) => event.kind),
    tasks: async () => (await store.tasks.openOf(id)).map((task) => task.elementId),
    continueAsNew: async () => {
      const before = (await handle.describe()).runId;
      await handle.signal(SIGNALS.continueAsNew);
      await until(async () => ((await handle.describe()).runId === before ? undefined : true), 'a new run');
    },
    historyLength: async () => (await handle.describe()).historyLength,
    ended: async () => {
      const instance = await until(() => store.instances.findOne({ _id: id, status: { $ne: 'running' } }), `the end of "${id}"`);
      return instance.status;
    },
  };
}

/** Looks again until there is something; throws, naming it, after a minute. */
export async function until<T>(look: () => Promise<T | undefined>, what: string, withinMs = 60_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
