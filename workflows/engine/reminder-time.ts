import { addIsoDuration, addWorkingDays, dueInstant } from '../../feel';
import { zonedDateTime } from '../../feel/instants';
import type { Variables } from '../../feel/types';
import type { OpenedTask } from './commands';
import { localDate } from './local-date';
import type { Reminder } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';

export interface ReminderTime {
  /** UTC ISO. */
  readonly at: string;
  /** It rests on a year without a published holiday table. */
  readonly assumed: boolean;
}

const DAY_MS = 86_400_000;
/** When people are at work. */
const USUAL_HOUR = '08:30';
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** When a reminder of a task with a due instant goes out. */
export function reminderTime(run: Run, { offset }: Reminder, task: OpenedTask & { readonly due: string }, variables: Variables): ReminderTime {
  try {
    const exact = exactTime(run, offset, task);
    return offset.unit !== 'h' && run.state.semantics >= 2 && endsItsDay(task.due, run.plan.zone) ? { ...exact, at: atBearableHour(run, offset, task, exact.at, variables) } : exact;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('timer', `无法推算提醒时间：${error instanceof Error ? error.message : String(error)}`);
  }
}

function exactTime(run: Run, { amount, unit }: Reminder['offset'], { due, dueAssumed, openedAt }: OpenedTask & { readonly due: string }): ReminderTime {
  const { zone } = run.plan;
  switch (unit) {
    case 'h':
      return { at: addIsoDuration(due, signed(amount, 'PT', 'H'), zone), assumed: dueAssumed };
    case 'd':
      return { at: addIsoDuration(due, signed(amount, 'P', 'D'), zone), assumed: dueAssumed };
    case 'wd': {
      const from = localDate(due, zone);
      const { value, assumedYears } = amount === 0 ? { value: from, assumedYears: [] } : addWorkingDays(run.calendar, from, amount);
      const days = Math.round((Date.parse(value) - Date.parse(from)) / DAY_MS);
      return { at: addIsoDuration(due, signed(days, 'P', 'D'), zone), assumed: dueAssumed || assumedYears.length > 0 };
    }
    case '%': {
      const opened = Date.parse(openedAt);
      const whole = Math.max(0, Date.parse(due) - opened);
      return { at: new Date(opened + Math.round((whole * amount) / 100)).toISOString(), assumed: dueAssumed };
    }
  }
}

/** A bare date is due at the last second of its day: nobody meant that second for the reminders. */
function endsItsDay(due: string, zone: string): boolean {
  return zonedDateTime(due, zone).toPlainTime().toString().startsWith('23:59:59');
}

/** The same day, when people are at work. A share of the time that falls on the day of opening, or was meant before that hour, stays where it is. */
function atBearableHour(run: Run, { unit }: Reminder['offset'], { openedAt }: OpenedTask, exact: string, variables: Variables): string {
  const { zone } = run.plan;
  const at = dueInstant(`${localDate(exact, zone)}T${hourOf(run, variables)}:00`, zone);
  return unit === '%' && Date.parse(at) <= Date.parse(openedAt) ? exact : at;
}

function hourOf(run: Run, variables: Variables): string {
  const { remindAt } = run.plan;
  if (remindAt === undefined) return USUAL_HOUR;
  const { value } = run.valueOf(remindAt, variables);
  if (typeof value === 'string' && TIME_OF_DAY.test(value)) return value;
  if (value === null) return USUAL_HOUR;
  throw new Problem('timer', `提醒时刻应为“08:30”这样的时间，实际为 ${shown(value)}`);
}

function signed(amount: number, prefix: string, unit: string): string {
  return `${amount < 0 ? '-' : ''}${prefix}${Math.abs(amount)}${unit}`;
}
