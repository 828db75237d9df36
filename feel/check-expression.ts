import { readExpression } from './interpreter/expression';

/** Whether an expression can be read; `position` is the offset of the first wrong character. */
export type ExpressionCheck = { readonly ok: true } | { readonly ok: false; readonly message: string; readonly position: number };

/** Reads an expression without evaluating it; refuses calls of functions that don't exist. */
export function checkExpression(expression: string): ExpressionCheck {
  const read = readExpression(expression);
  return read.kind === 'ready' ? { ok: true } : { ok: false, ...read.problem };
}
