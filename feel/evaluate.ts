import { evaluate as interpret, FeelDate, FeelDateTime, FeelDuration } from 'feelin';
import { addStatutoryDays, addWorkingDays, isWorkingDay, workingDaysBetween, type CalendarAnswer } from './calendar';
import { FeelError } from './feel-error';
import { endOfDay, offsetIso, zonedDateTime } from './instants';
import type { FeelContext, Value, Variables } from './types';

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
export function evaluateWithNotes(expression: string, variables: Variables, context: FeelContext): Evaluation {
  const assumed = new Set<string>();
  const note = <T>(answer: CalendarAnswer<T>): T => {
    answer.assumedYears.forEach((year) => assumed.add(year));
    return answer.value;
  };
  const { calendar, zone } = context;
  const now = zonedDateTime(context.now, zone);
  const day = (value: unknown): string => {
    const text = String(value);
    return text.includes('T') ? zonedDateTime(text, zone).toPlainDate().toString() : text;
  };
  const date = (text: string): unknown => interpret(`date("${text}")`).value;
  const functions = {
    now: () => new FeelDateTime(now.toPlainDateTime(), zone),
    today: () => new FeelDate(now.toPlainDate()),
    'add working days': (from: unknown, n: number) => date(note(addWorkingDays(calendar, day(from), n))),
    'add statutory days': (from: unknown, n: number) => date(note(addStatutoryDays(calendar, day(from), n))),
    'working days between': (from: unknown, to: unknown) => note(workingDaysBetween(calendar, day(from), day(to))),
    'is working day': (d: unknown) => note(isWorkingDay(calendar, day(d))),
    'end of day': (d: unknown) => interpret(`date and time("${endOfDay(day(d), zone)}")`).value,
  };
  try {
    const { value } = interpret(expression, { ...variables, ...functions });
    return { value: plain(value), assumedYears: [...assumed].sort() };
  } catch (error) {
    throw new FeelError(expression, error instanceof Error ? error.message : String(error));
  }
}

function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (value instanceof FeelDateTime && value.zone !== null && value.zone !== 'UTC') return offsetIso(zonedDateTime(value.toString(), value.zone));
  if (value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelDuration) return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value as Value;
}
