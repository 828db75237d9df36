import { FeelDate, FeelDateTime, FeelDuration, duration as parseFeelDuration, parseTime, type FeelTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { isDate } from '../day';
import { zonedDateTime } from '../instants';

const ANCHOR = Temporal.PlainDate.from('1970-01-01');

/** A string as the date or the date and time that it writes; undefined when it writes neither. */
export function readDateOrTime(text: string): FeelDate | FeelDateTime | undefined {
  if (isDate(text)) return new FeelDate(Temporal.PlainDate.from(text));
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? readDateTime(text) : undefined;
}

/** `2026-03-02T09:00:00`, with `Z`, an offset, `@Zone`, or none; a bare date is its midnight. */
export function readDateTime(text: string): FeelDateTime | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?(z|[+-]\d{2}:\d{2}|@[A-Za-z0-9_+/-]+)?$/i.exec(text);
  const [, date = '', time = '00:00', zone = ''] = parts ?? [];
  if (!isDate(date)) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`);
    if (zone === '') return new FeelDateTime(local, null);
    const name = zone.toUpperCase() === 'Z' ? 'UTC' : zone.replace('@', '');
    local.toZonedDateTime(name);
    return new FeelDateTime(local, name);
  } catch {
    return undefined;
  }
}

export function readTime(text: string): FeelTime | undefined {
  return parseTime(text) ?? undefined;
}

export function readDuration(text: string): FeelDuration | undefined {
  return parseFeelDuration(text) ?? undefined;
}

/** What `@"…"` means: duration, time, date, or date and time. */
export function readLiteral(text: string): FeelDate | FeelDateTime | FeelTime | FeelDuration | undefined {
  if (/^-?P/.test(text)) return readDuration(text);
  if (/^\d{2}:/.test(text)) return readTime(text);
  return readDateOrTime(text);
}

/** A date and time as an instant with zone; without one it is the district's wall clock. */
export function zoned(value: FeelDateTime, zone: string): Temporal.ZonedDateTime {
  return value.zone === null ? value.value.toZonedDateTime(zone) : zonedDateTime(`${String(value.value)}${suffix(value.zone)}`, zone);
}

/** The date that a date and time falls on in the district. */
export function dayOf(value: FeelDateTime, zone: string): FeelDate {
  return new FeelDate(value.zone === null ? value.value.toPlainDate() : zoned(value, zone).withTimeZone(zone).toPlainDate());
}

function suffix(zone: string): string {
  if (zone === 'UTC') return 'Z';
  return /^[+-]/.test(zone) ? zone : `@${zone}`;
}

export function monthsOf(duration: FeelDuration): number {
  return duration.value.years * 12 + duration.value.months;
}

export function monthsDuration(months: number): FeelDuration {
  return new FeelDuration(Temporal.Duration.from({ months }), true);
}

export function millisecondsOf(duration: FeelDuration): number {
  return duration.value.total({ unit: 'millisecond', relativeTo: ANCHOR });
}
