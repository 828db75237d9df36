import type { Element, Feel } from '../../workflows/engine/plan';

/** Every FEEL expression of an element, wherever the plan keeps it. */
export function expressionsOf(element: Element): readonly Feel[] {
  return [...new Set(collect(element, ''))];
}

/** Keys whose text is FEEL; `feel` is that of every value that may be fixed or computed. */
const FEEL_KEYS: ReadonlySet<string> = new Set(['feel', 'source', 'correlationKey', 'expression', 'inputCollection', 'outputElement', 'completionCondition', 'condition', 'record']);

function collect(value: unknown, key: string): Feel[] {
  if (typeof value === 'string') return FEEL_KEYS.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (name === 'properties' || name === 'headers' ? [] : collect(item, name)));
}
