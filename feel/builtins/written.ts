import { FeelDateTime } from 'feelin';
import type { Run } from '../interpreter/run';
import { dateTimeText, kindOf } from '../interpreter/values';

/** A value as `string(…)` writes it: strings bare outside, quoted inside lists and contexts. */
export function written(value: unknown, run: Run, isInside = false): string {
  run.spend(1);
  const kind = kindOf(value);
  if (kind === 'string') return isInside ? JSON.stringify(value) : String(value);
  if (kind === 'null') return 'null';
  if (kind === 'number') return String(Number((value as number).toPrecision(15)));
  if (kind === 'list') return `[${(value as unknown[]).map((item) => written(item, run, true)).join(', ')}]`;
  if (kind === 'context') {
    const entries = Object.entries(value as object).map(([key, item]) => `${/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? key : JSON.stringify(key)}:${written(item, run, true)}`);
    return `{${entries.join(', ')}}`;
  }
  if (kind === 'range' || kind === 'function') return `<${kind}>`;
  return value instanceof FeelDateTime ? dateTimeText(value) : String(value);
}
