import { Temporal } from 'temporal-polyfill';
import { isDate } from './day';

/** 23:59:59 of that day (`YYYY-MM-DD`) in the zone, as a date-time with offset: `2026-03-02T23:59:59+08:00`. Throws RangeError. */
export function endOfDay(date: string, zone: string): string {
  return offsetIso(lastSecond(date, zone));
}

/**
 * The instant at which something is due, as UTC ISO (`2026-03-02T15:59:59.000Z`).
 * A bare date means the end of that day in the zone; a date and time without offset is the zone's wall clock;
 * `2026-03-02T09:00:00@Asia/Shanghai` is read too. Throws RangeError for anything else.
 */
export function dueInstant(value: string, zone: string): string {
  return utcIso(isDate(value) ? lastSecond(value, zone) : zonedDateTime(value, zone));
}

/** An instant plus an ISO 8601 duration (`PT10H`, `-P1D`, `P1M`, `P2W`), as UTC ISO; days, weeks, months and years follow the zone's wall clock. Throws RangeError. */
export function addIsoDuration(instant: string, duration: string, zone: string): string {
  return utcIso(zonedDateTime(instant, zone).add(parseDuration(duration)));
}

/** Reads an ISO 8601 duration; throws RangeError. */
export function parseDuration(duration: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(duration);
  } catch {
    throw new RangeError(`"${duration}" is not an ISO 8601 duration such as PT10H or P1D`);
  }
}

/** A date and time with `Z`, an offset, `@Zone`, or none (then `zone` applies), as that zone's wall clock. */
export function zonedDateTime(text: string, zone: string): Temporal.ZonedDateTime {
  const at = text.indexOf('@');
  const [local, named] = at === -1 ? [text, zone] : [text.slice(0, at), text.slice(at + 1)];
  try {
    if (at === -1 && /(?:z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T')) {
      return Temporal.Instant.from(text).toZonedDateTimeISO(ruleOf(zone, text));
    }
    if (!local.includes('T')) throw new RangeError(text);
    return Temporal.PlainDateTime.from(local).toZonedDateTime(ruleOf(named, local));
  } catch {
    throw new RangeError(`"${text}" is not a date and time such as 2026-03-02T09:00:00`);
  }
}

/** UTC, with milliseconds, as `Date.prototype.toISOString` writes it. */
export function utcIso(time: Temporal.ZonedDateTime): string {
  return new Date(time.epochMilliseconds).toISOString();
}

/** With the zone's offset and without its name. */
export function offsetIso(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: 'never' });
}

function lastSecond(date: string, zone: string): Temporal.ZonedDateTime {
  if (!isDate(date)) throw new RangeError(`"${date}" is not a date (YYYY-MM-DD)`);
  return Temporal.PlainDateTime.from(`${date}T23:59:59`).toZonedDateTime(ruleOf(zone, date));
}

/**
 * China has had one offset since 1991. Naming it spares a slow look-up in the platform's zone tables,
 * and keeps the answer the same on every platform.
 */
function ruleOf(zone: string, date: string): string {
  return zone === 'Asia/Shanghai' && date >= '1992' && date < '9' ? '+08:00' : zone;
}
