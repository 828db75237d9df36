import { readExpression } from './interpreter/expression';

/**
 * The free variable paths of an expression, dotted and sorted: `review.result`, `branchId`. Empty when it can't be read.
 * Loop variables are traced to their list: `for b in branches return b.name` gives `branches` and `branches.name`.
 * A bare name inside a filter may be a variable or a property of the items: `list[age > 3]` gives `age`, `list` and `list.age`.
 */
export function namesIn(expression: string): readonly string[] {
  const read = readExpression(expression);
  return read.kind === 'ready' ? read.mentions.paths : [];
}

/** First names that must be variables: those of `namesIn` that stand outside filters. */
export function rootsIn(expression: string): readonly string[] {
  const read = readExpression(expression);
  return read.kind === 'ready' ? read.mentions.roots : [];
}

/** Names of the built-in functions that an expression calls. */
export function functionsIn(expression: string): readonly string[] {
  const read = readExpression(expression);
  return read.kind === 'ready' ? read.mentions.functions : [];
}
