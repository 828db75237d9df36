import { ScheduleNotFoundError, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { dueInstant, evaluate } from '../feel';
import type { EventDefinition, Plan, Valued } from '../workflows/engine/plan';
import { SCHEDULED_START_WORKFLOW, TASK_QUEUE, type ScheduledStart } from '../workflows/messages';
import { instanceCalendar, type Engine } from './start-process';
import { byCycle, onceAt, type StartSchedule } from './schedule-spec';

/** After an outage, starts that were missed longer ago than this are left out. */
const CATCH_UP = '7 days';

/**
 * Makes Temporal's schedules of a process agree with the timer start events of its newest version: one for each, none
 * for those that it no longer has. Safe to repeat. Answers the ids of the schedules that there are now.
 */
export async function scheduleStarts(engine: Engine, processId: string): Promise<readonly string[]> {
  const { store, client } = engine;
  const versions = await store.definitions.find({ processId }, { sort: { version: -1 }, without: ['xml'] });
  const wanted = new Map<string, ScheduleOptions>();
  const earlier = new Set<string>();
  for (const [index, { planHash, startsBySchedule, publishedAt }] of versions.entries()) {
    if (!startsBySchedule) continue;
    const plan = await store.plans.byHash(planHash);
    for (const { startEvent, timer } of timerStarts(plan)) {
      const id = `start/${processId}/${startEvent}`;
      if (index === 0) wanted.set(id, optionsOf(engine, id, { processId, startEvent }, scheduleOf(timer, plan, publishedAt)));
      else earlier.add(id);
    }
  }
  for (const id of earlier) if (!wanted.has(id)) await remove(client, id);
  for (const options of wanted.values()) await put(client, options);
  return [...wanted.keys()];
}

type Timer = Extract<EventDefinition, { kind: 'timer' }>['timer'];

function timerStarts(plan: Plan): { readonly startEvent: string; readonly timer: Timer }[] {
  return plan.root.starts.flatMap((id) => {
    const element = plan.elements[id];
    return element?.kind === 'startEvent' && element.event.kind === 'timer' ? [{ startEvent: id, timer: element.event.timer }] : [];
  });
}

function scheduleOf(timer: Timer, plan: Plan, publishedAt: Date): StartSchedule {
  const text = (value: Valued<string>): string => (value.kind === 'fixed' ? value.value : String(evaluate(value.feel, {}, { now: publishedAt.toISOString(), zone: plan.zone, calendar: instanceCalendar() })));
  switch (timer.kind) {
    case 'cycle':
      return byCycle(text(timer.every), plan.zone, publishedAt);
    case 'date':
      return onceAt(dueInstant(text(timer.at), plan.zone));
    case 'duration':
      // "So long after" what? After being published, once.
      return { ...byCycle(`R1/${text(timer.after)}`, plan.zone, publishedAt), times: 1 };
  }
}

function optionsOf({ taskQueue }: Engine, scheduleId: string, start: ScheduledStart, { spec, times }: StartSchedule): ScheduleOptions {
  return {
    scheduleId,
    spec,
    action: { type: 'startWorkflow', workflowType: SCHEDULED_START_WORKFLOW, workflowId: scheduleId, taskQueue: taskQueue ?? TASK_QUEUE, args: [start] },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: CATCH_UP },
    ...(times === undefined ? {} : { state: { remainingActions: times } }),
  };
}

async function put(client: Client, options: ScheduleOptions): Promise<void> {
  const handle = client.schedule.getHandle(options.scheduleId);
  try {
    await handle.describe();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule.create(options);
    return;
  }
  const { spec, action, policies } = options;
  await handle.update(({ state }) => ({ spec, action, ...(policies ? { policies } : {}), state }));
}

async function remove(client: Client, id: string): Promise<void> {
  try {
    await client.schedule.getHandle(id).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
