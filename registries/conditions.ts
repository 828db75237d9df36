import { addDays } from '../feel/day';
import type { Value } from '../feel/types';
import { layersAt } from '../forms/layers';
import type { InputProblem } from '../forms/invalid-input';
import type { RegistryDocument } from './document';
import { fieldsOfRegistry, type RegistryField } from './fields';

/** Which records a list, a metric or an indicator means; all conditions must hold. */
export type Conditions = readonly Condition[];

export interface Condition {
  /** A field, `a.b` within a group, `id`, `branchId`, `createdAt`, `updatedAt`, or `score.<id>`. */
  readonly field: string;
  readonly op: ConditionOp;
  /** Plain JSON, or one of the words of `CONDITION_WORDS`; a list for `in`. */
  readonly value?: Value;
}

export const CONDITION_OPS = ['is', 'in', 'not', 'before', 'after', 'from', 'until', 'empty', 'filled', 'gt', 'lt'] as const;
export type ConditionOp = (typeof CONDITION_OPS)[number];

/** What the words in values stand for; days are `YYYY-MM-DD`. */
export interface ConditionDays {
  readonly today: string;
  /** The period that is looked at; without one it is the year so far. */
  readonly from?: string;
  readonly to?: string;
}

const WITHOUT_VALUE: ReadonlySet<ConditionOp> = new Set(['empty', 'filled']);
const OF_TIME: ReadonlySet<ConditionOp> = new Set(['before', 'after', 'from', 'until']);
/** What every record has besides its fields. */
const OWN: Readonly<Record<string, 'text' | 'instant'>> = { id: 'text', branchId: 'text', createdAt: 'instant', updatedAt: 'instant' };
const WORD = /^\$(today|yearStart|from|to|daysAgo:\d{1,5}|daysAhead:\d{1,5})$/;

/** Everything wrong with conditions over a registry, with paths from `path` on. */
export function conditionProblems(document: RegistryDocument, conditions: unknown, path = ''): InputProblem[] {
  if (!Array.isArray(conditions)) return [{ path, message: 'conditions are a list' }];
  return conditions.flatMap((condition: unknown, index) => problemsOf(document, condition, `${path}/${index}`));
}

function problemsOf(document: RegistryDocument, input: unknown, path: string): InputProblem[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return [{ path, message: 'a condition is an object with "field", "op" and "value"' }];
  const { field, op, value, ...others } = input as { readonly [name: string]: unknown };
  const strange = Object.keys(others).map((name) => ({ path: `${path}/${name}`, message: 'a condition has "field", "op" and "value" only' }));
  if (typeof field !== 'string') return [...strange, { path: `${path}/field`, message: 'it must name a field' }];
  if (!CONDITION_OPS.includes(op as ConditionOp)) return [...strange, { path: `${path}/op`, message: `"${String(op)}" is none of ${CONDITION_OPS.join(', ')}` }];
  return [...strange, ...fieldProblems(document, field, op as ConditionOp, `${path}/field`), ...valueProblems(op as ConditionOp, value, `${path}/value`)];
}

function fieldProblems(document: RegistryDocument, field: string, op: ConditionOp, path: string): InputProblem[] {
  if (Object.hasOwn(OWN, field)) return [];
  if (field.startsWith('score.')) return document.scores?.some(({ id }) => `score.${id}` === field) ? [] : [{ path, message: `the registry has no score "${field.slice('score.'.length)}"` }];
  const segments = field.split('.');
  const layers = layersAt(document.schema, segments);
  if (layers.length === 0 || segments.some((segment) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(segment))) return [{ path, message: `the registry has no field "${field}"` }];
  const isPersonal = segments.some((_, depth) => layersAt(document.schema, segments.slice(0, depth + 1)).some(({ schema }) => schema['x-pii'] === true));
  const isFound = WITHOUT_VALUE.has(op) || (fieldsOfRegistry(document).get(field)?.lookup === true && (op === 'is' || op === 'in'));
  return isPersonal && !isFound ? [{ path, message: `"${field}" is personal: only "empty" and "filled" can ask for it${fieldsOfRegistry(document).get(field)?.lookup === true ? ', "is" and "in" too' : ''}` }] : [];
}

function valueProblems(op: ConditionOp, value: unknown, path: string): InputProblem[] {
  if (WITHOUT_VALUE.has(op)) return value === undefined ? [] : [{ path, message: `"${op}" takes no value` }];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) && op !== 'in' && op !== 'not') return [{ path, message: `"${op}" takes one value` }];
  if (!Array.isArray(value) && op === 'in') return [{ path, message: '"in" takes a list' }];
  return items.flatMap((item, index) => {
    const at = Array.isArray(value) ? `${path}/${index}` : path;
    if (typeof item === 'string' && item.startsWith('$') && !WORD.test(item)) return [{ path: at, message: `"${item}" is none of $today, $yearStart, $from, $to, $daysAgo:N, $daysAhead:N` }];
    if (op === 'gt' || op === 'lt') return typeof item === 'number' ? [] : [{ path: at, message: `"${op}" takes a number` }];
    if (OF_TIME.has(op) && typeof item === 'number') return Number.isFinite(item) ? [] : [{ path: at, message: 'it is no number' }];
    if (OF_TIME.has(op)) return typeof item === 'string' && (WORD.test(item) || /^\d{4}-\d{2}-\d{2}/.test(item)) ? [] : [{ path: at, message: `"${op}" takes a date or a number` }];
    return ['string', 'number', 'boolean'].includes(typeof item) ? [] : [{ path: at, message: 'it must be a text, a number or true or false' }];
  });
}

/** A condition's value with its words put in; what is no word stays. */
export function conditionValue(value: Value | undefined, days: ConditionDays): Value {
  if (Array.isArray(value)) return value.map((item: Value) => conditionValue(item, days));
  if (typeof value !== 'string' || !WORD.test(value)) return value ?? null;
  const yearStart = `${days.today.slice(0, 4)}-01-01`;
  if (value === '$today') return days.today;
  if (value === '$yearStart') return yearStart;
  if (value === '$from') return days.from ?? yearStart;
  if (value === '$to') return days.to ?? days.today;
  const [word = '', count = '0'] = value.split(':');
  return addDays(days.today, (word === '$daysAgo' ? -1 : 1) * Number(count));
}

/** How a condition's field is stored: an instant of the record itself, or a field of a kind. */
export function conditionField(document: RegistryDocument, field: string): { readonly kind: 'instant' } | { readonly kind: 'score' } | { readonly kind: 'field'; readonly field: RegistryField | undefined } | { readonly kind: 'own' } {
  if (Object.hasOwn(OWN, field)) return OWN[field] === 'instant' ? { kind: 'instant' } : { kind: 'own' };
  if (field.startsWith('score.')) return { kind: 'score' };
  return { kind: 'field', field: fieldsOfRegistry(document).get(field) };
}
