import { allHandlersFinished, ApplicationFailure, CancellationScope, condition, continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { initialState, upcast } from './engine';
import type { LoadedPlan } from '../activities/contract';
import type { Variables } from '../feel/types';
import type { Plan } from './engine/plan';
import { SIGNALS, type RunProcessInput } from './messages';
import { signalIfThere } from './shell/child-starter';
import { receive, type Reception } from './shell/handlers';
import { jitterMs } from './shell/jitter';
import { ProcessRun } from './shell/process-run';
import { durable, local } from './shell/write-queue';

type Start = NonNullable<RunProcessInput['start']>;

/** Temporal takes 2,000 updates in a run at most. */
const MAX_UPDATES = 1_500;
/** How long a run that is about to continue as new waits for running jobs; what takes longer is begun again by its id. */
const JOBS_MAY_TAKE = '10s';

/**
 * One process instance, from its start to its end, in as many runs as it takes. It decides nothing itself:
 * updates, signals, timers and results become events of the engine, and the engine's commands become calls of Temporal.
 */
export async function runProcess(input: RunProcessInput): Promise<void> {
  const reception: Reception = { run: undefined, updates: 0, continueRequested: false };
  const facts = { planHash: input.planHash, ...(input.parent ? { parentId: input.parent.instanceId } : {}) };
  receive(reception, facts);
  const { cancelRequested } = CancellationScope.current();
  void cancelRequested.catch(() => reception.run?.take({ kind: 'cancelled', by: 'system', reason: 'Cancelled in Temporal' }));
  await CancellationScope.nonCancellable(() => live(input, reception));
}

async function live(input: RunProcessInput, reception: Reception): Promise<void> {
  const { plan, limits } = input.plan ? { plan: input.plan } : await loadPlan(input.planHash);
  const run = openRun(input, plan);
  // Before anything else can be taken: the engine's first event is the start.
  if (input.start) void run.take(withLimits(input.start, limits));
  run.resume(input.pending ?? []);
  reception.run = run;

  const atRest = (): boolean => run.settled && allHandlersFinished();
  const mayContinue = (): boolean => isLong(reception) && atRest();
  while (run.state.status === 'running') {
    if (mayContinue()) await continueWhenAtRest(input, run, atRest);
    else await waitForTimer(run, mayContinue);
  }
  run.abandonJobs();
  await condition(atRest);
  if (input.parent) await signalIfThere(input.parent.instanceId, SIGNALS.childEnded, run.childEnded(input.parent.childId));
}

function openRun(input: RunProcessInput, plan: Plan): ProcessRun {
  const state = input.state ?? initialState(input.instanceId, startOf(input).calendar, { called: input.parent !== undefined, semantics: input.semantics ?? 1 });
  return new ProcessRun({ plan, planHash: input.planHash, ...(input.parent ? { parentId: input.parent.instanceId } : {}) }, state);
}

async function loadPlan(hash: string): Promise<LoadedPlan> {
  try {
    return await local.loadPlan(hash);
  } catch {
    return durable.loadPlan(hash);
  }
}

/** A called process has limits of its own; those of its caller that it does not have stay in sight. */
function withLimits(start: Start, limits: Variables = {}): Start {
  const { limits: inherited } = start.variables;
  const known = typeof inherited === 'object' && inherited !== null && !Array.isArray(inherited) ? inherited : {};
  return Object.keys(limits).length === 0 ? start : { ...start, variables: { ...start.variables, limits: { ...known, ...limits } } };
}

function startOf(input: RunProcessInput): Start {
  if (input.start) return input.start;
  throw ApplicationFailure.nonRetryable(`Instance "${input.instanceId}" has neither a start nor a state`, 'InvalidInput');
}

function isLong({ continueRequested, updates }: Reception): boolean {
  return continueRequested || updates >= MAX_UPDATES || workflowInfo().continueAsNewSuggested;
}

/** Keeps the one earliest timer, until it fires or something moves it. */
async function waitForTimer(run: ProcessRun, mayContinue: () => boolean): Promise<void> {
  run.fireDueTimers();
  const timer = run.nextTimer;
  const moved = (): boolean => run.state.status !== 'running' || run.nextTimer?.id !== timer?.id || run.nextTimer?.due !== timer?.due || mayContinue();
  if (!timer) return condition(moved);
  const waitMs = Date.parse(timer.due) - Date.now();
  // More was due than could be fired without a pause.
  if (waitMs <= 0) await sleep(1);
  else await condition(moved, waitMs + jitterMs(run.state.instanceId, waitMs));
}

async function continueWhenAtRest(input: RunProcessInput, run: ProcessRun, atRest: () => boolean): Promise<void> {
  if (run.jobsRunning) await condition(() => !run.jobsRunning, JOBS_MAY_TAKE);
  await condition(atRest);
  if (run.state.status !== 'running') return;
  const { start: _start, ...identity } = input;
  await continueAsNew<typeof runProcess>({ ...identity, state: upcast(run.state), pending: run.pending });
}
