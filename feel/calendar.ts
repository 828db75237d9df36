import { addDays, isDate, isWeekend } from './day';
import { LUNAR_FESTIVALS } from './lunar-festivals';
import type { Calendar } from './types';

/** An answer of the calendar; `assumedYears` names the years it looked at whose table is not published (暂按推算). */
export interface CalendarAnswer<T> {
  readonly value: T;
  /** `"2027"`, ascending. */
  readonly assumedYears: readonly string[];
}

/** Longest period that is counted day by day; more is a mistake, not a deadline. */
const MAX_DAYS = 20_000;

/** Whether people work on that day (`YYYY-MM-DD`). Throws RangeError for what is not a date. */
export function isWorkingDay(calendar: Calendar, date: string): CalendarAnswer<boolean> {
  return ask(calendar, (isWorked) => isWorked(checked(date)));
}

/**
 * The n-th working day after `from`, which is not counted itself; before it when n is negative.
 * For 0: `from`, or the next working day when it is a day off. Throws RangeError.
 */
export function addWorkingDays(calendar: Calendar, from: string, count: number): CalendarAnswer<string> {
  const steps = checkedCount(count);
  return ask(calendar, (isWorked) => {
    if (steps === 0) return nextWorked(checked(from), isWorked);
    const direction = steps > 0 ? 1 : -1;
    let date = checked(from);
    for (let left = Math.abs(steps); left > 0; ) {
      date = addDays(date, direction);
      if (isWorked(date)) left -= 1;
    }
    return date;
  });
}

/** How many working days lie after `from`, up to and with `to`; negative (after `to`, up to and with `from`) when `to` is earlier. Throws RangeError. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): CalendarAnswer<number> {
  const [first, last] = checked(from) <= checked(to) ? [from, to] : [to, from];
  return ask(calendar, (isWorked) => {
    let days = 0;
    let walked = 0;
    for (let date = first; date < last; ) {
      if ((walked += 1) > MAX_DAYS) throw new RangeError(`"${first}" and "${last}" are more than ${MAX_DAYS} days apart`);
      date = addDays(date, 1);
      if (isWorked(date)) days += 1;
    }
    return from <= to || days === 0 ? days : -days;
  });
}

/** `from` plus n calendar days, moved to the next working day when that is a day off. Throws RangeError. */
export function addStatutoryDays(calendar: Calendar, from: string, count: number): CalendarAnswer<string> {
  const days = checkedCount(count);
  return ask(calendar, (isWorked) => nextWorked(addDays(checked(from), days), isWorked));
}

type IsWorked = (date: string) => boolean;

/** Runs a question with a day test that remembers which years it had to assume. */
function ask<T>(calendar: Calendar, question: (isWorked: IsWorked) => T): CalendarAnswer<T> {
  const assumed = new Set<string>();
  const value = question((date) => {
    const year = date.slice(0, 4);
    const table = Object.hasOwn(calendar.years, year) ? calendar.years[year] : undefined;
    if (table === undefined) {
      assumed.add(year);
      return !isWeekend(date) && !isAssumedHoliday(date);
    }
    if (table.workdays.includes(date)) return true;
    return !isWeekend(date) && !table.holidays.includes(date);
  });
  return { value, assumedYears: [...assumed].sort() };
}

function nextWorked(from: string, isWorked: IsWorked): string {
  let date = from;
  while (!isWorked(date)) date = addDays(date, 1);
  return date;
}

/** Days off by 全国年节及纪念日放假办法 (as of 2025), without the make-up days that are announced each year. */
function isAssumedHoliday(date: string): boolean {
  const day = date.slice(5);
  if (day === '01-01' || day === '05-01' || day === '05-02' || day === '10-01' || day === '10-02' || day === '10-03') return true;
  const year = date.slice(0, 4);
  const festivals = Object.hasOwn(LUNAR_FESTIVALS, year) ? LUNAR_FESTIVALS[year] : undefined;
  if (festivals === undefined) return false;
  const [spring, ...single] = festivals;
  if (single.includes(day)) return true;
  const newYear = `${year}-${spring}`;
  return date >= addDays(newYear, -1) && date <= addDays(newYear, 2);
}

function checked(date: string): string {
  if (!isDate(date)) throw new RangeError(`"${date}" is not a date (YYYY-MM-DD)`);
  return date;
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || Math.abs(count) > MAX_DAYS) throw new RangeError(`${count} is not a whole number of days up to ${MAX_DAYS}`);
  return count;
}
