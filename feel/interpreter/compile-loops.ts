import { FeelDate, FeelRange } from 'feelin';
import { child, type Compile, type Compiled } from './compile';
import { compare, rangeIncludes } from './compare';
import { Failure, within, type Scope } from './run';
import { spelled, type SyntaxNode } from './syntax';
import { describe, isRecord } from './values';

interface Iterator {
  readonly name: string;
  readonly items: (scope: Scope) => readonly unknown[] | null;
}

/** `for x in xs, y in ys return …`; `partial` holds the results so far. */
export function compileFor(node: SyntaxNode, compile: Compile): Compiled {
  const iterators = iteratorsOf(child(node, 1), compile);
  const body = compile(child(node, 3));
  return (scope) => {
    const partial: unknown[] = [];
    const isComplete = visit(iterators, within(scope, { partial }), (inner) => {
      partial.push(body(inner));
      return true;
    });
    return isComplete === null ? null : partial;
  };
}

/** `some x in xs satisfies …`, `every x in xs satisfies …` */
export function compileQuantified(node: SyntaxNode, compile: Compile): Compiled {
  const decisive = child(node, 0).name === 'some';
  const iterators = iteratorsOf(child(node, 1), compile);
  const condition = compile(child(node, 3));
  return (scope) => {
    let isOpen = false;
    const isComplete = visit(iterators, scope, (inner) => {
      const outcome = condition(inner);
      if (outcome !== true && outcome !== false) isOpen = true;
      return outcome !== decisive;
    });
    if (isComplete === false) return decisive;
    return isComplete === null || isOpen ? null : !decisive;
  };
}

/** `list[condition]` with `item` and the item's own properties in sight, or `list[index]`, counted from 1 or from the end. */
export function compileFilter(node: SyntaxNode, compile: Compile): Compiled {
  const target = compile(child(node, 0));
  const filterNode = child(node, 2);
  const filter = compile(filterNode);
  const mayBeIndex = !['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression', 'InstanceOfExpression', 'SimplePositiveUnaryTest', 'BooleanLiteral'].includes(filterNode.name);
  return (scope) => {
    const value = target(scope);
    if (value === null) return null;
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const index = mayBeIndex ? filter(scope) : null;
    if (typeof index === 'number') return items.at(index < 0 ? index : index - 1) ?? null;
    return items.filter((item) => {
      const around = within(scope, { item, '?': item });
      const outcome = filter(isRecord(item) ? within(around, item) : around);
      return outcome === true || (outcome instanceof FeelRange && rangeIncludes(outcome, item, scope.run) === true);
    });
  };
}

/** Runs the visitor for each combination, the last iterator fastest; false when it stopped, null when something iterated is null. */
function visit(iterators: readonly Iterator[], scope: Scope, visitor: (scope: Scope) => boolean): boolean | null {
  const [first, ...rest] = iterators;
  if (first === undefined) return visitor(scope);
  const items = first.items(scope);
  if (items === null) return null;
  for (const item of items) {
    scope.run.spend(1);
    const outcome = visit(rest, within(scope, Object.fromEntries([[first.name, item]])), visitor);
    if (outcome !== true) return outcome;
  }
  return true;
}

function iteratorsOf(node: SyntaxNode, compile: Compile): Iterator[] {
  return node.children.map((part) => ({ name: spelled(child(part, 0)), items: compileItems(child(part, 2), compile) }));
}

function compileItems(node: SyntaxNode, compile: Compile): Iterator['items'] {
  const start = compile(child(node, 0));
  if (node.children.length === 1) {
    return (scope) => {
      const value = start(scope);
      if (value === null) return null;
      if (value instanceof FeelRange) return enumerated(value, scope);
      return Array.isArray(value) ? value : [value];
    };
  }
  const end = compile(child(node, 2));
  return (scope) => {
    const [first, last] = [start(scope), end(scope)];
    return first === null || last === null ? null : between(first, last, scope);
  };
}

function enumerated(range: FeelRange, scope: Scope): readonly unknown[] {
  const all = between(range.start, range.end, scope);
  return all.filter((item, index) => (range['start included'] || index > 0) && (range['end included'] || compare(item, range.end, scope.run) !== 0));
}

/** Whole numbers or days from first to last, downwards when last is less. */
function between(first: unknown, last: unknown, scope: Scope): readonly unknown[] {
  if (typeof first === 'number' && typeof last === 'number') {
    const size = Math.floor(Math.abs(last - first)) + 1;
    scope.run.spend(size);
    return Array.from({ length: size }, (_, index) => (first <= last ? first + index : first - index));
  }
  if (first instanceof FeelDate && last instanceof FeelDate) {
    const days = first.value.until(last.value).days;
    scope.run.spend(Math.abs(days) + 1);
    return Array.from({ length: Math.abs(days) + 1 }, (_, index) => new FeelDate(first.value.add({ days: days < 0 ? -index : index })));
  }
  throw new Failure(`a loop can't run from ${describe(first)} to ${describe(last)}`);
}
