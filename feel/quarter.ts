import { addDays } from './day';

/** The quarter that a day lies in, such as `2026Q3`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** First and last day of a quarter. */
export function daysOfQuarter(quarter: string): { readonly from: string; readonly to: string } {
  const [year = '', number = '1'] = quarter.split('Q');
  const last = 3 * Number(number);
  return daysOfMonths(Number(year), last - 2, last);
}

/** The quarter before. */
export function quarterBefore(quarter: string): string {
  return quarterOf(addDays(daysOfQuarter(quarter).from, -1));
}

/** First and last day of some months of a year, counted from 1. */
export function daysOfMonths(year: number, first: number, last: number): { readonly from: string; readonly to: string } {
  // Day nought of the next month is the last of this one.
  return { from: isoDay(Date.UTC(year, first - 1, 1)), to: isoDay(Date.UTC(year, last, 0)) };
}

function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
