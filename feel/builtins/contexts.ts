import { Failure } from '../interpreter/run';
import { isRecord, property, recordOf, type FeelRecord } from '../interpreter/values';
import { any, define, defineForList, list, record, type Builtin } from './define';

function put(target: FeelRecord, path: readonly unknown[], value: unknown): FeelRecord {
  const [key, ...rest] = path;
  if (typeof key !== 'string') throw new Failure('context put: a key must be a string');
  const inner = property(target, key);
  const placed = rest.length === 0 ? value : put(isRecord(inner) ? inner : {}, rest, value);
  return recordOf([...Object.entries(target), [key, placed]]);
}

function valueAt(target: FeelRecord, path: unknown): unknown {
  if (!Array.isArray(path)) {
    if (path === null) return null;
    if (typeof path !== 'string') throw new Failure('get value: the key must be a string');
    return property(target, path);
  }
  return path.reduce((at: unknown, key: unknown) => (isRecord(at) && typeof key === 'string' ? property(at, key) : null), target);
}

function merged(items: readonly unknown[]): FeelRecord | null {
  if (items.includes(null)) return null;
  return recordOf(
    items.flatMap((item) => {
      if (!isRecord(item)) throw new Failure('context merge: every item must be a context');
      return Object.entries(item);
    }),
  );
}

function fromEntries(items: readonly unknown[]): FeelRecord {
  return recordOf(
    items.map((item): readonly [string, unknown] => {
      const key = isRecord(item) ? property(item, 'key') : null;
      if (!isRecord(item) || typeof key !== 'string') throw new Failure('context: every entry must be { key: string, value: any }');
      return [key, property(item, 'value')];
    }),
  );
}

export const CONTEXT_FUNCTIONS: readonly Builtin[] = [
  define('get value', [record('context|m'), any('key|keys')], ([target, key]) => valueAt(target, key)),
  define('get entries', [record('context|m')], ([target]) => Object.entries(target).map(([key, value]) => ({ key, value }))),
  define('context put', [record('context'), any('key|keys'), any('value')], ([target, key, value]) => put(target, Array.isArray(key) ? key : [key], value)),
  defineForList('context merge', (items) => merged(items)),
  define('context', [list('entries')], ([items]) => fromEntries(items)),
];
