import type { CalendarSpec, ScheduleSpec } from '@temporalio/client';
import { parseCycle } from '../feel';

/** When a timer start event begins instances: Temporal's spec, and how often at most. */
export interface StartSchedule {
  readonly spec: ScheduleSpec;
  readonly times?: number;
}

const UNIT_MS = { W: 7 * 86_400_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 } as const;

/** One start at an instant (UTC ISO). */
export function onceAt(instant: string): StartSchedule {
  return { spec: { calendars: [calendarAt(new Date(instant), {})], timezone: 'UTC' }, times: 1 };
}

/**
 * Starts by an ISO 8601 cycle, from its own start or else from `publishedAt`. Whole months and years follow the zone's
 * calendar; everything else is an interval. Throws RangeError for a day of the month that not every month has.
 */
export function byCycle(text: string, zone: string, publishedAt: Date): StartSchedule {
  const { repetitions, start, every } = parseCycle(text, zone);
  const from = start === undefined ? publishedAt : new Date(start);
  const months = /^P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(every);
  const spec = months && (months[1] ?? months[2]) !== undefined ? monthly(12 * Number(months[1] ?? 0) + Number(months[2] ?? 0), from, zone, every) : interval(every, from);
  return { spec: { ...spec, startAt: new Date(from.getTime() + (start === undefined ? 1 : -1)) }, ...(repetitions === undefined ? {} : { times: repetitions }) };
}

function interval(every: string, from: Date): ScheduleSpec {
  const [, weeks, days, hours, minutes, seconds] = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(every) ?? [];
  const ms = Number(weeks ?? 0) * UNIT_MS.W + Number(days ?? 0) * UNIT_MS.D + Number(hours ?? 0) * UNIT_MS.H + Number(minutes ?? 0) * UNIT_MS.M + Number(seconds ?? 0) * UNIT_MS.S;
  if (ms === 0) throw new RangeError(`A process cannot be started every "${every}": give whole months, or weeks, days, hours, minutes and seconds`);
  return { intervals: [{ every: ms, offset: from.getTime() % ms }] };
}

function monthly(months: number, from: Date, zone: string, every: string): ScheduleSpec {
  const { year, month, day, hour, minute, second } = partsIn(from, zone);
  if (day > 28) throw new RangeError(`A process cannot be started every "${every}" from day ${day} of a month: not every month has it`);
  if (months % 12 !== 0 && 12 % months !== 0) throw new RangeError(`A process cannot be started every "${every}": the months must divide a year`);
  const inYear = Array.from({ length: Math.max(1, 12 / months) }, (_, index) => MONTHS[(month - 1 + index * months) % 12] ?? 'JANUARY');
  const years = months > 12 ? { year: { start: year, end: year + 100, step: months / 12 } } : {};
  return { calendars: [{ ...years, month: inYear, dayOfMonth: day, hour, minute, second }], timezone: zone };
}

const MONTHS = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const;

function calendarAt(at: Date, more: Partial<CalendarSpec>): CalendarSpec {
  const month = MONTHS[at.getUTCMonth()] ?? 'JANUARY';
  return { year: at.getUTCFullYear(), month, dayOfMonth: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), ...more };
}

function partsIn(at: Date, zone: string): { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number; readonly second: number } {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: string): number => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') };
}
