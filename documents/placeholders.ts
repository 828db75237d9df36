import { evaluate, type FeelContext, type Value, type Variables } from '../feel';

const PLACEHOLDER = /\{\{(.+?)\}\}/gs;
const QUARTER = /^(\d{4})Q([1-4])$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/;

/** The FEEL between the double braces of a text. */
export function expressionsIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, expression = '']) => expression.trim());
}

/** The text with every placeholder written out. Throws `FeelError` when one can't be evaluated. */
export function writtenOut(text: string, variables: Variables, context: FeelContext): string {
  return text.replace(PLACEHOLDER, (_, expression: string) => inWords(evaluate(expression.trim(), variables, context)));
}

/** A value as a paper writes it. */
function inWords(value: Value): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item: Value) => inWords(item)).filter((item) => item !== '').join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return JSON.stringify(value);
  const quarter = typeof value === 'string' ? QUARTER.exec(value) : null;
  if (quarter) return `${quarter[1]}年第${'一二三四'.charAt(Number(quarter[2]) - 1)}季度`;
  const day = typeof value === 'string' ? DAY.exec(value) : null;
  return day ? `${Number(day[1])}年${Number(day[2])}月${Number(day[3])}日` : String(value);
}
