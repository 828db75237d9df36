import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { zonedDateTime } from '../instants';
import { Failure, type Run } from '../interpreter/run';
import { dayOf, millisecondsOf, monthsDuration, readDateOrTime, readDateTime, readDuration, readTime } from '../interpreter/temporal';
import { describe } from '../interpreter/values';
import { any, day, define, durationOf, optional, whole, type Builtin } from './define';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `date(text | date | date and time)`, `date(year, month, day)`; null for a text that writes no date. */
function dateFrom(from: unknown, month: number | null, dayOfMonth: number | null, run: Run): FeelDate | null {
  if (typeof from === 'number') {
    if (month === null || dayOfMonth === null) throw new Failure('date: year, month and day are needed');
    return attempt(() => new FeelDate(Temporal.PlainDate.from({ year: from, month, day: dayOfMonth }, { overflow: 'reject' })));
  }
  const read = typeof from === 'string' ? (readDateOrTime(from) ?? null) : from;
  if (read instanceof FeelDateTime) return dayOf(read, run.context.zone);
  if (read === null || read instanceof FeelDate) return read;
  throw new Failure(`date: "from" must be a string, not ${describe(from)}`);
}

/** `date and time(text)`, `date and time(date, time)`, `date and time(date and time, zone)`. */
function dateTimeFrom(from: unknown, time: unknown, run: Run): FeelDateTime | null {
  const read = typeof from === 'string' ? (readDateTime(from) ?? null) : from;
  if (read === null) return null;
  if (time instanceof FeelTime && (read instanceof FeelDate || read instanceof FeelDateTime)) {
    const date = read instanceof FeelDate ? read : dayOf(read, run.context.zone);
    return new FeelDateTime(date.value.toPlainDateTime(time.value), time.zone);
  }
  if (typeof time === 'string' && read instanceof FeelDateTime) {
    return attempt(() => new FeelDateTime(zonedDateTime(String(read), run.context.zone).withTimeZone(time).toPlainDateTime(), time));
  }
  if (time === null && read instanceof FeelDateTime) return read;
  if (time === null && read instanceof FeelDate) return new FeelDateTime(read.value.toPlainDateTime(), null);
  throw new Failure(`date and time: can't be made of ${describe(from)} and ${describe(time)}`);
}

/** `time(text | time | date and time)`, `time(hour, minute, second, offset?)`. */
function timeFrom(from: unknown, minute: number | null, second: number | null, offset: FeelDuration | null): FeelTime | null {
  if (from === null || from instanceof FeelTime) return from;
  if (typeof from === 'string') return readTime(from.includes('T') ? from.slice(from.indexOf('T') + 1) : from) ?? null;
  if (from instanceof FeelDateTime) return new FeelTime(from.value.toPlainTime(), from.zone);
  if (typeof from !== 'number') throw new Failure(`time: "from" must be a string, not ${describe(from)}`);
  const zone = offset === null ? null : offsetText(offset);
  return attempt(() => new FeelTime(Temporal.PlainTime.from({ hour: from, minute: minute ?? 0, second: second ?? 0 }, { overflow: 'reject' }), zone));
}

function offsetText(offset: FeelDuration): string {
  const minutes = Math.trunc(millisecondsOf(offset) / 60_000);
  const pad = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

export const TEMPORAL_FUNCTIONS: readonly Builtin[] = [
  define('date', [any('from|year'), optional(whole('month')), optional(whole('day'))], ([from, month, date], run) => dateFrom(from, month, date, run)),
  define('date and time', [any('from|date'), any('time|timezone')], ([from, time], run) => dateTimeFrom(from, time, run)),
  define('time', [any('from|hour'), optional(whole('minute')), optional(whole('second')), optional(durationOf('offset'))], ([from, minute, second, offset]) =>
    timeFrom(from, minute, second, offset),
  ),
  define('duration', [any('from')], ([from]) => {
    if (from === null || from instanceof FeelDuration) return from;
    return typeof from === 'string' ? (readDuration(from) ?? null) : null;
  }),
  define('years and months duration', [day('from'), day('to')], ([from, to]) => {
    const { months } = from.value.until(to.value, { largestUnit: 'month' });
    return monthsDuration(months);
  }),
  define('now', [], (_none, run) => new FeelDateTime(zonedDateTime(run.context.now, run.context.zone).toPlainDateTime(), run.context.zone)),
  define('today', [], (_none, run) => new FeelDate(zonedDateTime(run.context.now, run.context.zone).toPlainDate())),
  define('day of week', [day('date')], ([date]) => WEEKDAYS[date.weekday - 1] ?? null),
  define('day of year', [day('date')], ([date]) => date.value.dayOfYear),
  define('week of year', [day('date')], ([date]) => date.value.weekOfYear ?? null),
  define('month of year', [day('date')], ([date]) => MONTHS[date.month - 1] ?? null),
  define('last day of month', [day('date')], ([date]) => new FeelDate(date.value.with({ day: date.value.daysInMonth }))),
];
