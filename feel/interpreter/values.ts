import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin';
import { offsetIso, zonedDateTime } from '../instants';
import type { Value } from '../types';
import { Failure, type Run } from './run';

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'context' | 'date' | 'time' | 'date and time' | 'duration' | 'range' | 'function';

/** A FEEL context: a plain record of which only own properties count. */
export type FeelRecord = { readonly [key: string]: unknown };

/** The FEEL type of a run-time value. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDuration) return 'duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  if (typeof value === 'object') return 'context';
  throw new Failure(`a ${typeof value} is no value`);
}

export function isRecord(value: unknown): value is FeelRecord {
  return kindOf(value) === 'context';
}

/** An own property of a context, null when it has none; never anything inherited. */
export function property(record: FeelRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : null;
}

/** A context of those entries, safe for any key. */
export function recordOf(entries: Iterable<readonly [string, unknown]>): FeelRecord {
  return Object.fromEntries(entries);
}

/** How a message shows a value: short, and with its type. */
export function describe(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'null') return 'null';
  if (kind === 'string') return `the string "${String(value).slice(0, 40)}"`;
  if (kind === 'list' || kind === 'context' || kind === 'function' || kind === 'range') return `a ${kind}`;
  return `the ${kind} ${String(value)}`;
}

/** The JSON that a result becomes: dates and durations as ISO strings. Throws for functions and ranges. */
export function toValue(value: unknown, run: Run): Value {
  run.spend(1);
  const kind = kindOf(value);
  if (kind === 'null') return null;
  if (kind === 'number') return finite(value as number);
  if (kind === 'list') return (value as unknown[]).map((item) => toValue(item, run));
  if (kind === 'context') return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, toValue(item, run)]));
  if (kind === 'function' || kind === 'range') throw new Failure(`its result holds a ${kind}, which can't be kept`);
  if (value instanceof FeelDateTime) return dateTimeText(value);
  return kind === 'boolean' || kind === 'string' ? (value as boolean | string) : String(value);
}

/** ISO 8601 with the offset instead of the zone's name. */
export function dateTimeText(value: FeelDateTime): string {
  const isNamed = value.zone !== null && /[A-Za-z]/.test(value.zone) && value.zone !== 'UTC';
  return isNamed ? offsetIso(zonedDateTime(String(value), value.zone ?? 'UTC')) : String(value);
}

/** Fifteen significant digits, so that 0.1 + 0.2 leaves the engine as 0.3. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Failure('its result is no finite number');
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
