import { evaluate, FeelError, type FeelContext, type Value, type Variables } from '../../../feel/index';
import { publishedCalendar } from '../../../feel/published-calendar';

export const CONTEXT: FeelContext = { now: '2026-03-02T01:00:00Z', zone: 'Asia/Shanghai', calendar: publishedCalendar(2025) };

export const VARIABLES: Variables = {
  a: { b: 1, 'x-y': 5 },
  list: [{ n: 1, tag: 'a' }, { n: 2, tag: 'b' }],
  numbers: [3, 1, 2],
  due: '2026-03-05',
  startedAt: '2026-03-02T20:00:00.000Z',
  text: 'x',
  nothing: null,
  审查: { 结果: '同意', 票数: 3 },
  'odd-name': 3,
};

/** The value of an expression over the sample variables. */
export function valueOf(expression: string, variables: Variables = VARIABLES): Value {
  return evaluate(expression, variables, CONTEXT);
}

/** Why an expression fails; empty when it doesn't. */
export function failureOf(expression: string, variables: Variables = VARIABLES): string {
  try {
    evaluate(expression, variables, CONTEXT);
    return '';
  } catch (error) {
    if (error instanceof FeelError) return error.message;
    throw error;
  }
}
