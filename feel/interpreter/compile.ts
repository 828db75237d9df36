import { compileCall, compileFunction } from './compile-calls';
import { compileFilter, compileFor, compileQuantified } from './compile-loops';
import { compileTest, compileUnaryTest, compileInterval } from './compile-tests';
import { unquoted } from './literals';
import { arithmetic, negated } from './operators';
import { propertyOf } from './properties';
import { Failure, lookUp, within, type Scope } from './run';
import { spelled, type SyntaxNode } from './syntax';
import { readLiteral } from './temporal';
import { recordOf } from './values';
import { typeTest } from './types-of-feel';

/** An expression ready to run: gives its value in a scope, never undefined. */
export type Compiled = (scope: Scope) => unknown;
export type Compile = (node: SyntaxNode) => Compiled;

/** Turns a syntax tree into a function; each visit of a node is one step of the budget. */
export function compile(node: SyntaxNode): Compiled {
  const run = compileNode(node);
  return (scope) => {
    scope.run.spend(1);
    return run(scope) ?? null;
  };
}

/** The n-th child; the parser has accepted the tree, so that it is there. */
export function child(node: SyntaxNode, index: number): SyntaxNode {
  const found = node.children.at(index);
  if (found === undefined) throw new Failure(`"${node.text}" can't be read`);
  return found;
}

function compileNode(node: SyntaxNode): Compiled {
  switch (node.name) {
    case 'Expression':
    case 'FunctionBody':
    case 'PositiveUnaryTest':
      return compile(child(node, 0));
    case 'ParenthesizedExpression':
      return compile(child(node, 1));
    case 'null':
      return () => null;
    case 'BooleanLiteral':
      return constant(node.text === 'true');
    case 'NumericLiteral':
      return constant(Number(node.text.replace(/\s+/g, '')));
    case 'StringLiteral':
      return constant(unquoted(node.text));
    case 'VariableName':
      return compileName(spelled(node));
    case '?':
      return compileName('?');
    case 'PathExpression':
      return compilePath(node);
    case 'List':
      return compileList(node);
    case 'Context':
      return compileContext(node);
    case 'IfExpression':
      return compileIf(node);
    case 'Conjunction':
      return compileLogic(node, false);
    case 'Disjunction':
      return compileLogic(node, true);
    case 'ArithmeticExpression':
      return compileArithmetic(node);
    case 'Comparison':
      return compileTest(node, compile);
    case 'SimplePositiveUnaryTest':
      return compileUnaryTest(node, compile);
    case 'Interval':
      return compileInterval(node, compile);
    case 'InstanceOfExpression':
      return compileInstanceOf(node);
    case 'ForExpression':
      return compileFor(node, compile);
    case 'QuantifiedExpression':
      return compileQuantified(node, compile);
    case 'FilterExpression':
      return compileFilter(node, compile);
    case 'FunctionInvocation':
      return compileCall(node, compile);
    case 'FunctionDefinition':
      return compileFunction(node, compile);
    case 'DateTimeLiteral':
      return child(node, 0).name === 'AtLiteral' ? compileAt(child(node, 0)) : compileCall(node, compile);
    default:
      throw new Failure(`"${node.text.slice(0, 40)}" (${node.name}) is not supported`);
  }
}

function constant(value: unknown): Compiled {
  return () => value;
}

function compileName(name: string): Compiled {
  return (scope) => lookUp(scope, name);
}

function compilePath(node: SyntaxNode): Compiled {
  const target = compile(child(node, 0));
  const name = spelled(child(node, 2));
  return (scope) => {
    const value = target(scope);
    if (!Array.isArray(value)) return propertyOf(value, name);
    scope.run.spend(value.length);
    return value.map((item: unknown) => propertyOf(item, name));
  };
}

function compileList(node: SyntaxNode): Compiled {
  const items = node.children.slice(1, -1).map(compile);
  return (scope) => items.map((item) => item(scope));
}

/** Entries see the ones before them. */
function compileContext(node: SyntaxNode): Compiled {
  const entries = node.children.slice(1, -1).map((entry) => ({ key: keyOf(child(entry, 0)), value: compile(child(entry, -1)) }));
  return (scope) => {
    const names = Object.create(null) as Record<string, unknown>;
    const inner = within(scope, names);
    for (const { key, value } of entries) names[key] = value(inner);
    return recordOf(Object.entries(names));
  };
}

function keyOf(node: SyntaxNode): string {
  const inner = node.children[0];
  return inner?.name === 'StringLiteral' ? unquoted(inner.text) : spelled(node);
}

function compileIf(node: SyntaxNode): Compiled {
  const [condition, whenTrue, otherwise] = [compile(child(node, 1)), compile(child(node, 3)), compile(child(node, 5))];
  return (scope) => (condition(scope) === true ? whenTrue(scope) : otherwise(scope));
}

/** Three-valued: `decisive` settles it (false for `and`, true for `or`), what is no boolean leaves it open. */
function compileLogic(node: SyntaxNode, decisive: boolean): Compiled {
  const [left, right] = [compile(child(node, 0)), compile(child(node, 2))];
  return (scope) => {
    const a = left(scope);
    if (a === decisive) return decisive;
    const b = right(scope);
    if (b === decisive) return decisive;
    return a === !decisive && b === !decisive ? !decisive : null;
  };
}

function compileArithmetic(node: SyntaxNode): Compiled {
  if (node.children.length === 2) {
    const value = compile(child(node, 1));
    return (scope) => negated(value(scope));
  }
  const [left, right, op] = [compile(child(node, 0)), compile(child(node, 2)), child(node, 1).text];
  return (scope) => arithmetic(op, left(scope), right(scope), scope.run);
}

function compileInstanceOf(node: SyntaxNode): Compiled {
  const value = compile(child(node, 0));
  const test = typeTest(child(node, 3));
  return (scope) => test(value(scope));
}

function compileAt(node: SyntaxNode): Compiled {
  const text = unquoted(child(node, 0).text);
  const value = readLiteral(text);
  if (value === undefined) throw new Failure(`@"${text}" is no date, time or duration`);
  return constant(value);
}
