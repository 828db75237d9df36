import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { zoned } from './temporal';
import { isRecord, property } from './values';

const DATE = ['year', 'month', 'day', 'weekday'] as const;
const TIME = ['hour', 'minute', 'second', 'timezone'] as const;
const DURATION = ['years', 'months', 'days', 'hours', 'minutes', 'seconds'] as const;
const RANGE = ['start', 'end', 'start included', 'end included'] as const;

/** `value.name`; null for what has no such property. */
export function propertyOf(value: unknown, name: string): unknown {
  if (isRecord(value)) return property(value, name);
  if (value instanceof FeelDateTime && name === 'time offset') return value.zone === null ? null : offsetOf(value);
  const known = namesOf(value).find((candidate) => candidate === name);
  return known === undefined ? null : (value as unknown as Record<string, unknown>)[known];
}

function namesOf(value: unknown): readonly string[] {
  if (value instanceof FeelDate) return DATE;
  if (value instanceof FeelDateTime) return [...DATE, ...TIME];
  if (value instanceof FeelTime) return [...TIME, 'time offset'];
  if (value instanceof FeelDuration) return DURATION;
  return value instanceof FeelRange ? RANGE : [];
}

function offsetOf(value: FeelDateTime): FeelDuration {
  const nanoseconds = zoned(value, value.zone ?? 'UTC').offsetNanoseconds;
  return new FeelDuration(Temporal.Duration.from({ nanoseconds }), false);
}
