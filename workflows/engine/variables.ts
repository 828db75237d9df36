import type { Value, Variables } from '../../feel/types';
import { MAX_VARIABLES_SIZE } from './limits';
import type { Mapping } from './plan';
import { Problem } from './problem';
import type { Run } from './run';
import type { ScopeState, Token } from './state';

/** Set by the engine at the start; nothing overwrites it. */
const RESERVED = new Set(['instance', '__proto__']);

/** What a process leaves to another one, or to a reader: all but what the engine says of the instance itself. */
export function withoutInstance(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => name !== 'instance'));
}

/** All that the token sees: its own variables hide those of its scope, which hide those further out. */
export function variablesOf(run: Run, token: Token): Variables {
  return { ...variablesOfScope(run, token.scopeId), ...token.locals };
}

/** All that a scope sees. */
export function variablesOfScope(run: Run, scopeId: string): Variables {
  const chain = scopeChain(run, scopeId);
  return Object.assign({}, ...chain.reverse().map((scope) => scope.variables)) as Variables;
}

/** The scope and those around it, innermost first. */
export function scopeChain(run: Run, scopeId: string): ScopeState[] {
  const chain: ScopeState[] = [];
  for (let id: string | undefined = scopeId; id !== undefined; ) {
    const scope: ScopeState | undefined = run.scopes.get(id);
    if (!scope) break;
    chain.push(scope);
    id = scope.parent;
  }
  return chain;
}

/** Writes each variable where it is defined, nearest first, and in the outermost scope when it is new. */
export function propagate(run: Run, token: Token, variables: Variables): void {
  const local: Record<string, Value> = {};
  const outer: Record<string, Value> = {};
  for (const [name, value] of Object.entries(variables)) {
    const isLocal = token.locals !== undefined && Object.hasOwn(token.locals, name);
    (isLocal ? local : outer)[name] = value;
  }
  if (Object.keys(local).length > 0) run.tokens.put(token.id, { ...token, locals: { ...token.locals, ...local } });
  propagateFrom(run, token.scopeId, outer);
}

/** `propagate`, beginning at a scope. */
export function propagateFrom(run: Run, scopeId: string, variables: Variables): void {
  const names = Object.keys(variables).filter((name) => !RESERVED.has(name));
  if (names.length === 0) return;
  const chain = scopeChain(run, scopeId);
  const writes = new Map<ScopeState, Record<string, Value>>();
  for (const name of names) {
    const target = chain.find((scope) => Object.hasOwn(scope.variables, name)) ?? chain.at(-1);
    if (!target) continue;
    const values = writes.get(target) ?? {};
    values[name] = variables[name] ?? null;
    writes.set(target, values);
    run.changed.add(name);
  }
  for (const [scope, values] of writes) run.scopes.put(scope.id, { ...scope, variables: { ...scope.variables, ...values } });
}

/** The values of mappings, evaluated in order; later ones see earlier ones. A dotted target adds to the object in `base`. */
export function mapped(run: Run, mappings: readonly Mapping[], visible: Variables, base: Variables = {}): Variables {
  const result: Record<string, Value> = {};
  for (const { source, target } of mappings) {
    const { value } = run.evaluate(source, { ...visible, ...result });
    const [name = target, ...path] = target.split('.');
    if (name === '__proto__') continue;
    result[name] = path.length === 0 ? value : withPath(Object.hasOwn(result, name) ? result[name] : base[name], path, value);
  }
  return result;
}

function withPath(base: Value | undefined, path: readonly string[], value: Value): Value {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const object = isObject(base) ? base : {};
  return { ...object, [name]: withPath(object[name], rest, value) };
}

function isObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Stops a token that has made the instance too big; counted only when something big is written. */
export function checkSize(run: Run, written: Variables): void {
  if (sizeOf(written, 4_000) < 4_000) return;
  let size = 0;
  for (const scope of run.scopes.values()) size += sizeOf(scope.variables, MAX_VARIABLES_SIZE);
  for (const token of run.tokens.values()) size += sizeOf(token.locals, MAX_VARIABLES_SIZE);
  if (size >= MAX_VARIABLES_SIZE) throw new Problem('budget', `本事项的变量超过 ${MAX_VARIABLES_SIZE} 个字符`);
}

/** About how many characters of JSON the value takes; stops counting at the limit. */
function sizeOf(value: Value | undefined, limit: number): number {
  if (value === null || value === undefined || typeof value === 'boolean') return 4;
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return value.length + 2;
  let size = 2;
  for (const [key, entry] of Object.entries(value)) {
    size += (Array.isArray(value) ? 1 : key.length + 4) + sizeOf(entry, limit - size);
    if (size >= limit) break;
  }
  return size;
}
