import { RE2JS } from 're2js';
import { Failure, MAX_TEXT, type Run } from '../interpreter/run';
import { equal } from '../interpreter/compare';
import { any, define, list, numeral, optional, text, whole, type Builtin } from './define';
import { written } from './written';

/** Longest pattern; RE2 runs in linear time, but its programs grow with the pattern. */
const MAX_PATTERN = 1_000;
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, s: RE2JS.DOTALL, m: RE2JS.MULTILINE };

/** A pattern as RE2 reads it: no backreferences, so that no input can make it run for long. */
function compiled(pattern: string, flags: string | null, input: string, run: Run): RE2JS {
  if (pattern.length > MAX_PATTERN) throw new Failure(`its pattern is longer than ${MAX_PATTERN} characters`);
  let bits = 0;
  for (const flag of flags ?? '') {
    const bit = FLAGS[flag];
    if (bit === undefined) throw new Failure(`the pattern flag "${flag}" is not supported (i, s and m are)`);
    bits |= bit;
  }
  try {
    const regex = RE2JS.compile(pattern, bits);
    run.spend(regex.programSize() + input.length);
    return regex;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`the pattern "${pattern.slice(0, 60)}" is not supported`);
  }
}

function bounded(result: string): string {
  if (result.length > MAX_TEXT) throw new Failure('it builds too long a text');
  return result;
}

/** Counts characters as people do, not UTF-16 units. */
function sliced(items: readonly string[], start: number, length: number | null): string {
  const from = start < 0 ? Math.max(0, items.length + start) : start - 1;
  return items.slice(from, length === null ? undefined : from + length).join('');
}

function joined(items: readonly unknown[], delimiter: string, prefix: string, suffix: string): string {
  const texts = items.filter((item) => item !== null).map((item) => {
    if (typeof item !== 'string') throw new Failure('string join: every item must be a string');
    return item;
  });
  return bounded(prefix + texts.join(delimiter) + suffix);
}

function numberIn(from: string, grouping: string | null, decimal: string | null): number | null {
  const ungrouped = grouping === null || grouping === '' ? from : from.split(grouping).join('');
  const plain = decimal === null || decimal === '.' ? ungrouped : ungrouped.replace(decimal, '.');
  return /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

export const STRING_FUNCTIONS: readonly Builtin[] = [
  define('string', [any('from')], ([from], run) => (from === null ? null : bounded(written(from, run)))),
  define('number', [any('from'), optional(text('grouping separator')), optional(text('decimal separator'))], ([from, grouping, decimal]) => {
    if (typeof from === 'number' || from === null) return from;
    if (typeof from === 'string') return numberIn(from, grouping, decimal);
    throw new Failure('number: "from" must be a string');
  }),
  define('string length', [text('string')], ([string]) => [...string].length),
  define('substring', [text('string'), whole('start position'), optional(numeral('length'))], ([string, start, length]) => (start === 0 ? null : sliced([...string], start, length))),
  define('upper case', [text('string')], ([string]) => string.toUpperCase()),
  define('lower case', [text('string')], ([string]) => string.toLowerCase()),
  define('substring before', [text('string'), text('match')], ([string, match]) => (string.includes(match) ? string.slice(0, string.indexOf(match)) : '')),
  define('substring after', [text('string'), text('match')], ([string, match]) => (string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '')),
  define('contains', [text('string'), text('match')], ([string, match]) => string.includes(match)),
  define('starts with', [text('string'), text('match')], ([string, match]) => string.startsWith(match)),
  define('ends with', [text('string'), text('match')], ([string, match]) => string.endsWith(match)),
  define('trim', [text('string')], ([string]) => string.trim()),
  define('is blank', [text('string')], ([string]) => string.trim() === ''),
  define('is empty', [any('list')], ([value], run) => (value === null ? null : value === '' || equal(value, [], run) === true)),
  define('matches', [text('input'), text('pattern'), optional(text('flags'))], ([input, pattern, flags], run) => compiled(pattern, flags, input, run).matcher(input).find()),
  define('replace', [text('input'), text('pattern'), text('replacement'), optional(text('flags'))], ([input, pattern, replacement, flags], run) =>
    bounded(compiled(pattern, flags, input, run).matcher(input).replaceAll(replacement)),
  ),
  define('split', [text('string'), text('delimiter')], ([string, delimiter], run) => compiled(delimiter, null, string, run).split(string, -1)),
  define('extract', [text('input'), text('pattern')], ([input, pattern], run) => {
    const matcher = compiled(pattern, null, input, run).matcher(input);
    const found: string[] = [];
    while (matcher.find()) found.push(matcher.group() ?? '');
    return found;
  }),
  define('string join', [list('list'), optional(text('delimiter')), optional(text('prefix')), optional(text('suffix'))], ([items, delimiter, prefix, suffix]) =>
    joined(items, delimiter ?? '', prefix ?? '', suffix ?? ''),
  ),
];
