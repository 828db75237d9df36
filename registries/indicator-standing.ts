/** What one indicator of a plan aims at. Days are `YYYY-MM-DD`. */
export interface IndicatorAim {
  /** `level`: reached by the target date; `increase`: added since `from`; `yearly`: added in each year. */
  readonly targetKind: 'level' | 'increase' | 'yearly';
  readonly direction: 'up' | 'down';
  /** Absent: a target in words, without a number. */
  readonly target?: number;
  /** First day of the set. */
  readonly from: string;
  readonly targetDate: string;
  /** Percentage points behind time from which it is yellow, and red. */
  readonly yellowLag: number;
  readonly redLag: number;
}

/** Where an indicator stands on a day. Shares are fractions, 1 is the whole. */
export interface IndicatorStanding {
  /** actual ÷ target; for `down`, target ÷ actual. */
  readonly completion?: number;
  /** How much of the time is over, 0 to 1. */
  readonly elapsed: number;
  /** What would be in time: target × elapsed. A level that must not be exceeded is expected in full. */
  readonly expected?: number;
  /** completion − elapsed; negative is behind time. Absent once the time is over: then there is a result. */
  readonly lag?: number;
  readonly light: IndicatorLight;
}

/** `met` and `missed` after the target date; before it, how far behind time. */
export type IndicatorLight = 'on-time' | 'behind' | 'far-behind' | 'met' | 'missed' | 'no-target' | 'no-figure' | 'not-applicable';

/**
 * Compares an actual figure with its aim on a day. A figure that cannot be (a ratio whose base is 0) is `null`,
 * and is not applicable; one that nobody has reported is `undefined`.
 * Source: the plan's 倒逼 rule, `lag = actual ÷ target − elapsed`.
 */
export function standingOf(aim: IndicatorAim, actual: number | null | undefined, today: string): IndicatorStanding {
  const { target } = aim;
  const [begin, end] = spanOf(aim, today);
  const elapsed = Math.min(1, Math.max(0, daysBetween(begin, today) / Math.max(1, daysBetween(begin, end))));
  if (actual === null) return { elapsed, light: 'not-applicable' };
  if (target === undefined) return { elapsed, light: 'no-target' };
  const expected = aim.direction === 'up' ? target * elapsed : target;
  if (actual === undefined) return { elapsed, expected, light: 'no-figure' };
  const completion = aim.direction === 'up' ? share(actual, target) : share(target, actual);
  if (today > aim.targetDate) return { completion, elapsed: 1, expected: target, light: completion >= 1 ? 'met' : 'missed' };
  const lag = aim.direction === 'up' ? completion - elapsed : Math.min(0, completion - 1);
  return { completion, elapsed, expected, lag, light: lightOf(lag, completion, aim) };
}

function lightOf(lag: number, completion: number, { yellowLag, redLag }: IndicatorAim): IndicatorLight {
  if (completion >= 1) return 'on-time';
  // Percentages of days are no round numbers: what shows as −10.0 is not yet behind.
  const points = Math.round(lag * 1000) / 10;
  if (points < -redLag) return 'far-behind';
  return points < -yellowLag ? 'behind' : 'on-time';
}

/** The span that time is measured over: the whole plan, or the year that the day lies in. */
function spanOf({ targetKind, from, targetDate }: IndicatorAim, today: string): readonly [string, string] {
  if (targetKind !== 'yearly') return [from, targetDate];
  const year = (today > targetDate ? targetDate : today).slice(0, 4);
  return [`${year}-01-01`, `${year}-12-31`];
}

function share(part: number, whole: number): number {
  if (whole === 0) return part > 0 ? 1 : 0;
  return part / whole;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
