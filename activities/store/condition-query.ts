import { DateTime } from 'luxon';
import { addDays } from '../../feel/day';
import type { Value } from '../../feel/types';
import { conditionField, conditionValue, type Condition, type ConditionDays, type Conditions } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import type { Lookups } from './record-lookups';

const ZONE = 'Asia/Shanghai';

/** A filter over a registry's collection. */
export type RecordFilter = { readonly [path: string]: unknown };

/**
 * Conditions as a MongoDB filter. Operators come from here alone: a condition's value is a plain text, number or
 * boolean, or a list of them, whatever was sent. Checked conditions (`conditionProblems`) are expected.
 */
export function conditionQuery(document: RegistryDocument, conditions: Conditions, days: ConditionDays, lookups: Lookups): RecordFilter {
  const parts = conditions.map((condition) => partOf(document, condition, days, lookups));
  return parts.length === 0 ? {} : { $and: parts };
}

function partOf(document: RegistryDocument, condition: Condition, days: ConditionDays, lookups: Lookups): RecordFilter {
  const value = conditionValue(condition.value, days);
  const place = conditionField(document, condition.field);
  if (place.kind === 'instant') return { [condition.field]: instants(condition.op, value, (instant) => instant) };
  if (place.kind === 'score') return { [`scores.${condition.field.slice('score.'.length)}.points`]: plain(condition.op, value) };
  if (place.kind === 'own') return { [condition.field === 'id' ? '_id' : condition.field]: plain(condition.op, value) };
  const path = `values.${condition.field}`;
  const { field } = place;
  if (field?.lookup === true && (condition.op === 'is' || condition.op === 'in')) {
    const wanted = texts(value).flatMap((text) => lookups.candidates(document.id, field.name, text));
    return { [`lookups.${field.name}`]: { $in: wanted } };
  }
  // Instants are stored as UTC texts, which sort as they do.
  if (field?.kind === 'date-time') return { [path]: instants(condition.op, value, (instant) => instant.toISOString()) };
  return { [path]: plain(condition.op, value) };
}

function plain(op: Condition['op'], value: Value): object {
  const list = Array.isArray(value) ? value.map(scalar) : [scalar(value)];
  switch (op) {
    case 'is': case 'in': return { $in: list };
    case 'not': return { $nin: list };
    case 'before': case 'lt': return { $lt: list[0] };
    case 'after': case 'gt': return { $gt: list[0] };
    case 'from': return { $gte: list[0] };
    case 'until': return { $lte: list[0] };
    case 'empty': return { $in: [null, '', []] };
    case 'filled': return { $nin: [null, '', []] };
  }
}

/** A day means all of it: before its beginning, after its end. */
function instants(op: Condition['op'], value: Value, stored: (instant: Date) => unknown): object {
  const text = String(Array.isArray(value) ? value[0] : value);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const begins = stored(isDay ? startOf(text) : new Date(text));
  const ends = stored(isDay ? startOf(addDays(text, 1)) : new Date(text));
  switch (op) {
    case 'before': case 'lt': return { $lt: begins };
    case 'from': return { $gte: begins };
    case 'after': case 'gt': return isDay ? { $gte: ends } : { $gt: ends };
    case 'until': return isDay ? { $lt: ends } : { $lte: ends };
    case 'is': case 'in': return isDay ? { $gte: begins, $lt: ends } : { $eq: begins };
    case 'not': return { $not: isDay ? { $gte: begins, $lt: ends } : { $eq: begins } };
    case 'empty': case 'filled': return plain(op, null);
  }
}

function startOf(day: string): Date {
  return DateTime.fromISO(day, { zone: ZONE }).toJSDate();
}

/** Nothing but a plain value reaches the database. */
function scalar(value: Value): string | number | boolean | null {
  return typeof value === 'object' ? null : value;
}

function texts(value: Value): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item: Value) => (typeof item === 'string' ? [item] : []));
}
