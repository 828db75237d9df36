import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../../activities';
import type { Activities, SentStep, StepWrite } from '../../../activities/contract';
import type { Instances } from '../../../activities/deliver';
import { connectTemporal } from '../../../client/connect-temporal';
import { completeTask } from '../../../client/updates';
import type { Calendar, Variables } from '../../../feel/types';
import { exampleAnswers } from '../../../forms/example-answers';
import { routingVariables } from '../../../forms/routing-variables';
import { createWorker } from '../../../worker/create-worker';
import { rehearse } from '../../../workflows/engine';
import type { Command, OpenedTask } from '../../../workflows/engine/commands';
import type { Plan } from '../../../workflows/engine/plan';
import type { Rehearsal, RehearsalOptions } from '../../../workflows/engine/rehearsal/options';
import { SEMANTICS } from '../../../workflows/engine/semantics';
import { PROCESS_WORKFLOW, type RunProcessInput } from '../../../workflows/messages';
import { shippedForm } from '../../processes/support/shipped';
import { testKeys, type TestStore } from '../../support/mongo';
import { nobody } from '../../support/records';

/** A shipped process that is both rehearsed and lived. */
export interface Life {
  readonly plan: Plan;
  readonly variables: Variables;
  readonly calendar: Calendar;
  readonly answers: (task: OpenedTask) => Variables;
  /** How long the task waits for its answer; as rehearsals have it, when undefined. */
  readonly delayMs?: (task: OpenedTask) => number | undefined;
  /** What jobs give in the rehearsal. */
  readonly jobs?: RehearsalOptions['jobs'];
  /** How jobs are done in real life; they do nothing when absent. */
  readonly reached?: Instances;
}

/** Both lives as lines `2026-03-02 task-opened congress due 2026-04-01`. */
export interface BothLives {
  readonly lived: readonly string[];
  readonly rehearsed: readonly string[];
  readonly rehearsal: Rehearsal;
}

/** Runs the process on the server, people doing at each hour what the rehearsal from the same instant has them do. */
export async function liveAndRehearse(environment: TestWorkflowEnvironment, store: TestStore, life: Life): Promise<BothLives> {
  const { plan, variables, calendar } = life;
  const steps: StepWrite[] = [];
  const instanceId = `${plan.id}/${randomUUID()}`;
  const stop = await startWorker(environment, store, life, steps);
  const client = await connectTemporal({ address: environment.address, namespace: 'default', keys: testKeys });
  const input: RunProcessInput = { instanceId, plan, planHash: plan.id, semantics: SEMANTICS, start: { kind: 'started', variables, by: 'rehearsal', calendar } };
  await client.workflow.start(PROCESS_WORKFLOW, { workflowId: instanceId, taskQueue: plan.id, args: [input] });
  await until(() => steps.length > 0);

  const rehearsal = rehearsedFrom(steps[0]?.now ?? '', life);
  for (const { at, taskId, elementId, who } of rehearsal.timeline.filter(({ kind }) => kind === 'task-completed')) {
    await skipTo(environment, at);
    const own = taskId?.replace(`rehearsal/${plan.id}`, instanceId) ?? '';
    await until(() => steps.some(({ state }) => own in state.tasks), own);
    const task = steps.flatMap(({ state }) => state.tasks[own]?.task ?? [])[0];
    if (!task) throw new Error(`Task "${own}" was not opened`);
    await completeTask(client, instanceId, { taskId: own, answers: life.answers(task), by: who?.[0] ?? '', key: `${elementId}-${own}`, answerHash: own });
  }
  await until(() => steps.at(-1)?.state.status !== 'running', 'the end');
  await client.connection.close();
  await stop();

  return {
    lived: steps.flatMap(({ now, commands }) => commands.flatMap((command) => lineOf(now, command))),
    rehearsed: rehearsal.timeline.flatMap(({ at, kind, elementId, due }) => (SHOWN.has(kind) ? [line(at, kind, elementId ?? '', due)] : [])),
    rehearsal,
  };
}

function rehearsedFrom(start: string, { plan, variables, calendar, answers, delayMs, jobs }: Life): Rehearsal {
  const answer = (task: OpenedTask) => {
    const delay = delayMs?.(task);
    return { answers: answers(task), ...(delay === undefined ? {} : { delayMs: delay }) };
  };
  return rehearse(plan, { start, calendar, variables, answer, ...(jobs === undefined ? {} : { jobs }) });
}

const SHOWN = new Set(['task-opened', 'reminder', 'escalation', 'job', 'incident', 'ended']);

/** What people see, by day: calls on a real server take their milliseconds. */
function line(at: string, kind: string, elementId: string, due?: string): string {
  return [at.slice(0, 10), kind, ...(elementId === '' ? [] : [elementId]), ...(due === undefined ? [] : [`due ${due.slice(0, 10)}`])].join(' ');
}

function lineOf(now: string, command: Command): string[] {
  switch (command.kind) {
    case 'open-task':
      return [line(now, 'task-opened', command.task.elementId, command.task.due)];
    case 'remind':
      return [line(now, command.escalation ? 'escalation' : 'reminder', command.taskId.split('/').at(-2) ?? '', command.due)];
    case 'start-job':
      return [line(now, 'job', command.elementId)];
    case 'raise-incident':
      return [line(now, 'incident', command.elementId)];
    case 'end':
      return [line(now, 'ended', '')];
    default:
      return [];
  }
}

/** The routing values of the first example of a task's form, as the rehearsal on the command line answers too. */
export function firstAnswers({ form }: OpenedTask): Variables {
  const document = shippedForm(form ?? '');
  return routingVariables(document, exampleAnswers(document));
}

/** A worker with the product's own activities; what the steps wrote is kept for comparison. */
async function startWorker(environment: TestWorkflowEnvironment, store: TestStore, { plan, reached }: Life, steps: StepWrite[]): Promise<() => Promise<void>> {
  const real = createActivities({ store, instances: reached ?? nobody });
  await store.plans.insert({ _id: plan.id, plan });
  const writeSteps = async (written: readonly SentStep[]): Promise<void> => {
    await real.writeSteps(written);
    // Of steps written together only the last one carries the state.
    const state = written.at(-1)?.state;
    if (state) steps.push(...written.map((one) => ({ ...one, state: one.state ?? state })));
  };
  const activities: Activities = { ...real, writeSteps, ...(reached === undefined ? { runJob: async () => ({}) } : {}) };
  const queue = environment.address;
  const { worker, run } = await createWorker({ address: queue, namespace: 'default', keys: testKeys, activities, taskQueue: plan.id, options: { shutdownGraceTime: '1s' } });
  const running = run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

/** Has the server come to that instant. */
export async function skipTo(environment: TestWorkflowEnvironment, instant: string): Promise<void> {
  const waitMs = Date.parse(instant) - (await environment.currentTimeMs());
  if (waitMs > 0) await environment.sleep(waitMs);
}

async function until(holds: () => boolean, what = 'the first step', withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
