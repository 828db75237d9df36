import { Type, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { InvalidInput, type InputProblem } from '../../forms/invalid-input';

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>();

/** An object of just these properties. */
export function closed<T extends TProperties>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false });
}

/** The request body as its schema describes it. Throws `InvalidInput` with everything that is wrong. */
export function parse<T extends TSchema>(schema: T, input: unknown): Static<T> {
  const hostile = hostileKeys(input);
  if (hostile.length > 0) throw new InvalidInput(hostile);
  return checked(schema, input);
}

/** The query string as its schema describes it: texts become numbers and booleans where it says so. */
export function parseQuery<T extends TSchema>(schema: T, query: unknown): Static<T> {
  return checked(schema, Value.Convert(schema, { ...(query as object) }));
}

function checked<T extends TSchema>(schema: T, input: unknown): Static<T> {
  const check = compiled.get(schema) ?? TypeCompiler.Compile(schema);
  compiled.set(schema, check);
  if (check.Check(input)) return input as Static<T>;
  const problems = [...check.Errors(input)].slice(0, 50).map(({ path, message }) => ({ path, message }));
  throw new InvalidInput(problems);
}

const MOST_DEPTH = 40;
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys that would mean something to JavaScript or MongoDB rather than to us, at any depth. */
function hostileKeys(input: unknown, path = '', depth = 0): InputProblem[] {
  if (typeof input !== 'object' || input === null) return [];
  if (depth > MOST_DEPTH) return [{ path, message: `is nested deeper than ${MOST_DEPTH} levels` }];
  return Object.entries(input).flatMap(([key, value]) => {
    const at = `${path}/${key}`;
    if (!Array.isArray(input) && (FORBIDDEN.has(key) || key.startsWith('$') || key.includes('.') || key.includes('\0'))) return [{ path: at, message: `the name ${JSON.stringify(key)} is not allowed` }];
    return hostileKeys(value, at, depth + 1);
  });
}

/** Page and size of every list. */
export const paging = { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })), size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) };

/** An opaque id as it stands in bodies and queries. */
export const id = Type.String({ minLength: 1, maxLength: 300 });
