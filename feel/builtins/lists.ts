import { FeelFunction } from 'feelin';
import { compare, equal } from '../interpreter/compare';
import { Failure, type Run } from '../interpreter/run';
import { any, callable, define, defineForList, list, numeral, optional, whole, type Builtin } from './define';

/** Distinct items in order of first appearance; quadratic, and paid for in steps. */
function distinct(items: readonly unknown[], run: Run): unknown[] {
  const kept: unknown[] = [];
  const keys = new Set<unknown>();
  for (const item of items) {
    const isScalar = typeof item === 'number' || typeof item === 'string';
    if (isScalar ? keys.has(item) : includes(kept, item, run)) continue;
    if (isScalar) keys.add(item);
    kept.push(item);
  }
  return kept;
}

function includes(items: readonly unknown[], wanted: unknown, run: Run): boolean {
  return items.some((item) => equal(item ?? null, wanted ?? null, run) === true);
}

function flatten(items: readonly unknown[], run: Run): unknown[] {
  run.spend(items.length);
  return items.flatMap((item) => (Array.isArray(item) ? flatten(item, run) : [item]));
}

function concatenated(parts: readonly unknown[], run: Run): unknown[] {
  const all = parts.flatMap((part): readonly unknown[] => (Array.isArray(part) ? part : [part]));
  run.spend(all.length);
  return all;
}

/** FEEL counts from 1, and from the end with negative numbers. Undefined outside the list. */
function indexIn(items: readonly unknown[], position: number): number | undefined {
  const index = position < 0 ? items.length + position : position - 1;
  return index >= 0 && index < items.length ? index : undefined;
}

function sorted(items: readonly unknown[], precedes: FeelFunction | null, run: Run): unknown[] {
  const isBefore = (a: unknown, b: unknown): boolean => (precedes === null ? compare(a, b, run) < 0 : precedes.invoke([a, b]) === true);
  return [...items].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
}

function verdict(items: readonly unknown[], decisive: boolean): boolean | null {
  if (items.includes(decisive)) return decisive;
  return items.every((item) => typeof item === 'boolean') ? !decisive : null;
}

function partitioned(items: readonly unknown[], size: number): unknown[] | null {
  if (size < 1) return null;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));
}

function replaced(items: readonly unknown[], at: unknown, newItem: unknown): unknown[] {
  if (at instanceof FeelFunction) return items.map((item) => (at.invoke([item, newItem]) === true ? newItem : item));
  const index = typeof at === 'number' ? indexIn(items, at) : undefined;
  if (index === undefined) throw new Failure('list replace: there is no item at that position');
  return items.with(index, newItem);
}

export const LIST_FUNCTIONS: readonly Builtin[] = [
  define('list contains', [list('list'), any('element')], ([items, element], run) => includes(items, element, run)),
  define('count', [list('list')], ([items]) => items.length),
  defineForList('all', (items) => verdict(items, false)),
  defineForList('any', (items) => verdict(items, true)),
  define('sublist', [list('list'), whole('start position'), optional(numeral('length'))], ([items, start, length]) => {
    const from = start < 0 ? Math.max(0, items.length + start) : start - 1;
    return items.slice(from, length === null ? undefined : from + length);
  }),
  { name: 'append', parameters: ['list', '...items'], call: ([items = null, ...added], run) => (items === null ? null : concatenated([items, added], run)) },
  { name: 'concatenate', parameters: ['...lists'], call: (parts, run) => (parts.includes(null) ? null : concatenated(parts, run)) },
  { name: 'union', parameters: ['...lists'], call: (parts, run) => (parts.includes(null) ? null : distinct(concatenated(parts, run), run)) },
  define('insert before', [list('list'), whole('position'), any('newItem')], ([items, position, added]) => {
    const index = position < 0 ? items.length + position : position - 1;
    return items.toSpliced(index, 0, added);
  }),
  define('remove', [list('list'), whole('position')], ([items, position]) => {
    const index = indexIn(items, position);
    return index === undefined ? items : items.toSpliced(index, 1);
  }),
  define('list replace', [list('list'), any('position|match'), any('newItem')], ([items, at, added]) => replaced(items, at, added)),
  define('reverse', [list('list')], ([items]) => items.toReversed()),
  define('index of', [list('list'), any('match')], ([items, match], run) =>
    items.flatMap((item, index) => (equal(item ?? null, match, run) === true ? [index + 1] : [])),
  ),
  define('distinct values', [list('list')], ([items], run) => distinct(items, run)),
  define('duplicate values', [list('list')], ([items], run) =>
    distinct(items, run).filter((item) => items.filter((other) => equal(item ?? null, other ?? null, run) === true).length > 1),
  ),
  define('flatten', [list('list')], ([items], run) => flatten(items, run)),
  define('sort', [list('list'), optional(callable('precedes'))], ([items, precedes], run) => sorted(items, precedes, run)),
  define('partition', [list('list'), whole('size')], ([items, size]) => partitioned(items, size)),
];
