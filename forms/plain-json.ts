import type { InputProblem } from './invalid-input';
import { joinPointer } from './pointer';

export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/** Keys that reach into JavaScript's prototypes; no input may carry one. */
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** What keeps a value from being plain, bounded JSON; empty when it is. Never recurses, so that no depth can hurt it. */
export function jsonProblems(input: unknown, limits: JsonLimits): InputProblem[] {
  const problems: InputProblem[] = [];
  const open: { value: unknown; path: readonly string[] }[] = [{ value: input, path: [] }];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    nodes += 1;
    if (nodes > limits.maxNodes) return tooMany(problems, limits);
    if (path.length > limits.maxDepth) return [...problems, { path: joinPointer(path), message: `it is nested deeper than ${limits.maxDepth} levels` }];
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value) && value.length > limits.maxNodes) return tooMany(problems, limits);
      for (const [key, item] of membersOf(value)) {
        if (FORBIDDEN_KEYS.includes(key)) problems.push({ path: joinPointer([...path, key]), message: `the key "${key}" is not allowed` });
        else if (item !== undefined) open.push({ value: item, path: [...path, key] });
      }
    }
    const message = scalarProblem(value);
    if (message !== undefined) problems.push({ path: joinPointer(path), message });
  }
  return problems;
}

function tooMany(problems: readonly InputProblem[], { maxNodes }: JsonLimits): InputProblem[] {
  return [...problems, { path: '', message: `it has more than ${maxNodes} parts` }];
}

function membersOf(value: object): [string, unknown][] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [String(index), item ?? null]) : Object.entries(value);
}

function scalarProblem(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'it is no finite number';
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return undefined;
  if (typeof value !== 'object') return `a ${typeof value} is no JSON`;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null || isForeignPlain(prototype) ? undefined : 'it is no plain JSON object';
}

/** A plain object of another realm (a test runner's, a sandbox's) has that realm's Object.prototype. */
function isForeignPlain(prototype: unknown): boolean {
  return typeof prototype === 'object' && prototype !== null && Object.getPrototypeOf(prototype) === null;
}
