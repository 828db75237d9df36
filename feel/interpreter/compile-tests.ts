import { FeelRange } from 'feelin';
import { child, type Compile, type Compiled } from './compile';
import { compare, equal, rangeIncludes } from './compare';
import { Failure, within, type Run } from './run';
import type { SyntaxNode } from './syntax';
import { kindOf } from './values';

/** `a < b`, `a = b`, `a in …`, `a between b and c`. */
export function compileTest(node: SyntaxNode, compile: Compile): Compiled {
  const left = compile(child(node, 0));
  const operator = child(node, 1);
  if (operator.name === 'in') return compileMembership(left, node, compile);
  const right = compile(child(node, 2));
  if (operator.name === 'between') {
    const high = compile(child(node, 4));
    return (scope) => {
      const [value, low, top] = [left(scope), right(scope), high(scope)];
      if (value === null || low === null || top === null) return null;
      return compare(low, value, scope.run) <= 0 && compare(value, top, scope.run) <= 0;
    };
  }
  const holds = comparison(operator.text);
  return (scope) => holds(left(scope), right(scope), scope.run);
}

/** `> 5` standing alone, and intervals: a range to be tested against. */
export function compileUnaryTest(node: SyntaxNode, compile: Compile): Compiled {
  if (node.children.length === 1) return compile(child(node, 0));
  const operator = child(node, 0).text;
  const bound = compile(child(node, 1));
  if (operator === '=') return bound;
  return (scope) => openRange(operator, bound(scope));
}

/** `[a..b]`, `(a..b]`, `]a..b[` */
export function compileInterval(node: SyntaxNode, compile: Compile): Compiled {
  const [start, end] = [compile(child(node, 1)), compile(child(node, 3))];
  const isStartIncluded = child(node, 0).text === '[';
  const isEndIncluded = child(node, 4).text === ']';
  return (scope) => rangeOf(start(scope), end(scope), isStartIncluded, isEndIncluded);
}

export function rangeOf(start: unknown, end: unknown, isStartIncluded: boolean, isEndIncluded: boolean): FeelRange {
  return new FeelRange({ start, end, 'start included': isStartIncluded && start !== null, 'end included': isEndIncluded && end !== null, valueType: kindOf(start ?? end) });
}

function compileMembership(left: Compiled, node: SyntaxNode, compile: Compile): Compiled {
  const last = node.children.find((part, index) => index > 1 && part.name.startsWith('PositiveUnaryTest')) ?? child(node, 2);
  const tests = (last.name === 'PositiveUnaryTests' ? last.children : [last]).map(compile);
  return (scope) => {
    const value = left(scope);
    const inner = within(scope, { '?': value });
    const outcomes = tests.map((test) => isMember(value, test(inner), scope.run));
    if (outcomes.includes(true)) return true;
    return outcomes.includes(null) ? null : false;
  };
}

/** One test of `in`: a range holds the value, a list contains it, a condition on `?` is met, anything else equals it. */
function isMember(value: unknown, test: unknown, run: Run): boolean | null {
  if (test instanceof FeelRange) return rangeIncludes(test, value, run);
  if (Array.isArray(test) && !Array.isArray(value)) {
    return test.some((item: unknown) => (item instanceof FeelRange ? rangeIncludes(item, value, run) === true : equal(value, item ?? null, run) === true));
  }
  if (Array.isArray(test) && Array.isArray(value)) {
    return equal(value, test, run) === true || test.some((item: unknown) => equal(value, item ?? null, run) === true);
  }
  if (typeof test === 'boolean' && typeof value !== 'boolean') return test;
  return equal(value, test, run) === true;
}

type Test = (left: unknown, right: unknown, run: Run) => boolean | null;

function comparison(operator: string): Test {
  switch (operator) {
    case '=':
      return equal;
    case '!=':
      return (left, right, run) => negated(equal(left, right, run));
    case '<':
      return ordering((order) => order < 0);
    case '<=':
      return ordering((order) => order <= 0);
    case '>':
      return ordering((order) => order > 0);
    case '>=':
      return ordering((order) => order >= 0);
    default:
      throw new Failure(`"${operator}" is not supported`);
  }
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function ordering(holds: (order: number) => boolean): Test {
  return (left, right, run) => (left === null || right === null ? null : holds(compare(left, right, run)));
}

function openRange(operator: string, bound: unknown): FeelRange {
  switch (operator) {
    case '>':
    case '>=':
      return rangeOf(bound, null, operator === '>=', false);
    case '<':
    case '<=':
      return rangeOf(null, bound, false, operator === '<=');
    default:
      throw new Failure(`"${operator}" can't stand before a test`);
  }
}
