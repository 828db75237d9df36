import type { ConditionDays } from './conditions';

const PERIOD = /^(20\d{2})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/;

/** First and last day of a year, a quarter or a month (`2026`, `2026Q2`, `2026-05`); undefined for anything else. */
export function daysOfPeriod(period: string): { readonly from: string; readonly to: string } | undefined {
  const [, year, quarter, month] = PERIOD.exec(period) ?? [];
  if (year === undefined) return undefined;
  const first = month !== undefined ? Number(month) : quarter !== undefined ? 3 * Number(quarter) - 2 : 1;
  const last = month !== undefined ? first : quarter !== undefined ? first + 2 : 12;
  // Day nought of the next month is the last of this one.
  const end = new Date(Date.UTC(Number(year), last, 0));
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: end.toISOString().slice(0, 10) };
}

/** The days that conditions of a period stand for, as of today. */
export function metricDays(period: string, today: string): ConditionDays | undefined {
  const days = daysOfPeriod(period);
  return days && { today, ...days };
}
