import type { Calendar } from './types';

/** An answer of the calendar; `assumedYears` names the years it looked at whose table is not published. */
export interface CalendarAnswer<T> {
  readonly value: T;
  readonly assumedYears: readonly string[];
}

/** Whether people work on that day (`YYYY-MM-DD`). */
export function isWorkingDay(_calendar: Calendar, _date: string): CalendarAnswer<boolean> {
  return { value: true, assumedYears: [] };
}

/** The n-th working day after `from`, which is not counted itself; before it when n is negative. For 0: `from`, or the next working day when it is a day off. */
export function addWorkingDays(_calendar: Calendar, from: string, _count: number): CalendarAnswer<string> {
  return { value: from, assumedYears: [] };
}

/** How many working days lie after `from`, up to and with `to`; negative when `to` is earlier. */
export function workingDaysBetween(_calendar: Calendar, _from: string, _to: string): CalendarAnswer<number> {
  return { value: 0, assumedYears: [] };
}

/** `from` plus n calendar days, moved to the next working day when that is a day off. */
export function addStatutoryDays(_calendar: Calendar, from: string, _count: number): CalendarAnswer<string> {
  return { value: from, assumedYears: [] };
}
