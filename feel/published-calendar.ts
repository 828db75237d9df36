import tables from 'chinese-days/dist/chinese-days.json';
import { isWeekend } from './day';
import type { Calendar, CalendarYear } from './types';

/** Last year whose table the library holds; it calls every weekday of a later year a working day. */
const LAST_YEAR = 2026;

/**
 * The holiday tables that `chinese-days` holds, from `since` (2004 at the earliest) to 2026. For Node only: workflows get the calendar as data.
 * Read from the library's table, because its functions answer for the day before on machines west of Greenwich.
 */
export function publishedCalendar(since = 2004): Calendar {
  const years: Record<string, CalendarYear> = {};
  for (let year = Math.max(since, 2004); year <= LAST_YEAR; year += 1) years[String(year)] = calendarYear(String(year));
  return { version: `cn-${LAST_YEAR}.1`, years };
}

const known = new Map<string, CalendarYear>();

function calendarYear(year: string): CalendarYear {
  const table = known.get(year) ?? readYear(year);
  known.set(year, table);
  return table;
}

function readYear(year: string): CalendarYear {
  const ofYear = (date: string): boolean => date.startsWith(`${year}-`);
  return {
    holidays: Object.keys(tables.holidays).filter((date) => ofYear(date) && !isWeekend(date)).sort(),
    workdays: Object.keys(tables.workdays).filter((date) => ofYear(date) && isWeekend(date)).sort(),
  };
}
