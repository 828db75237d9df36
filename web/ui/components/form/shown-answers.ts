import { memberLayers, propertyNames, rootLayers, type Layer } from '../../../../forms/layers';
import type { JsonSchema } from '../../../../forms/document';
import type { Answers } from './answers';
import { fitsSchema } from './fits-schema';

/**
 * The answers without those that the form does not show any more: who turns to anonymous after typing a name hands in no
 * name. What no schema knows stays.
 */
export function shownAnswers(schema: JsonSchema, answers: Answers): Answers {
  const shown = (value: unknown, active: readonly unknown[], layers: readonly Layer[]): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => shown(item, active.flatMap((one) => applying(itemsOf(one), item, schema)), memberLayers(layers, '*')));
    if (!isObject(value)) return value;
    const known = propertyNames(layers);
    const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      const here = active.flatMap((one) => applying(propertyOf(one, name), inner, schema));
      return here.length === 0 && known.includes(name) ? [] : [[name, shown(inner, here, memberLayers(layers, name))]];
    });
    return Object.fromEntries(entries);
  };
  return shown(answers, applying(schema, answers, schema), rootLayers(schema)) as Answers;
}

/** The schema and those that speak about the same place as the data are. */
function applying(schema: unknown, data: unknown, root: JsonSchema): unknown[] {
  if (!isObject(schema)) return schema === undefined ? [] : [schema];
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const branch = schema['if'] === undefined ? undefined : fitsSchema(schema['if'], data, root) ? schema['then'] : schema['else'];
  const dependencies = Object.entries(isObject(schema['dependencies']) ? schema['dependencies'] : {}).flatMap(([name, needs]) => (isObject(data) && data[name] !== undefined ? [needs] : []));
  return [schema, ...[...lists, branch, ...dependencies].flatMap((inner) => (Array.isArray(inner) ? [] : applying(inner, data, root)))];
}

function propertyOf(schema: unknown, name: string): unknown {
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function itemsOf(schema: unknown): unknown {
  const items = isObject(schema) ? schema['items'] : undefined;
  return Array.isArray(items) ? { anyOf: items } : items;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
