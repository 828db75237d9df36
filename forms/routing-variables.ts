import type { Value, Variables } from '../feel/types';
import type { FormDocument } from './document';
import { memberLayers, propertyNames, rootLayers, type Layer } from './layers';

/** Longest text that is taken for a routing value and not for prose. */
const LONGEST = 40;
/** Formats whose texts can't carry personal data. */
const OPAQUE_FORMATS: readonly unknown[] = ['date', 'time', 'date-time', 'duration', 'uuid'];

/**
 * The answers that may enter Temporal: nothing `x-pii`, nothing the schema does not name, and of texts only ids, dates,
 * listed options, those of at most 40 characters by the schema, and those marked `x-variable`. Every text is measured itself,
 * so that answers that were never validated leak no more. Lists keep their length where their items are objects.
 */
export function routingVariables(document: FormDocument, answers: Variables): Variables {
  return keptMembers(answers, rootLayers(document.schema));
}

function keptMembers(object: Variables, layers: readonly Layer[]): Variables {
  const entries = propertyNames(layers).flatMap((name): [string, Value][] => {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    const kept = value === undefined ? undefined : keep(value, memberLayers(layers, name));
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}

/** The part of a value that may pass; undefined when none may. */
function keep(value: Value, layers: readonly Layer[]): Value | undefined {
  if (layers.some(({ schema }) => schema['x-pii'] === true || schema['x-signature'] === true)) return undefined;
  if (typeof value === 'string') return layers.some((layer) => isRouting(value, layer)) ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return keptMembers(value as Variables, layers);
  const marks = layers.filter(({ schema }) => schema['x-variable'] === true || isReference(schema));
  const items = value.flatMap((item: Value, index) => {
    const kept = keep(item, [...memberLayers(layers, String(index)), ...marks]);
    return kept === undefined ? [] : [kept];
  });
  return items.length === 0 && value.length > 0 ? undefined : items;
}

function isRouting(text: string, { schema }: Layer): boolean {
  if (schema['x-variable'] === true) return true;
  if (Array.isArray(schema.enum)) return schema.enum.includes(text);
  if (schema.const !== undefined) return schema.const === text;
  if (OPAQUE_FORMATS.includes(schema.format)) return text.length <= LONGEST;
  if (schema.format !== undefined) return false;
  const isShort = typeof schema.maxLength === 'number' && schema.maxLength <= LONGEST;
  return (isShort || isReference(schema)) && [...text].length <= LONGEST;
}

/** File, person, branch and record ids. */
function isReference(schema: Layer['schema']): boolean {
  return schema['x-file'] !== undefined || schema['x-person'] !== undefined || schema['x-branch'] === true || schema['x-record'] !== undefined;
}
