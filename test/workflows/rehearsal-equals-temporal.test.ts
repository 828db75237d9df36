import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities';
import type { SentStep, StepWrite } from '../../activities/contract';
import { districtDay } from '../../activities/store/district-day';
import { completeTask } from '../../client/updates';
import { connectTemporal } from '../../client/connect-temporal';
import { publishedCalendar } from '../../feel/published-calendar';
import type { Variables } from '../../feel/types';
import { exampleAnswers } from '../../forms/example-answers';
import { parseForm } from '../../forms/parse-form';
import { routingVariables } from '../../forms/routing-variables';
import { createWorker } from '../../worker/create-worker';
import { compileBpmn } from '../../workflows/bpmn';
import { rehearse } from '../../workflows/engine';
import type { Command, OpenedTask } from '../../workflows/engine/commands';
import type { Plan } from '../../workflows/engine/plan';
import { SEMANTICS } from '../../workflows/engine/semantics';
import { PROCESS_WORKFLOW, type RunProcessInput } from '../../workflows/messages';
import { openStore, testKeys, type TestStore } from '../support/mongo';
import { noTimeSkipping, startTimeSkipping } from '../support/time-skipping';

const ROOT = resolve(__dirname, '../..');
const reason = noTimeSkipping();
const calendar = publishedCalendar();

(reason === undefined ? describe : describe.skip)(`on the time-skipping server${reason === undefined ? '' : ` (${reason})`}`, () => {
  let environment: TestWorkflowEnvironment;
  let store: TestStore;
  beforeAll(async () => {
    [environment, store] = await Promise.all([startTimeSkipping(), openStore()]);
  }, 300_000);
  afterAll(async () => {
    await store.drop();
    await environment.teardown();
  });

  test.each([
    ['answered in good time', undefined],
    ['answered four days late', 4 * 86_400_000],
  ])('a whole election %s gives the same tasks, reminders and dates as its rehearsal', async (_, lateByMs) => {
    const plan = await compiled('branch-reelection');
    const firstAnswers = await readFirstAnswers('branch-reelection');
    const variables = electionVariables(await readLimits('branch-reelection'));
    const steps: StepWrite[] = [];
    const instanceId = `branch-reelection/${randomUUID()}`;
    const stop = await startWorker(environment, store, plan, steps);
    const client = await connectTemporal({ address: environment.address, namespace: 'default', keys: testKeys });
    const start = { kind: 'started', variables, by: 'rehearsal', calendar } as const;
    const input: RunProcessInput = { instanceId, plan, planHash: 'rehearsed', semantics: SEMANTICS, start };
    await client.workflow.start(PROCESS_WORKFLOW, { workflowId: instanceId, taskQueue: plan.id, args: [input] });
    await until(() => steps.length > 0);

    const answer = (task: OpenedTask) => ({ answers: firstAnswers(task), ...(lateByMs === undefined || task.due === undefined ? {} : { delayMs: Date.parse(task.due) - Date.parse(task.openedAt) + lateByMs }) });
    const rehearsal = rehearse(plan, { start: steps[0]?.now ?? '', calendar, variables, answer });
    for (const { at, taskId, elementId, who } of rehearsal.timeline.filter(({ kind }) => kind === 'task-completed')) {
      await skipTo(environment, at);
      const own = taskId?.replace('rehearsal/branch-reelection', instanceId) ?? '';
      await until(() => steps.some(({ state }) => own in state.tasks), own);
      const task = steps.flatMap(({ state }) => state.tasks[own]?.task ?? [])[0];
      if (!task) throw new Error(`Task "${own}" was not opened`);
      await completeTask(client, instanceId, { taskId: own, answers: firstAnswers(task), by: who?.[0] ?? '', key: `${elementId}-${own}`, answerHash: own });
    }
    await until(() => steps.at(-1)?.state.status !== 'running', 'the end');
    await client.connection.close();
    await stop();

    const lived = steps.flatMap(({ now, commands }) => commands.flatMap((command) => lineOf(now, command)));
    const rehearsed = rehearsal.timeline.flatMap(({ at, kind, elementId, due }) => (SHOWN.has(kind) ? [line(at, kind, elementId ?? '', due)] : []));
    expect(rehearsal.stopped).toBe('ended');
    expect(lived).toEqual(rehearsed);
    expect(lived.filter((shown) => shown.includes(' escalation ')).length).toBeGreaterThan(0);
  }, 300_000);
});

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

async function compiled(process: string): Promise<Plan> {
  return (await compileBpmn(await readFile(join(ROOT, 'workflows', 'processes', `${process}.bpmn`), 'utf8'))).plan;
}

/** The routing values of each form's first example, as the rehearsal on the command line answers too. */
async function readFirstAnswers(process: string): Promise<(task: OpenedTask) => Variables> {
  const folder = join(ROOT, 'forms', 'catalogue', process);
  const forms = await Promise.all((await readdir(folder)).map(async (file) => parseForm(JSON.parse(await readFile(join(folder, file), 'utf8')))));
  const answers = new Map(forms.map((form) => [form.id, routingVariables(form, exampleAnswers(form))]));
  return ({ form }) => answers.get(form ?? '') ?? {};
}

async function readLimits(process: string): Promise<Variables> {
  const limits = JSON.parse(await readFile(join(ROOT, 'workflows', 'processes', `${process}.limits.json`), 'utf8')) as { id: string; value: number }[];
  return Object.fromEntries(limits.map(({ id, value }) => [id, value]));
}

function electionVariables(limits: Variables): Variables {
  const termEnd = districtDay(new Date(Date.now() + 300 * 86_400_000));
  const branch = { id: 'b1', name: '示例镇红十字会', kind: '镇', termNo: 3, termStart: '2022-01-01', termEnd, termYears: 5, variant: 'full', supervisorMode: 'none', membersAdult: 120, membersYouth: 0, membersGroup: 2 };
  return { branchId: 'b1', branch, limits };
}

/** A worker with the product's own activities; what the steps wrote is kept for comparison. */
async function startWorker(environment: TestWorkflowEnvironment, store: TestStore, plan: Plan, steps: StepWrite[]): Promise<() => Promise<void>> {
  const real = createActivities({ store, instances: { message: async () => true, signal: async () => true, start: async () => 'nobody' } });
  await store.plans.insert({ _id: 'rehearsed', plan });
  const writeSteps = async (written: readonly SentStep[]): Promise<void> => {
    await real.writeSteps(written);
    // Of steps written together only the last one carries the state.
    const state = written.at(-1)?.state;
    if (state) steps.push(...written.map((one) => ({ ...one, state: one.state ?? state })));
  };
  const activities = { ...real, writeSteps, runJob: async () => ({}) };
  const queue = environment.address;
  const { worker, run } = await createWorker({ address: queue, namespace: 'default', keys: testKeys, activities, taskQueue: plan.id, options: { shutdownGraceTime: '1s' } });
  const running = run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

async function skipTo(environment: TestWorkflowEnvironment, instant: string): Promise<void> {
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
