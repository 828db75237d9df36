type Keywords = Readonly<Record<string, unknown>>;

/** Depth at which a schema that refers to itself is taken to fit. */
const DEEPEST = 40;

/**
 * Whether data fits a schema, for the questions that rjsf asks while it draws a form: which branch of `if`, `oneOf`,
 * `anyOf` or `dependencies` applies. A small part of draft-07, without compiling, so it needs no `eval`; formats are
 * not looked at. What decides whether answers may be handed in is the form's own precompiled validator.
 */
export function fitsSchema(schema: unknown, data: unknown, root: unknown = schema, depth = 0): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema) || depth > DEEPEST) return true;
  const again = (inner: unknown, value: unknown): boolean => fitsSchema(inner, value, root, depth + 1);
  if (typeof schema['$ref'] === 'string') return again(resolveRef(schema['$ref'], root), data);
  return fitsType(schema, data) && fitsValue(schema, data) && fitsCombination(schema, data, again) && fitsContent(schema, data, again);
}

type Again = (schema: unknown, data: unknown) => boolean;

function fitsContent(schema: Keywords, data: unknown, again: Again): boolean {
  if (typeof data === 'string') return fitsText(schema, data);
  if (typeof data === 'number') return fitsNumber(schema, data);
  if (Array.isArray(data)) return fitsArray(schema, data, again);
  return !isObject(data) || fitsObject(schema, data, again);
}

function fitsType(schema: Keywords, data: unknown): boolean {
  const type = schema['type'];
  if (type === undefined) return true;
  return (Array.isArray(type) ? type : [type]).some((name) => isOfType(name, data));
}

function isOfType(name: unknown, data: unknown): boolean {
  switch (name) {
    case 'null':
      return data === null;
    case 'array':
      return Array.isArray(data);
    case 'object':
      return isObject(data);
    case 'integer':
      return Number.isInteger(data);
    default:
      return typeof data === name;
  }
}

function fitsValue(schema: Keywords, data: unknown): boolean {
  if ('const' in schema && !sameJson(schema['const'], data)) return false;
  const allowed = schema['enum'];
  return !Array.isArray(allowed) || allowed.some((value) => sameJson(value, data));
}

function fitsCombination(schema: Keywords, data: unknown, again: Again): boolean {
  const { allOf, anyOf, oneOf, not } = schema;
  if (Array.isArray(allOf) && !allOf.every((part) => again(part, data))) return false;
  if (Array.isArray(anyOf) && !anyOf.some((part) => again(part, data))) return false;
  if (Array.isArray(oneOf) && oneOf.filter((part) => again(part, data)).length !== 1) return false;
  if (not !== undefined && again(not, data)) return false;
  if (schema['if'] === undefined) return true;
  const next = again(schema['if'], data) ? schema['then'] : schema['else'];
  return next === undefined || again(next, data);
}

function fitsText(schema: Keywords, text: string): boolean {
  const length = [...text].length;
  if (length < numberOr(schema['minLength'], 0) || length > numberOr(schema['maxLength'], Infinity)) return false;
  return typeof schema['pattern'] !== 'string' || new RegExp(schema['pattern'], 'u').test(text);
}

function fitsNumber(schema: Keywords, value: number): boolean {
  if (value < numberOr(schema['minimum'], -Infinity) || value > numberOr(schema['maximum'], Infinity)) return false;
  if (value <= numberOr(schema['exclusiveMinimum'], -Infinity) || value >= numberOr(schema['exclusiveMaximum'], Infinity)) return false;
  const step = schema['multipleOf'];
  if (typeof step !== 'number') return true;
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function fitsArray(schema: Keywords, items: readonly unknown[], again: Again): boolean {
  if (items.length < numberOr(schema['minItems'], 0) || items.length > numberOr(schema['maxItems'], Infinity)) return false;
  if (schema['uniqueItems'] === true && items.some((item, index) => items.slice(0, index).some((other) => sameJson(item, other)))) return false;
  if (schema['contains'] !== undefined && !items.some((item) => again(schema['contains'], item))) return false;
  const inner = schema['items'];
  if (inner === undefined) return true;
  return items.every((item, index) => again(Array.isArray(inner) ? (inner[index] ?? schema['additionalItems'] ?? true) : inner, item));
}

function fitsObject(schema: Keywords, data: Keywords, again: Again): boolean {
  const names = Object.keys(data).filter((name) => data[name] !== undefined);
  const has = (name: unknown): boolean => typeof name === 'string' && Object.hasOwn(data, name) && data[name] !== undefined;
  if (names.length < numberOr(schema['minProperties'], 0) || names.length > numberOr(schema['maxProperties'], Infinity)) return false;
  if (Array.isArray(schema['required']) && !schema['required'].every(has)) return false;
  if (schema['propertyNames'] !== undefined && !names.every((name) => again(schema['propertyNames'], name))) return false;
  return fitsDependencies(schema, data, has, again) && names.every((name) => fitsProperty(schema, name, data[name], again));
}

function fitsProperty(schema: Keywords, name: string, value: unknown, again: Again): boolean {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const patterns = Object.entries(isObject(schema['patternProperties']) ? schema['patternProperties'] : {}).filter(([pattern]) => new RegExp(pattern, 'u').test(name));
  if (!patterns.every(([, inner]) => again(inner, value))) return false;
  if (Object.hasOwn(properties, name)) return again(properties[name], value);
  return patterns.length > 0 || schema['additionalProperties'] === undefined || again(schema['additionalProperties'], value);
}

function fitsDependencies(schema: Keywords, data: Keywords, has: (name: unknown) => boolean, again: Again): boolean {
  const dependencies = schema['dependencies'];
  if (!isObject(dependencies)) return true;
  return Object.entries(dependencies).every(([name, needs]) => !has(name) || (Array.isArray(needs) ? needs.every(has) : again(needs, data)));
}

/** A local reference, `#/definitions/person`; an unknown one fits everything. */
function resolveRef(ref: string, root: unknown): unknown {
  if (!ref.startsWith('#')) return true;
  const steps = ref.slice(1).split('/').slice(1).map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>((at, step) => (isObject(at) || Array.isArray(at) ? (at as Keywords)[step] : undefined), root) ?? true;
}

function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]));
}

function isObject(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
