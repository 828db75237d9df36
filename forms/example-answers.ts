import type { Value, Variables } from '../feel/types';
import type { FormDocument, JsonSchema } from './document';
import { asSchema } from './layers';

/** The form's first example, else the schema's defaults: what a rehearsal answers. */
export function exampleAnswers(document: FormDocument): Variables {
  const [example] = document.examples;
  return (example as Variables | undefined) ?? defaultsOf(document.schema);
}

function defaultsOf(schema: JsonSchema): Variables {
  const entries = Object.entries(asSchema(schema.properties) ?? {}).flatMap(([name, value]): [string, Value][] => {
    const property = asSchema(value);
    if (property === undefined) return [];
    if (property.default !== undefined) return [[name, property.default as Value]];
    const inner = property.properties === undefined ? {} : defaultsOf(property);
    return Object.keys(inner).length > 0 ? [[name, inner]] : [];
  });
  return Object.fromEntries(entries);
}
