import type { Calendar } from './types';

/** The holiday tables that `chinese-days` publishes. For Node only: workflows get the calendar as data. */
export function publishedCalendar(): Calendar {
  return { version: 'empty', years: {} };
}
