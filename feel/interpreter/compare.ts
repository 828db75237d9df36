import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';
import { Failure, type Run } from './run';
import { dayOf, millisecondsOf, monthsOf, readDateOrTime, zoned } from './temporal';
import { describe, isRecord, kindOf, property } from './values';

/**
 * Orders two values that are not null: negative, 0 or positive.
 * An ISO string beside a date counts as the date it writes, and a date and time beside a date as its day in the district.
 * Throws a Failure for values without an order.
 */
export function compare(left: unknown, right: unknown, run: Run): number {
  const [a, b] = aligned(left, right, run);
  const order = ordered(a, b, run);
  if (order === undefined) throw new Failure(`${describe(left)} can't be compared with ${describe(right)}`);
  return order;
}

/** FEEL's `=`: null when the values are of different types, which can be neither equal nor different. */
export function equal(left: unknown, right: unknown, run: Run): boolean | null {
  run.spend(1);
  if (left === null || right === null) return left === right;
  const [a, b] = aligned(left, right, run);
  if (kindOf(a) !== kindOf(b)) return null;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null, run) === true);
  if (a instanceof FeelRange && b instanceof FeelRange) {
    const sameEnds = a['start included'] === b['start included'] && a['end included'] === b['end included'];
    return sameEnds && equal(a.start, b.start, run) === true && equal(a.end, b.end, run) === true;
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(property(a, key) ?? null, property(b, key) ?? null, run) === true);
  }
  if (typeof a === 'boolean') return a === b;
  const order = ordered(a, b, run);
  return order === undefined ? null : order === 0;
}

function ordered(a: unknown, b: unknown, run: Run): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return rounded(a) - rounded(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof FeelDate && b instanceof FeelDate) return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    return zoned(a, run.context.zone).epochMilliseconds - zoned(b, run.context.zone).epochMilliseconds;
  }
  if (a instanceof FeelTime && b instanceof FeelTime) return String(a.value) < String(b.value) ? -1 : String(a.value) > String(b.value) ? 1 : 0;
  if (a instanceof FeelDuration && b instanceof FeelDuration && a.yearsMonths === b.yearsMonths) {
    return a.yearsMonths ? monthsOf(a) - monthsOf(b) : millisecondsOf(a) - millisecondsOf(b);
  }
  return undefined;
}

/** Fifteen significant digits: what is left of 0.1 + 0.2 beyond them is noise. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function aligned(left: unknown, right: unknown, run: Run): [unknown, unknown] {
  const a = readBeside(left, right);
  const b = readBeside(right, left);
  if (a instanceof FeelDate && b instanceof FeelDateTime) return [a, dayOf(b, run.context.zone)];
  if (a instanceof FeelDateTime && b instanceof FeelDate) return [dayOf(a, run.context.zone), b];
  return [a, b];
}

function readBeside(value: unknown, other: unknown): unknown {
  const isDated = other instanceof FeelDate || other instanceof FeelDateTime;
  return typeof value === 'string' && isDated ? (readDateOrTime(value) ?? value) : value;
}

/** Whether a value lies in a range; null when either is null. */
export function rangeIncludes(range: FeelRange, value: unknown, run: Run): boolean | null {
  if (value === null) return null;
  const low = range.start === null ? -1 : compare(range.start, value, run);
  const high = range.end === null ? -1 : compare(value, range.end, run);
  return (low < 0 || (low === 0 && range['start included'])) && (high < 0 || (high === 0 && range['end included']));
}
