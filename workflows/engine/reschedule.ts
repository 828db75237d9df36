import { catchingElement } from './action-of';
import type { OpenedTask } from './commands';
import { deadlineOf } from './open-task';
import type { UserTask } from './plan';
import { Problem } from './problem';
import { replanReminders } from './reminders';
import type { Run } from './run';
import type { TaskState } from './state';
import { timerDue } from './timer-definition';
import { variablesOf, variablesOfScope } from './variables';

/** Variables were written in this step: the deadlines of open tasks that read them move. */
export function followVariables(run: Run): void {
  if (run.changed.size === 0) return;
  for (const [, open] of run.tasks.entries()) {
    const element = run.plan.elements[open.task.elementId];
    if (element?.kind === 'userTask' && readsChanged(run, element)) reschedule(run, element, open);
  }
}

/** Another holiday table: every deadline that is reckoned moves, and every timer set from an expression. */
export function followCalendar(run: Run): void {
  for (const [, open] of run.tasks.entries()) {
    const element = run.plan.elements[open.task.elementId];
    if (element?.kind === 'userTask') reschedule(run, element, open, true);
  }
  for (const timer of run.timers.values()) {
    const moved = movedTimer(run, timer);
    if (moved) run.timers.put(timer.id, moved);
  }
}

/** A name that merely occurs in the text costs one evaluation too many, and changes nothing. */
function readsChanged(run: Run, element: UserTask): boolean {
  const texts = [element.due, element.followUp].flatMap((valued) => (valued?.kind === 'feel' ? [valued.feel] : []));
  for (const name of run.changed) if (texts.some((text) => text.includes(name))) return true;
  return false;
}

function reschedule(run: Run, element: UserTask, open: TaskState, always = false): void {
  const token = run.tokens.get(open.tokenId);
  if (!token) return;
  const { due, followUp, ...rest } = open.task;
  // A date that can't be told any more leaves the deadline where it was: people were told that one.
  const deadline = orUndefined(() => deadlineOf(run, element, variablesOf(run, token), open.task.openedAt));
  if (!deadline) return;
  const task: OpenedTask = { ...rest, ...deadline };
  const isSame = task.due === due && task.dueAssumed === open.task.dueAssumed && task.followUp === followUp;
  if (isSame && !always) return;
  run.tasks.put(task.id, { ...open, task });
  if (!isSame) run.emit({ kind: 'reschedule-task', taskId: task.id, ...deadline });
  orUndefined(() => run.attempt(() => replanReminders(run, element, task)));
}

function movedTimer(run: Run, timer: ReturnType<Run['timers']['values']>[number]): typeof timer | undefined {
  if (timer.armedAt === undefined || timer.cycle) return undefined;
  const catching = catchingElement(run.plan, timer.elementId);
  const event = catching && 'event' in catching ? catching.event : undefined;
  if (event?.kind !== 'timer') return undefined;
  const token = timer.tokenId === undefined ? undefined : run.tokens.get(timer.tokenId);
  const variables = token ? variablesOf(run, token) : variablesOfScope(run, timer.scopeId ?? '');
  const { armedAt } = timer;
  const due = orUndefined(() => timerDue(run, event.timer, variables, armedAt));
  return due && (due.due !== timer.due || due.assumed !== timer.assumed) ? { ...timer, due: due.due, assumed: due.assumed } : undefined;
}

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
