import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import { evaluate } from '../feel';
import { publishedCalendar } from '../feel/published-calendar';
import type { Calendar, Value, Variables } from '../feel/types';
import type { Store } from '../activities/store/connect-store';
import { districtDay } from '../activities/store/district-day';
import type { BranchDocument } from '../activities/store/documents';
import type { Plan } from '../workflows/engine/plan';
import { SEMANTICS } from '../workflows/engine/semantics';
import { PROCESS_WORKFLOW, TASK_QUEUE, type RunProcessInput } from '../workflows/messages';
import { Refused, refusedBy } from './refused';

export interface StartRequest {
  readonly processId: string;
  readonly branchId: string;
  /** Answers of the start form that may become variables. */
  readonly variables: Variables;
  /** Person id, or `system`. */
  readonly by: string;
  /** Idempotency key; that of the start form's submission. */
  readonly key: string;
  /** Which start event, for starts by message or timer. */
  readonly startEvent?: string;
}

export interface Started {
  readonly instanceId: string;
  /** False when the first tasks show a little later. */
  readonly visible: boolean;
}

export interface Engine {
  readonly client: Client;
  readonly store: Store;
  readonly taskQueue?: string;
}

const VISIBLE_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 15;

/**
 * Starts an instance of the newest version of a process, and waits until its first tasks are visible.
 * The same key again gives the same instance; a business key that is running already is refused with `AlreadyRunning`.
 */
export async function startProcess(engine: Engine, request: StartRequest): Promise<Started> {
  const { store } = engine;
  const planHash = await store.definitions.latestPlanHash(request.processId);
  if (planHash === undefined) throw new Refused('ProcessNotFound', `流程“${request.processId}”尚未发布。`);
  const plan = await store.plans.byHash(planHash);
  const calendar = instanceCalendar();
  const variables = await startVariables(store, request);
  const instanceId = await instanceIdFor(store, plan, request, variables, calendar);
  const { by, key, startEvent } = request;
  const start = { kind: 'started' as const, variables, by, key, calendar, ...(startEvent === undefined ? {} : { startEvent }) };
  const isNew = await begin(engine, { instanceId, plan, planHash, semantics: SEMANTICS, start });
  const visible = await becomesVisible(store, instanceId);
  if (!isNew && (await store.events.startKey(instanceId)) !== key) throw new Refused('AlreadyRunning', '同一事项已在办理中，不能重复发起。', undefined, instanceId);
  return { instanceId, visible };
}

/** The holiday tables an instance starts with: last year's and later ones. */
export function instanceCalendar(): Calendar {
  return publishedCalendar(Number(districtDay(new Date()).slice(0, 4)) - 1);
}

async function startVariables(store: Store, { processId, branchId, variables }: StartRequest): Promise<Variables> {
  const [branch, limits] = await Promise.all([store.branches.byId(branchId), store.limits.ofProcess(processId)]);
  const ofLimits = Object.fromEntries(limits.map((limit) => [limit.limitId, limit.value]));
  return { ...variables, branchId, ...(branch ? { branch: branchVariable(branch) } : {}), limits: ofLimits };
}

/** What processes may know of a branch: nothing about persons. */
export function branchVariable(branch: BranchDocument): Value {
  const { _id: id, name, kind, parentId = null, status, termNo, termStart, termEnd, termYears, variant, supervisorMode, membersAdult, membersYouth, membersGroup, terms } = branch;
  const deferredTo = terms.find(({ no }) => no === termNo)?.deferredTo ?? null;
  return { id, name, kind, parentId, status, termNo, termStart, termEnd, termYears, variant, supervisorMode, membersAdult, membersYouth, membersGroup, deferredTo };
}

/** `process/business key`; an earlier instance of that key that has ended makes it `process/business key~2`. */
async function instanceIdFor(store: Store, plan: Plan, request: StartRequest, variables: Variables, calendar: Calendar): Promise<string> {
  const own = createHash('sha256').update(request.key).digest('hex').slice(0, 12);
  if (plan.businessKey === undefined) return `${plan.id}/${own}`;
  const businessKey = String(evaluate(plan.businessKey, variables, { now: new Date().toISOString(), zone: plan.zone, calendar }));
  const earlier = await store.instances.ofBusinessKey(plan.id, businessKey);
  for (const { _id } of earlier) if ((await store.events.startKey(_id)) === request.key) return _id;
  const running = earlier.find((instance) => instance.status === 'running');
  if (running) throw new Refused('AlreadyRunning', '同一事项已在办理中，不能重复发起。', undefined, running._id);
  return earlier.length === 0 ? `${plan.id}/${businessKey}` : `${plan.id}/${businessKey}~${earlier.length + 1}`;
}

/** False when an instance of that id was started before: by an earlier attempt, or by somebody else. */
async function begin({ client, taskQueue }: Engine, input: RunProcessInput): Promise<boolean> {
  try {
    await client.workflow.start(PROCESS_WORKFLOW, {
      workflowId: input.instanceId,
      taskQueue: taskQueue ?? TASK_QUEUE,
      args: [input],
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw refusedBy(error);
  }
}

async function becomesVisible(store: Store, instanceId: string): Promise<boolean> {
  const until = Date.now() + VISIBLE_WITHIN_MS;
  while (Date.now() < until) {
    // No instance is visible at once.
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    if (await store.instances.isThere(instanceId)) return true;
  }
  return false;
}
