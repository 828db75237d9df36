import { BUILTINS } from '../builtins';
import { unquoted } from './literals';
import { spelled, type SyntaxNode, type SyntaxProblem } from './syntax';

/** What an expression mentions, found without running it. */
export interface Mentions {
  /** Free variable paths, dotted, sorted. */
  readonly paths: readonly string[];
  /** First names of those paths that stand outside filters: they must be variables, for no list item can supply them. */
  readonly roots: readonly string[];
  /** Names of built-ins that it calls. */
  readonly functions: readonly string[];
  /** Calls of functions that don't exist. */
  readonly unknown: readonly SyntaxProblem[];
}

/** Names bound around a node: to the path they run over (`b` in `for b in branches` to `branches`), or to nothing known. */
type Locals = ReadonlyMap<string, string | null>;

interface Place {
  readonly locals: Locals;
  /** Inside filters: paths of the filtered lists, outermost first; null where unknown. */
  readonly filtered: readonly (string | null)[];
}

class Collector {
  readonly paths = new Set<string>();
  readonly roots = new Set<string>();
  readonly functions = new Set<string>();
  readonly unknown: SyntaxProblem[] = [];

  mention(path: readonly string[], place: Place): void {
    const [root = '', ...rest] = path;
    if (root === '?') return;
    const bound = place.locals.get(root);
    if (bound === null) return;
    if (bound !== undefined) return void this.paths.add([bound, ...rest].join('.'));
    this.paths.add(path.join('.'));
    if (place.filtered.length === 0) this.roots.add(root);
    for (const list of place.filtered) if (list !== null) this.paths.add([list, ...path].join('.'));
  }
}

/** Walks the tree once. A bare name inside a filter may be a variable or a property of the items: both paths are given. */
export function analyse(node: SyntaxNode): Mentions {
  const collector = new Collector();
  walk(node, { locals: new Map(), filtered: [] }, collector);
  return { paths: [...collector.paths].sort(), roots: [...collector.roots].sort(), functions: [...collector.functions].sort(), unknown: collector.unknown };
}

function walk(node: SyntaxNode, place: Place, into: Collector): void {
  switch (node.name) {
    case 'VariableName':
      return into.mention([spelled(node)], place);
    case 'PathExpression': {
      const path = pathOf(node);
      return path === undefined ? walkAll(node.children.slice(0, 1), place, into) : into.mention(path, place);
    }
    case 'FilterExpression':
      return walkFilter(node, place, into);
    case 'FunctionInvocation':
    case 'DateTimeLiteral':
      return walkCall(node, place, into);
    case 'FunctionDefinition':
      return walkFunction(node, place, into);
    case 'ForExpression':
    case 'QuantifiedExpression':
      return walkLoop(node, place, into);
    case 'Context':
      return walkContext(node, place, into);
    case 'NamedParameter':
      return walkAll(node.children.slice(1), place, into);
    case 'Type':
      return;
    default:
      return walkAll(node.children, place, into);
  }
}

function walkAll(nodes: readonly SyntaxNode[], place: Place, into: Collector): void {
  for (const node of nodes) walk(node, place, into);
}

function walkFilter(node: SyntaxNode, place: Place, into: Collector): void {
  const [target, , filter] = node.children;
  if (target === undefined || filter === undefined) return;
  walk(target, place, into);
  const list = sourceOf(target, place);
  walk(filter, { locals: bind(place.locals, [['item', list]]), filtered: [...place.filtered, list] }, into);
}

function walkCall(node: SyntaxNode, place: Place, into: Collector): void {
  const [target, ...rest] = node.children;
  if (target === undefined) return;
  const isNamed = ['VariableName', 'DateTimeConstructor', 'SpecialFunctionName'].includes(target.name);
  const name = spelled(target);
  if (!isNamed) walk(target, place, into);
  else if (BUILTINS.has(name) || name === 'is defined') into.functions.add(name);
  else if (!place.locals.has(name)) into.unknown.push({ message: `there is no function "${name}"`, position: target.from });
  walkAll(rest, place, into);
}

function walkFunction(node: SyntaxNode, place: Place, into: Collector): void {
  const parameters = (node.children.find((part) => part.name === 'FormalParameters')?.children ?? []).map((part) => spelled(part.children[0] ?? part));
  const body = node.children.at(-1);
  if (body !== undefined) walk(body, { ...place, locals: bind(place.locals, parameters.map((name) => [name, null])) }, into);
}

function walkLoop(node: SyntaxNode, place: Place, into: Collector): void {
  const [, iterators, , body] = node.children;
  let inner: Place = { ...place, locals: bind(place.locals, [['partial', null]]) };
  for (const iterator of iterators?.children ?? []) {
    const [name, , source] = iterator.children;
    if (name === undefined || source === undefined) continue;
    walk(source, inner, into);
    const only = source.children.length === 1 ? source.children[0] : undefined;
    inner = { ...inner, locals: bind(inner.locals, [[spelled(name), only === undefined ? null : sourceOf(only, inner)]]) };
  }
  if (body !== undefined) walk(body, inner, into);
}

function walkContext(node: SyntaxNode, place: Place, into: Collector): void {
  let inner = place;
  for (const entry of node.children.slice(1, -1)) {
    const [key, value] = entry.children;
    if (key === undefined || value === undefined) continue;
    const name = key.children[0]?.name === 'StringLiteral' ? unquoted(key.text) : spelled(key);
    // A function sees its own name, so that it may call itself.
    const named: Place = { ...inner, locals: bind(inner.locals, [[name, null]]) };
    walk(value, value.name === 'FunctionDefinition' ? named : inner, into);
    inner = named;
  }
}

/** The free path that a list comes from, when there is one. */
function sourceOf(node: SyntaxNode, place: Place): string | null {
  if (node.name === 'FilterExpression' || node.name === 'ParenthesizedExpression') {
    const inner = node.children[node.name === 'FilterExpression' ? 0 : 1];
    return inner === undefined ? null : sourceOf(inner, place);
  }
  const path = pathOf(node);
  const [root = '', ...rest] = path ?? [];
  if (path === undefined) return null;
  const bound = place.locals.get(root);
  if (bound === null) return null;
  return [bound ?? root, ...rest].join('.');
}

function bind(locals: Locals, entries: readonly (readonly [string, string | null])[]): Locals {
  return new Map([...locals, ...entries]);
}

/** The names of `a.b.c`; undefined for anything else. */
export function pathOf(node: SyntaxNode): readonly string[] | undefined {
  if (node.name === 'VariableName') return [spelled(node)];
  const [start, , name] = node.children;
  if (node.name !== 'PathExpression' || start === undefined || name === undefined) return undefined;
  const path = pathOf(start);
  return path === undefined ? undefined : [...path, spelled(name)];
}
