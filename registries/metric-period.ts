import { daysOfMonths, daysOfQuarter } from '../feel/quarter';
import type { ConditionDays } from './conditions';

const PERIOD = /^(20\d{2})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/;

/** First and last day of a year, a quarter or a month (`2026`, `2026Q2`, `2026-05`); undefined for anything else. */
export function daysOfPeriod(period: string): { readonly from: string; readonly to: string } | undefined {
  const [, year, quarter, month] = PERIOD.exec(period) ?? [];
  if (year === undefined) return undefined;
  if (quarter !== undefined) return daysOfQuarter(period);
  return month === undefined ? daysOfMonths(Number(year), 1, 12) : daysOfMonths(Number(year), Number(month), Number(month));
}

/** The days that conditions of a period stand for, as of today. */
export function metricDays(period: string, today: string): ConditionDays | undefined {
  const days = daysOfPeriod(period);
  return days && { today, ...days };
}
