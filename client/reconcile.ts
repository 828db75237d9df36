import { QueryNotRegisteredError, ServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { InstanceDocument } from '../activities/store/documents';
import type { State } from '../workflows/engine/state';
import { PROCESS_WORKFLOW, QUERIES, TASK_QUEUE, type InstanceFacts } from '../workflows/messages';
import { reportEndedChildren } from './report-ended-children';
import { restoreInstance } from './restore-instance';
import { settleSubmissions, type Settled } from './settle-submissions';
import type { Engine } from './start-process';

export interface ReconcileOptions {
  /** False: say what differs, and change nothing. */
  readonly repair: boolean;
  /** Submissions that wait longer than this are settled. */
  readonly pendingForMs?: number;
}

/** One instance about which the two disagreed. */
export interface Difference {
  readonly instanceId: string;
  /** `unanswered`: no worker answered for it in time. */
  readonly kind: 'unanswered' | 'read-model-behind' | 'temporal-behind' | 'missing-in-temporal' | 'missing-in-mongodb';
  readonly temporalSeq?: number;
  readonly mongodbSeq?: number;
  readonly repaired: boolean;
}

export interface Reconciled {
  readonly checked: number;
  readonly differences: readonly Difference[];
  readonly submissions: Settled;
}

const PENDING_FOR_MS = 10 * 60_000;
/** Instances asked at the same time: a query may cost a replay. */
const AT_ONCE = 4;
/** How long a workflow may take to answer. */
const PATIENCE_MS = 10_000;
/** A step on its way to MongoDB is no difference: look again after this. */
const LOOK_AGAIN_MS = 1_500;

/**
 * Proves that MongoDB and Temporal agree on every running instance, and mends what does not: the read model from the
 * workflow's state, or the workflow from the last state that MongoDB holds, when Temporal lost something.
 */
export async function reconcile(engine: Engine, options: ReconcileOptions): Promise<Reconciled> {
  const differences: Difference[] = [];
  let checked = 0;
  const look = async (instanceId: string): Promise<void> => {
    checked += 1;
    const found = await compare(engine, instanceId);
    if (found) differences.push(options.repair ? await mend(engine, found) : found.difference);
  };
  await eachOf(await idsOf(engine), AT_ONCE, look);
  if (options.repair) await reportEndedChildren(engine);
  const submissions = await settleSubmissions(engine, options.pendingForMs ?? PENDING_FOR_MS, options.repair);
  return { checked, differences, submissions };
}

/** Running in either of the two. */
async function idsOf({ store, client, taskQueue = TASK_QUEUE }: Engine): Promise<readonly string[]> {
  const running = await store.instances.model.find({ status: 'running' }, { _id: 1 }).lean<{ _id: string }[]>();
  const ids = new Set(running.map(({ _id }) => _id));
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = "${PROCESS_WORKFLOW}" AND ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}"` })) ids.add(workflowId);
  return [...ids].sort();
}

interface Found {
  readonly difference: Difference;
  readonly state?: State;
  readonly facts?: InstanceFacts;
  readonly document?: InstanceDocument;
}

async function compare(engine: Engine, instanceId: string): Promise<Found | undefined> {
  const first = await compareNow(engine, instanceId);
  if (!first) return undefined;
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  const second = await compareNow(engine, instanceId);
  const { temporalSeq, mongodbSeq } = first.difference;
  const stands = second?.difference.temporalSeq === temporalSeq && second?.difference.mongodbSeq === mongodbSeq;
  return stands ? second : undefined;
}

async function compareNow({ client, store }: Engine, instanceId: string): Promise<Found | undefined> {
  const [live, document] = await Promise.all([askWorkflow(client, instanceId), store.instances.byId(instanceId)]);
  if (live === 'unanswered') return { difference: { instanceId, kind: 'unanswered', repaired: false } };
  if (!live) {
    if (document?.status !== 'running') return undefined;
    return { document, difference: { instanceId, kind: 'missing-in-temporal', mongodbSeq: document.seq, repaired: false } };
  }
  const { state, facts } = live;
  // Of another database, which shares the Temporal namespace.
  if (!document && !(await store.plans.byId(facts.planHash))) return undefined;
  if (!document) return { state, facts, difference: { instanceId, kind: 'missing-in-mongodb', temporalSeq: state.seq, repaired: false } };
  if (document.seq === state.seq) return undefined;
  const kind = document.seq < state.seq ? 'read-model-behind' : 'temporal-behind';
  return { state, facts, document, difference: { instanceId, kind, temporalSeq: state.seq, mongodbSeq: document.seq, repaired: false } };
}

/** The workflow's state, also of one that has ended; undefined when Temporal does not know it or has ended it. */
export async function askWorkflow(client: Client, instanceId: string): Promise<{ readonly state: State; readonly facts: InstanceFacts } | 'unanswered' | undefined> {
  const handle = client.workflow.getHandle(instanceId);
  try {
    const ask = () => Promise.all([handle.describe(), handle.query<State | undefined>(QUERIES.state), handle.query<InstanceFacts>(QUERIES.facts)]);
    const [{ status }, state, facts] = await client.withDeadline(Date.now() + PATIENCE_MS, ask);
    // Ended from outside, by a termination: nothing runs any more, though the state says so.
    const isGone = state?.status === 'running' && status.name !== 'RUNNING';
    return state && !isGone ? { state, facts } : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof QueryNotRegisteredError) return undefined;
    if (error instanceof ServiceError) return 'unanswered';
    throw error;
  }
}

async function mend(engine: Engine, { difference, state, facts, document }: Found): Promise<Difference> {
  switch (difference.kind) {
    case 'unanswered':
      return difference;
    case 'read-model-behind':
    case 'missing-in-mongodb':
      if (!state || !facts) return difference;
      await engine.store.repairInstance(facts, state);
      return { ...difference, repaired: true };
    case 'temporal-behind':
    case 'missing-in-temporal':
      if (!document) return difference;
      return { ...difference, repaired: await restoreInstance(engine, document) };
  }
}

async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
