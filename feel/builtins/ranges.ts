import { FeelRange } from 'feelin';
import { compare, rangeIncludes } from '../interpreter/compare';
import { Failure, type Run } from '../interpreter/run';
import { any, define, range, type Builtin } from './define';

/** A point is the range of itself alone. */
function asRange(value: unknown): FeelRange {
  if (value instanceof FeelRange) return value;
  return new FeelRange({ start: value, end: value, 'start included': true, 'end included': true, valueType: null });
}

const atStart = (a: FeelRange, b: FeelRange, run: Run): number => ordered(a.start, b.start, run) || Number(b['start included']) - Number(a['start included']);
const atEnd = (a: FeelRange, b: FeelRange, run: Run): number => ordered(a.end, b.end, run) || Number(a['end included']) - Number(b['end included']);

function ordered(a: unknown, b: unknown, run: Run): number {
  if (a === null || b === null) throw new Failure('an open range has no order');
  return compare(a, b, run);
}

/** Whether all of `a` lies before all of `b`. */
function isBefore(a: FeelRange, b: FeelRange, run: Run): boolean {
  const order = ordered(a.end, b.start, run);
  return order < 0 || (order === 0 && !(a['end included'] && b['start included']));
}

const relation = (name: string, holds: (a: FeelRange, b: FeelRange, run: Run) => boolean): Builtin =>
  define(name, [any('range1|point1|a'), any('range2|point2|b')], ([a, b], run) => (a === null || b === null ? null : holds(asRange(a), asRange(b), run)));

const meets = (a: FeelRange, b: FeelRange, run: Run): boolean => a['end included'] && b['start included'] && ordered(a.end, b.start, run) === 0;
const overlaps = (a: FeelRange, b: FeelRange, run: Run): boolean => !isBefore(a, b, run) && !isBefore(b, a, run);
const overlapsBefore = (a: FeelRange, b: FeelRange, run: Run): boolean => overlaps(a, b, run) && atStart(a, b, run) < 0 && atEnd(a, b, run) <= 0;
const during = (a: FeelRange, b: FeelRange, run: Run): boolean => atStart(a, b, run) >= 0 && atEnd(a, b, run) <= 0;
const finishes = (a: FeelRange, b: FeelRange, run: Run): boolean => atEnd(a, b, run) === 0 && atStart(a, b, run) >= 0;
const starts = (a: FeelRange, b: FeelRange, run: Run): boolean => atStart(a, b, run) === 0 && atEnd(a, b, run) <= 0;

export const RANGE_FUNCTIONS: readonly Builtin[] = [
  relation('before', isBefore),
  relation('after', (a, b, run) => isBefore(b, a, run)),
  relation('meets', meets),
  relation('met by', (a, b, run) => meets(b, a, run)),
  relation('overlaps', overlaps),
  relation('overlaps before', overlapsBefore),
  relation('overlaps after', (a, b, run) => overlapsBefore(b, a, run)),
  relation('finishes', finishes),
  relation('finished by', (a, b, run) => finishes(b, a, run)),
  define('includes', [range('range'), any('point|value')], ([outer, inner], run) =>
    inner instanceof FeelRange ? during(inner, outer, run) : rangeIncludes(outer, inner, run),
  ),
  relation('during', during),
  relation('starts', starts),
  relation('started by', (a, b, run) => starts(b, a, run)),
  relation('coincides', (a, b, run) => atStart(a, b, run) === 0 && atEnd(a, b, run) === 0),
];
