import { piiPaths } from '../forms/fields';
import { memberLayers, propertyNames, rootLayers, type Layer } from '../forms/layers';
import type { RegistryDocument } from './document';
import { formOfRegistry } from './registry-form';

type Values = { readonly [field: string]: unknown };

const paths = new WeakMap<RegistryDocument, readonly string[]>();

/** JSON pointers (`*` for array items) of a record's personal values. */
export function personalPaths(document: RegistryDocument): readonly string[] {
  const found = paths.get(document) ?? piiPaths(formOfRegistry(document));
  paths.set(document, found);
  return found;
}

/** Names of the fields that are personal, or hold something personal. */
export function personalFields(document: RegistryDocument): string[] {
  return [...new Set(personalPaths(document).flatMap((path) => path.split('/')[1] ?? []))];
}

/** The values with everything personal left out, also what the schema does not know: nobody can tell whether that is personal. */
export function withoutPersonal(document: RegistryDocument, values: Values): Values {
  return membersWithout(values, rootLayers(document.schema));
}

function membersWithout(values: Values, layers: readonly Layer[]): Values {
  const entries = propertyNames(layers).flatMap((name): [string, unknown][] => {
    const kept = Object.hasOwn(values, name) ? keptOf(values[name], memberLayers(layers, name)) : undefined;
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}

function keptOf(value: unknown, layers: readonly Layer[]): unknown {
  if (layers.some(({ schema }) => schema['x-pii'] === true)) return undefined;
  if (Array.isArray(value)) {
    const items = memberLayers(layers, '*');
    return value.flatMap((item: unknown) => keptOf(item, items) ?? []);
  }
  return typeof value === 'object' && value !== null && propertyNames(layers).length > 0 ? membersWithout(value as Values, layers) : value;
}
