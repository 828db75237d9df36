import { FeelError } from './feel-error';
import { readExpression } from './interpreter/expression';
import { Failure, Run } from './interpreter/run';
import { toValue } from './interpreter/values';
import type { FeelContext, Value, Variables } from './types';

/** What an evaluation gave, and which years' holidays had to be assumed for it (暂按推算). */
export interface Evaluation {
  readonly value: Value;
  /** Years, `"2027"`, ascending. */
  readonly assumedYears: readonly string[];
  /** What it cost, in steps of the budget; the same for the same expression and variables. */
  readonly steps: number;
}

/**
 * Evaluates a FEEL expression (without the leading `=`) to plain JSON: dates are `YYYY-MM-DD`, durations ISO 8601.
 * A missing variable is null, and null spreads as FEEL has it. Throws `FeelError` when the expression can't be read,
 * joins or compares values of types that don't go together, calls what isn't there, or takes too many steps.
 */
export function evaluate(expression: string, variables: Variables, context: FeelContext): Value {
  return evaluateWithNotes(expression, variables, context).value;
}

/** `evaluate`, and whether the value rests on a year whose holidays are not published yet. */
export function evaluateWithNotes(expression: string, variables: Variables, context: FeelContext): Evaluation {
  const read = readExpression(expression);
  if (read.kind === 'wrong') throw new FeelError(expression, read.problem.message);
  const taken = read.reserved.find((name) => Object.hasOwn(variables, name));
  if (taken !== undefined) throw new FeelError(expression, `the variable "${taken}" is named like a built-in function; give it another name`);
  const run = new Run(context);
  try {
    const value = toValue(read.evaluate({ run, names: variables }), run);
    return { value, assumedYears: [...run.assumedYears].sort(), steps: run.spent };
  } catch (error) {
    throw new FeelError(expression, reasonOf(error), run.spent);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  // A RangeError is a date beyond the calendar or a stack that ran out: the expression's fault, never ours to crash on.
  return error instanceof Error ? error.message : String(error);
}
