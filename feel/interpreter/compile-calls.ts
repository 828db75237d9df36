import { FeelFunction } from 'feelin';
import { BUILTINS } from '../builtins';
import type { Builtin } from '../builtins/define';
import { pathOf } from './analyse';
import { child, type Compile, type Compiled } from './compile';
import { Failure, lookUp, within, type Scope } from './run';
import { spelled, type SyntaxNode } from './syntax';
import { isRecord, property } from './values';

interface Arguments {
  /** Null for positional ones. */
  readonly name: string | null;
  readonly value: Compiled;
}

/** `f(a, b)`, `f(x: a)`: a function of the expression itself, else a built-in. */
export function compileCall(node: SyntaxNode, compile: Compile): Compiled {
  const target = child(node, 0);
  const nodes = argumentNodes(node);
  if (target.name === 'PathExpression' || target.name === 'FunctionInvocation' || target.name === 'ParenthesizedExpression') {
    const callee = compile(target);
    const given = argumentsOf(nodes, compile);
    return (scope) => invoke(callee(scope), target.text, given, scope);
  }
  const name = spelled(target);
  if (name === 'is defined') return compileIsDefined(nodes);
  const builtin = BUILTINS.get(name);
  const given = argumentsOf(nodes, compile);
  return (scope) => {
    const local = lookUp(scope, name);
    if (local instanceof FeelFunction || builtin === undefined) return invoke(local, name, given, scope);
    return callBuiltin(builtin, given, scope);
  };
}

/** `function(a, b) …` */
export function compileFunction(node: SyntaxNode, compile: Compile): Compiled {
  if (node.children.some((part) => part.name === 'external')) throw new Failure('external functions are not supported');
  const parameters = (node.children.find((part) => part.name === 'FormalParameters')?.children ?? []).map((part) => spelled(child(part, 0)));
  const body = compile(child(node, -1));
  return (scope) => {
    const apply = (...given: unknown[]): unknown => {
      const names = Object.fromEntries(parameters.map((name, index) => [name, given[index] ?? null]));
      return scope.run.call(() => body(within(scope, names)));
    };
    return new FeelFunction(apply, parameters);
  };
}

function argumentNodes(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.find((part) => part.name === 'PositionalParameters' || part.name === 'NamedParameters')?.children ?? [];
}

function argumentsOf(nodes: readonly SyntaxNode[], compile: Compile): readonly Arguments[] {
  return nodes.map((part) => (part.name === 'NamedParameter' ? { name: spelled(child(part, 0)), value: compile(child(part, 1)) } : { name: null, value: compile(part) }));
}

function invoke(callee: unknown, name: string, given: readonly Arguments[], scope: Scope): unknown {
  if (!(callee instanceof FeelFunction)) throw new Failure(`there is no function "${name}"`);
  return callee.invoke(ordered(given, callee.parameterNames, name, scope));
}

function callBuiltin(builtin: Builtin, given: readonly Arguments[], scope: Scope): unknown {
  try {
    return builtin.call(ordered(given, builtin.parameters, builtin.name, scope), scope.run);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(`${builtin.name}: ${error.message}`);
    throw error;
  }
}

/** Arguments in the order of the parameters; a rest parameter keeps all that remain. */
function ordered(given: readonly Arguments[], parameters: readonly string[], name: string, scope: Scope): unknown[] {
  const isOpen = parameters.at(-1)?.startsWith('...') === true;
  if (!isOpen && given.length > parameters.length) throw new Failure(`"${name}" takes at most ${parameters.length} arguments, not ${given.length}`);
  const values: unknown[] = [];
  for (const [index, argument] of given.entries()) {
    const place = argument.name === null ? index : placeOf(argument.name, parameters, name);
    values[place] = argument.value(scope);
  }
  return Array.from(values, (value) => value ?? null);
}

function placeOf(argument: string, parameters: readonly string[], name: string): number {
  const place = parameters.findIndex((parameter) => parameter.replace('...', '').split('|').includes(argument));
  if (place === -1) throw new Failure(`"${name}" has no parameter "${argument}"`);
  return place;
}

/** `is defined(a.b)`: whether the path exists, be its value null. */
function compileIsDefined(nodes: readonly SyntaxNode[]): Compiled {
  const [argument] = nodes;
  if (argument === undefined || nodes.length > 1) throw new Failure('"is defined" takes one argument');
  const path = pathOf(argument.name === 'NamedParameter' ? child(argument, 1) : argument);
  if (path === undefined) return () => true;
  const [root = '', ...rest] = path;
  return (scope) => {
    let value = lookUp(scope, root);
    for (const name of rest) {
      if (!isRecord(value) || !Object.hasOwn(value, name)) return false;
      value = property(value, name);
    }
    return value !== undefined;
  };
}
