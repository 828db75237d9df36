import type { FeelContext, Value, Variables } from './types';
import { FeelError } from './feel-error';

/** What an evaluation gave, and which years' holidays had to be assumed for it (暂按推算). */
export interface Evaluation {
  readonly value: Value;
  /** Years, `"2027"`, ascending. */
  readonly assumedYears: readonly string[];
}

/** Evaluates a FEEL expression (without the leading `=`); throws `FeelError` when it can't be read, fails, or takes too many steps. */
export function evaluate(expression: string, variables: Variables, context: FeelContext): Value {
  return evaluateWithNotes(expression, variables, context).value;
}

/** `evaluate`, and whether the value rests on a year whose holidays are not published yet. */
export function evaluateWithNotes(expression: string, _variables: Variables, _context: FeelContext): Evaluation {
  throw new FeelError(expression, 'not ready yet');
}
