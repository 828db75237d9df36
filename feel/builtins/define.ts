import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange } from 'feelin';
import { Failure, type Run } from '../interpreter/run';
import { dayOf, readDateOrTime } from '../interpreter/temporal';
import { describe, isRecord, type FeelRecord } from '../interpreter/values';

/** A function that expressions may call. */
export interface Builtin {
  readonly name: string;
  /** In order; `a|b` are two names for one place, a name that starts with `...` takes all that remains. */
  readonly parameters: readonly string[];
  /** Arguments in the parameters' order, null where none is given. */
  readonly call: (given: readonly unknown[], run: Run) => unknown;
}

/** Reads one argument: undefined means it has the wrong type. */
export interface Parameter<T> {
  readonly name: string;
  readonly expects: string;
  readonly read: (value: unknown, run: Run) => T | undefined;
  /** True when null is an argument like any other; otherwise a null makes the whole result null, as FEEL has it. */
  readonly takesNull: boolean;
}

type Read<P extends readonly Parameter<unknown>[]> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Declares a built-in: arguments are read by their parameters before the body sees them. */
export function define<const P extends readonly Parameter<unknown>[]>(name: string, parameters: P, body: (given: Read<P>, run: Run) => unknown): Builtin {
  return {
    name,
    parameters: parameters.map((parameter) => parameter.name),
    call: (given, run) => {
      const args: unknown[] = [];
      for (const [index, parameter] of parameters.entries()) {
        const value = given[index] ?? null;
        if (value === null && !parameter.takesNull) return null;
        const read = parameter.read(value, run);
        if (read === undefined) throw new Failure(`${name}: "${parameter.name}" must be ${parameter.expects}, not ${describe(value)}`);
        args.push(read);
      }
      return body(args as Read<P>, run);
    },
  };
}

/** Declares a built-in that takes either one list or any number of values. */
export function defineForList(name: string, body: (items: readonly unknown[], run: Run) => unknown): Builtin {
  return {
    name,
    parameters: ['...list'],
    call: (given, run) => {
      const [first] = given;
      if (given.length === 1 && (first === null || first === undefined)) return null;
      const items = given.length === 1 && Array.isArray(first) ? first : given;
      run.spend(items.length);
      return body(items as readonly unknown[], run);
    },
  };
}

function parameter<T>(name: string, expects: string, read: (value: unknown, run: Run) => T | undefined): Parameter<T> {
  return { name, expects, read, takesNull: false };
}

export const any = (name: string): Parameter<unknown> => ({ name, expects: 'a value', read: (value) => value, takesNull: true });

export const text = (name: string): Parameter<string> => parameter(name, 'a string', (value) => (typeof value === 'string' ? value : undefined));

export const numeral = (name: string): Parameter<number> => parameter(name, 'a number', (value) => (typeof value === 'number' ? value : undefined));

export const whole = (name: string): Parameter<number> => parameter(name, 'a whole number', (value) => (Number.isSafeInteger(value) ? (value as number) : undefined));

/** A list; a single value counts as a list of one. */
export const list = (name: string): Parameter<readonly unknown[]> =>
  parameter(name, 'a list', (value, run) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    run.spend(items.length);
    return items;
  });

export const record = (name: string): Parameter<FeelRecord> => parameter(name, 'a context', (value) => (isRecord(value) ? value : undefined));

export const callable = (name: string): Parameter<FeelFunction> => parameter(name, 'a function', (value) => (value instanceof FeelFunction ? value : undefined));

export const range = (name: string): Parameter<FeelRange> => parameter(name, 'a range', (value) => (value instanceof FeelRange ? value : undefined));

export const durationOf = (name: string): Parameter<FeelDuration> => parameter(name, 'a duration', (value) => (value instanceof FeelDuration ? value : undefined));

/** A date, or the day in the district of a date and time; ISO strings of either are read. */
export const day = (name: string): Parameter<FeelDate> =>
  parameter(name, 'a date', (value, run) => {
    const read = typeof value === 'string' ? readDateOrTime(value) : value;
    if (read instanceof FeelDateTime) return dayOf(read, run.context.zone);
    return read instanceof FeelDate ? read : undefined;
  });

/** Makes a parameter optional: the body sees null when it is left out. */
export function optional<T>(inner: Parameter<T>): Parameter<T | null> {
  return { ...inner, takesNull: true, read: (value, run) => (value === null ? null : inner.read(value, run)) };
}
