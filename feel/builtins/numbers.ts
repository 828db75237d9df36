import { FeelDuration } from 'feelin';
import { add, multiply } from '../interpreter/operators';
import { compare } from '../interpreter/compare';
import { Failure, type Run } from '../interpreter/run';
import { describe } from '../interpreter/values';
import { any, define, defineForList, numeral, optional, whole, type Builtin } from './define';

const rounding = (name: string, round: (shifted: number) => number): Builtin =>
  define(name, [numeral('n'), optional(whole('scale'))], ([n, scale]) => atScale(n, scale ?? 0, round));

/** Rounds at a decimal place; shifts by writing the exponent, because multiplying by powers of ten is inexact. */
function atScale(n: number, scale: number, round: (shifted: number) => number): number {
  return shifted(round(shifted(n, scale)), -scale);
}

function shifted(n: number, places: number): number {
  const [digits = '0', exponent = '0'] = n.toPrecision(15).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

const halfEven = (n: number): number => (Math.abs(n % 1) === 0.5 ? 2 * Math.round(n / 2) : Math.round(n));
const awayFromZero = (n: number): number => (n < 0 ? Math.floor(n) : Math.ceil(n));
const halfUp = (n: number): number => Math.sign(n) * Math.floor(Math.abs(n) + 0.5);
const halfDown = (n: number): number => Math.sign(n) * Math.ceil(Math.abs(n) - 0.5);

/** Null when an item is null, a Failure when one is no number. */
function numbers(items: readonly unknown[], body: (values: readonly number[]) => unknown): unknown {
  const values: number[] = [];
  for (const item of items) {
    if (item === null) return null;
    if (typeof item !== 'number') throw new Failure(`${describe(item)} is no number`);
    values.push(item);
  }
  return body(values);
}

const sum = (values: readonly number[]): number => values.reduce(add, 0);

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : add(low, high) / 2;
}

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

function mode(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([value]) => value).sort((a, b) => a - b);
}

/** The item that no other goes before (direction 1: smallest, -1: largest). */
function extreme(items: readonly unknown[], direction: 1 | -1, run: Run): unknown {
  if (items.includes(null)) return null;
  return items.reduce((best, item) => (compare(item, best, run) * direction < 0 ? item : best), items[0] ?? null);
}

export const NUMBER_FUNCTIONS: readonly Builtin[] = [
  rounding('decimal', halfEven),
  rounding('floor', Math.floor),
  rounding('ceiling', Math.ceil),
  rounding('round up', awayFromZero),
  rounding('round down', Math.trunc),
  rounding('round half up', halfUp),
  rounding('round half down', halfDown),
  define('abs', [any('n')], ([n]) => {
    if (n === null) return null;
    if (n instanceof FeelDuration) return new FeelDuration(n.value.abs(), n.yearsMonths);
    if (typeof n === 'number') return Math.abs(n);
    throw new Failure(`abs: "n" must be a number or a duration, not ${describe(n)}`);
  }),
  define('modulo', [numeral('dividend'), numeral('divisor')], ([a, b]) => (b === 0 ? null : add(a, -multiply(b, Math.floor(a / b))))),
  define('sqrt', [numeral('number')], ([n]) => (n < 0 ? null : Math.sqrt(n))),
  define('log', [numeral('number')], ([n]) => (n <= 0 ? null : Math.log(n))),
  define('exp', [numeral('number')], ([n]) => Math.exp(n)),
  define('odd', [numeral('number')], ([n]) => Math.abs(n % 2) === 1),
  define('even', [numeral('number')], ([n]) => n % 2 === 0),
  defineForList('min', (items, run) => extreme(items, 1, run)),
  defineForList('max', (items, run) => extreme(items, -1, run)),
  defineForList('sum', (items) => numbers(items, sum)),
  defineForList('product', (items) => numbers(items, (values) => (values.length === 0 ? null : values.reduce(multiply, 1)))),
  defineForList('mean', (items) => numbers(items, (values) => (values.length === 0 ? null : sum(values) / values.length))),
  defineForList('median', (items) => numbers(items, median)),
  defineForList('stddev', (items) => numbers(items, deviation)),
  defineForList('mode', (items) => numbers(items, mode)),
];
