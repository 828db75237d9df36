import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { MAX_TEXT, Failure, type Run } from './run';
import { dayOf, millisecondsOf, monthsDuration, monthsOf, readDateOrTime, zoned } from './temporal';
import { describe, kindOf } from './values';

/** `left op right`; null when a side is null, a Failure when the types don't go together. */
export function arithmetic(op: string, left: unknown, right: unknown, run: Run): unknown {
  if (left === null || right === null) return null;
  if (typeof left === 'number' && typeof right === 'number') return numeric(op, left, right);
  if (typeof left === 'string' && typeof right === 'string' && op === '+') return concatenated(left, right);
  const [a, b] = temporalSides(op, left, right);
  const result = op === '+' ? plus(a, b) ?? plus(b, a) : op === '-' ? minus(a, b, run) : scaled(op, a, b);
  if (result === undefined) throw new Failure(`"${op}" can't join ${describe(left)} and ${describe(right)}`);
  const isBeyond = (result instanceof FeelDate || result instanceof FeelDateTime) && (result.year < 1 || result.year > 9999);
  if (isBeyond) throw new Failure(`${describe(left)} ${op} ${describe(right)} lies beyond the calendar`);
  return result;
}

/** `-value` */
export function negated(value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (value instanceof FeelDuration) return new FeelDuration(value.value.negated(), value.yearsMonths);
  throw new Failure(`"-" can't be put before ${describe(value)}`);
}

/** A sum without the noise of binary fractions: as many digits as the larger side carries. */
export function add(left: number, right: number): number {
  const sum = left + right;
  if (Number.isInteger(left) && Number.isInteger(right)) return sum;
  const largest = Math.max(Math.abs(left), Math.abs(right));
  const exponent = largest === 0 ? 0 : Number(largest.toExponential().split('e')[1]);
  const decimals = 14 - exponent;
  return decimals < 0 || decimals > 100 || !Number.isFinite(sum) ? sum : Number(sum.toFixed(decimals));
}

export function multiply(left: number, right: number): number {
  const product = left * right;
  return Number.isInteger(left) && Number.isInteger(right) ? product : Number(product.toPrecision(15));
}

function numeric(op: string, left: number, right: number): number | null {
  const result = numericResult(op, left, right);
  if (result !== null && !Number.isFinite(result)) throw new Failure(`${left} ${op} ${right} is too large`);
  return result;
}

function numericResult(op: string, left: number, right: number): number | null {
  switch (op) {
    case '+':
      return add(left, right);
    case '-':
      return add(left, -right);
    case '*':
      return multiply(left, right);
    case '/':
      return right === 0 ? null : left / right;
    default:
      return left ** right;
  }
}

function concatenated(left: string, right: string): string {
  if (left.length + right.length > MAX_TEXT) throw new Failure('it builds too long a text');
  return left + right;
}

/** ISO strings beside a date or a duration, or subtracted from each other, count as the dates they write. */
function temporalSides(op: string, left: unknown, right: unknown): [unknown, unknown] {
  const read = (value: unknown): unknown => (typeof value === 'string' ? (readDateOrTime(value) ?? value) : value);
  const isTemporal = (value: unknown): boolean => ['date', 'date and time', 'duration'].includes(kindOf(value));
  return op === '-' || isTemporal(left) || isTemporal(right) ? [read(left), read(right)] : [left, right];
}

/** A date, time or duration plus a duration. */
function plus(left: unknown, right: unknown): unknown {
  if (!(right instanceof FeelDuration)) return undefined;
  if (left instanceof FeelDate) {
    const hasTime = right.value.hours !== 0 || right.value.minutes !== 0 || right.value.seconds !== 0 || right.value.milliseconds !== 0;
    return hasTime ? new FeelDateTime(left.value.toPlainDateTime().add(right.value), null) : new FeelDate(left.value.add(right.value));
  }
  if (left instanceof FeelDateTime) {
    if (left.zone === null) return new FeelDateTime(left.value.add(right.value), null);
    return new FeelDateTime(zoned(left, left.zone).add(right.value).toPlainDateTime(), left.zone);
  }
  if (left instanceof FeelTime) return new FeelTime(left.value.add(right.value), left.zone);
  if (left instanceof FeelDuration && left.yearsMonths === right.yearsMonths) return durationSum(left, right);
  return undefined;
}

function durationSum(left: FeelDuration, right: FeelDuration): FeelDuration {
  if (!left.yearsMonths) return new FeelDuration(left.value.add(right.value), false);
  return monthsDuration(monthsOf(left) + monthsOf(right));
}

function minus(left: unknown, right: unknown, run: Run): unknown {
  if (right instanceof FeelDuration) return plus(left, new FeelDuration(right.value.negated(), right.yearsMonths));
  const { zone } = run.context;
  if (left instanceof FeelDate && right instanceof FeelDate) return elapsed(left.value.toPlainDateTime(), right.value.toPlainDateTime());
  if (left instanceof FeelTime && right instanceof FeelTime) return new FeelDuration(left.value.since(right.value), false);
  if (left instanceof FeelDateTime && right instanceof FeelDate) return minus(dayOf(left, zone), right, run);
  if (left instanceof FeelDate && right instanceof FeelDateTime) return minus(left, dayOf(right, zone), run);
  if (!(left instanceof FeelDateTime && right instanceof FeelDateTime)) return undefined;
  const milliseconds = zoned(left, zone).epochMilliseconds - zoned(right, zone).epochMilliseconds;
  return new FeelDuration(Temporal.Duration.from({ milliseconds }), false);
}

function elapsed(later: Temporal.PlainDateTime, earlier: Temporal.PlainDateTime): FeelDuration {
  return new FeelDuration(later.since(earlier, { largestUnit: 'day' }), false);
}

/** A duration times or divided by a number, or by another duration. */
function scaled(op: string, left: unknown, right: unknown): unknown {
  if (op === '*' && typeof left === 'number') return scaled(op, right, left);
  if (!(left instanceof FeelDuration)) return undefined;
  const amount = left.yearsMonths ? monthsOf(left) : millisecondsOf(left);
  if (op === '/' && right instanceof FeelDuration && right.yearsMonths === left.yearsMonths) {
    const divisor = right.yearsMonths ? monthsOf(right) : millisecondsOf(right);
    return divisor === 0 ? null : amount / divisor;
  }
  if (typeof right !== 'number' || (op !== '*' && op !== '/')) return undefined;
  if (op === '/' && right === 0) return null;
  const result = Math.trunc(op === '*' ? amount * right : amount / right);
  return left.yearsMonths ? monthsDuration(result) : new FeelDuration(Temporal.Duration.from({ milliseconds: result }), false);
}
