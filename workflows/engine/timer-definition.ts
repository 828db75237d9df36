import { addIsoDuration, dueInstant, nextFiring, parseCycle } from '../../feel';
import type { Variables } from '../../feel/types';
import type { TimerDefinition } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';

/** When a timer fires first, and what it needs to fire again. */
export interface TimerDue {
  /** UTC ISO; never before it was set. */
  readonly due: string;
  readonly assumed: boolean;
  readonly cycle?: { readonly every: string; readonly fired: number };
}

const WHAT = { date: '日期', duration: '时长', cycle: '循环' } as const;

/** When the timer is due if it is set at that instant. */
export function timerDue(run: Run, timer: TimerDefinition, variables: Variables, armedAt = run.now): TimerDue {
  const valued = timer.kind === 'date' ? timer.at : timer.kind === 'duration' ? timer.after : timer.every;
  const { value, assumedYears } = run.valueOf(valued, variables, armedAt);
  if (typeof value !== 'string') throw new Problem('timer', `定时器需要${WHAT[timer.kind]}，实际为 ${shown(value)}`);
  const assumed = assumedYears.length > 0;
  const { zone } = run.plan;
  try {
    switch (timer.kind) {
      case 'date':
        return { due: later(dueInstant(value, zone), armedAt), assumed };
      case 'duration':
        return { due: later(addIsoDuration(armedAt, value, zone), armedAt), assumed };
      case 'cycle': {
        const due = nextFiring(parseCycle(value, zone), armedAt, zone, 0);
        if (due === undefined) throw new Problem('timer', `循环“${value}”一次也不会触发`);
        return { due: later(due, armedAt), assumed, cycle: { every: value, fired: 0 } };
      }
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('timer', `${shown(value)} 不是有效的${WHAT[timer.kind]}：${error instanceof Error ? error.message : String(error)}`);
  }
}

/** When a cycle fires after it fired at `due`; undefined when it is over. */
export function nextOfCycle(cycle: { readonly every: string; readonly fired: number }, due: string, zone: string): string | undefined {
  return nextFiring(parseCycle(cycle.every, zone), due, zone, cycle.fired + 1, due);
}

function later(one: string, other: string): string {
  return new Date(Math.max(Date.parse(one), Date.parse(other))).toISOString();
}
