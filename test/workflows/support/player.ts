import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOfPlan } from './start-of-plan';
import { completeTask } from '../../../client/updates';
import { startsOf } from '../../../activities/store/plan-references';
import type { Store } from '../../../activities/store/connect-store';
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
  /** Event kinds in the order of the log, which holds all that the workflow has done so far. */
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
  const open = (elementId: string): Promise<TaskDocument> => openTaskOf(store, id, elementId);
  const state = (): Promise<State> => handle.query<State>(QUERIES.state);
  /** Everything is written that the workflow has done so far. */
  const written = async (): Promise<void> => {
    const { seq } = await state();
    await until(() => store.instances.findOne({ _id: id, seq: { $gte: seq } }), `step ${seq} of "${id}"`);
  };
  const completeById = (taskId: string, answers: Variables = {}, by = 'tester'): Promise<StepAnswer> =>
    completeTask(client, id, { taskId, answers, by, key: randomUUID(), answerHash: JSON.stringify(answers) });
  return {
    id,
    open,
    completeById,
    complete: async (elementId, answers, by) => completeById((await open(elementId))._id, answers, by),
    state,
    log: async () => {
      await written();
      return (await store.events.ofInstance(id)).map(({ event }) => event.kind);
    },
    tasks: async () => {
      await written();
      return (await store.tasks.openOf(id)).map((task) => task.elementId);
    },
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

/** Looks again until it is as expected; then, or after a minute, jest says what differs. */
export async function eventually<T>(look: () => Promise<T>, expected: unknown, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(100)) {
    const found = await look();
    try {
      expect(found).toEqual(expected);
      return;
    } catch {
      // Not yet.
    }
  }
  expect(await look()).toEqual(expected);
}

/** The open task of that element, once the step that opened it is whole: its instance is written last. */
export function openTaskOf({ tasks, instances }: Pick<Store, 'tasks' | 'instances'>, instanceId: string, elementId: string): Promise<TaskDocument> {
  return until(async () => {
    const task = await tasks.findOne({ instanceId, elementId, state: 'open' });
    return task && (await instances.count({ _id: instanceId, seq: { $gte: task.seq } })) > 0 ? task : undefined;
  }, `task "${elementId}" of "${instanceId}"`);
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
