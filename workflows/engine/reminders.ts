import type { Variables } from '../../feel/types';
import type { OpenedTask } from './commands';
import type { Reminder, UserTask } from './plan';
import { reminderTime, type ReminderTime } from './reminder-time';
import type { Run } from './run';
import type { Timer } from './state';
import { variablesOf } from './variables';

interface Planned extends ReminderTime {
  readonly index: number;
  readonly reminder: Reminder;
}

/** Sets a timer for each reminder still to come; of those already past only the latest is sent, at once. */
export function planReminders(run: Run, element: UserTask, task: OpenedTask): void {
  setTimers(run, task, plannedFor(run, element, task), () => true);
}

/** The due date moved: reminders to come move with it; those sent come again only if they lie ahead now. */
export function replanReminders(run: Run, element: UserTask, task: OpenedTask): void {
  const pending = new Set<number>();
  for (const timer of run.timers.values()) {
    if (timer.taskId !== task.id) continue;
    run.timers.drop(timer.id);
    if (timer.reminder !== undefined) pending.add(timer.reminder);
  }
  setTimers(run, task, plannedFor(run, element, task), ({ index }) => pending.has(index));
}

/** Sends the reminder that the timer stands for. */
export function sendReminder(run: Run, timer: Timer): void {
  const open = timer.taskId === undefined ? undefined : run.tasks.get(timer.taskId);
  const element = run.plan.elements[timer.elementId];
  const reminder = element?.kind === 'userTask' ? element.reminders[timer.reminder ?? 0] : undefined;
  if (open && reminder) remind(run, open.task, reminder);
}

function setTimers(run: Run, task: OpenedTask, planned: readonly Planned[], isUnsent: (one: Planned) => boolean): void {
  let missed: Planned | undefined;
  for (const one of planned) {
    if (Date.parse(one.at) > Date.parse(run.now)) setTimer(run, task, one);
    else if (isUnsent(one) && (!missed || Date.parse(one.at) >= Date.parse(missed.at))) missed = one;
  }
  if (missed) remind(run, task, missed.reminder);
}

function setTimer(run: Run, task: OpenedTask, { index, reminder, at, assumed }: Planned): void {
  const id = `${task.id}/r${index}`;
  const purpose = reminder.escalation ? 'escalation' : 'reminder';
  run.timers.put(id, { id, due: at, assumed, elementId: task.elementId, purpose, taskId: task.id, reminder: index });
}

function plannedFor(run: Run, element: UserTask, task: OpenedTask): Planned[] {
  const { due } = task;
  if (due === undefined) return [];
  const variables = variablesOfTask(run, task);
  const asked = element.reminders.map((reminder, index) => ({ index, reminder }));
  const meant = asked.filter(({ reminder }) => reminder.offset.unit !== '%' || isAhead(run, { ...task, due }));
  return meant.map(({ index, reminder }) => ({ index, reminder, ...reminderTime(run, reminder, { ...task, due }, variables) }));
}

/** A task that is due before it opens has no time to take a share of: what counts from the due date says how late it is. */
function isAhead(run: Run, { due, openedAt }: { readonly due: string; readonly openedAt: string }): boolean {
  return run.state.semantics < 2 || Date.parse(due) > Date.parse(openedAt);
}

function remind(run: Run, task: OpenedTask, reminder: Reminder): void {
  const { due } = task;
  if (due === undefined) return;
  const { amount, unit } = reminder.offset;
  const offset = `${amount > 0 && unit !== '%' ? '+' : ''}${amount}${unit}`;
  run.emit({ kind: 'remind', taskId: task.id, ...recipients(run, task, reminder.to), escalation: reminder.escalation, due, offset });
}

/** Who hears of it; a role at a branch that the variables don't tell falls back to the task's own candidates. */
function recipients(run: Run, task: OpenedTask, to: string): { to: readonly string[]; users: readonly string[] } {
  const own = { to: task.groups, users: task.assignee === undefined ? task.users : [...new Set([task.assignee, ...task.users])] };
  if (to === 'candidates') return own;
  const [role = to, variable] = to.split('@');
  if (variable === undefined) return { to: [role], users: [] };
  const branch = variablesOfTask(run, task)[variable];
  return typeof branch === 'string' ? { to: [`${role}@${branch}`], users: [] } : own;
}

function variablesOfTask(run: Run, task: OpenedTask): Variables {
  const token = run.tokens.get(run.tasks.get(task.id)?.tokenId ?? '');
  return token ? variablesOf(run, token) : {};
}
