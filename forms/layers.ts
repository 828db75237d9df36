import type { JsonSchema } from './document';

/** A schema that speaks about a place in the answers, and where it stands in the form document. */
export interface Layer {
  readonly schema: JsonSchema;
  /** JSON pointer segments into the document, from `schema` on. */
  readonly pointer: readonly string[];
}

const IN_PLACE_LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const IN_PLACE = ['then', 'else'] as const;

/** The root of a form's answers. */
export function rootLayers(schema: JsonSchema): Layer[] {
  return withInPlace({ schema, pointer: ['schema'] });
}

/**
 * All schemas about a member of what `layers` are about: a property, or an item (by index or `*`).
 * Branches of if/then/else, dependencies and allOf/anyOf/oneOf count, as a form may define a field in any of them.
 */
export function memberLayers(layers: readonly Layer[], key: string): Layer[] {
  return layers.flatMap((layer) => [...propertyLayers(layer, key), ...itemLayers(layer, key)]);
}

/** The schemas about the answer at that path; empty when the form knows no such answer. */
export function layersAt(schema: JsonSchema, path: readonly string[]): Layer[] {
  return path.reduce<Layer[]>((layers, key) => memberLayers(layers, key), rootLayers(schema));
}

/** Names of the properties that the layers define, in order. */
export function propertyNames(layers: readonly Layer[]): string[] {
  return [...new Set(layers.flatMap(({ schema }) => Object.keys(asSchema(schema.properties) ?? {})))];
}

/** Visits every field of the form, parents first; `*` stands for any item. */
export function walkFields(schema: JsonSchema, visit: (path: readonly string[], layers: readonly Layer[]) => void): void {
  const walk = (path: readonly string[], layers: readonly Layer[]): void => {
    visit(path, layers);
    for (const key of propertyNames(layers)) walk([...path, key], memberLayers(layers, key));
    const items = memberLayers(layers, '*');
    if (items.length > 0) walk([...path, '*'], items);
  };
  walk([], rootLayers(schema));
}

/** A JSON Schema object, or undefined for what is none (`true`, `false`, arrays). */
export function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;
}

function propertyLayers({ schema, pointer }: Layer, key: string): Layer[] {
  const properties = asSchema(schema.properties);
  if (properties === undefined || !Object.hasOwn(properties, key)) return [];
  return layerOf(properties[key], [...pointer, 'properties', key]);
}

function itemLayers({ schema, pointer }: Layer, key: string): Layer[] {
  if (key !== '*' && !/^\d+$/.test(key)) return [];
  if (!Array.isArray(schema.items)) return layerOf(schema.items, [...pointer, 'items']);
  return schema.items.flatMap((item: unknown, index) => (key === '*' || key === String(index) ? layerOf(item, [...pointer, 'items', String(index)]) : []));
}

function layerOf(value: unknown, pointer: readonly string[]): Layer[] {
  const schema = asSchema(value);
  return schema === undefined ? [] : withInPlace({ schema, pointer });
}

/** The layer and those that speak about the same place. Not `if` and `not`: what they say is a question, not a definition. */
function withInPlace(layer: Layer): Layer[] {
  const { schema, pointer } = layer;
  const lists = IN_PLACE_LISTS.flatMap((keyword) => {
    const branches: unknown = schema[keyword];
    return Array.isArray(branches) ? branches.flatMap((branch: unknown, index) => layerOf(branch, [...pointer, keyword, String(index)])) : [];
  });
  const single = IN_PLACE.flatMap((keyword) => layerOf(schema[keyword], [...pointer, keyword]));
  const dependencies = Object.entries(asSchema(schema.dependencies) ?? {}).flatMap(([key, value]) => layerOf(value, [...pointer, 'dependencies', key]));
  return [layer, ...lists, ...single, ...dependencies];
}
