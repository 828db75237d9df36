import type { FormDocument, JsonSchema } from './document';
import type { InputProblem } from './invalid-input';
import { asSchema, memberLayers, propertyNames, rootLayers, type Layer } from './layers';
import { joinPointer } from './pointer';

/** Keys of a uiSchema that are neither `ui:…` nor an answer change nothing, and are mistakes. */
export function uiProblems(document: FormDocument): InputProblem[] {
  const problems: InputProblem[] = [];
  const walk = (ui: unknown, layers: readonly Layer[], path: readonly string[]): void => {
    for (const [key, value] of Object.entries(asSchema(ui) ?? {})) {
      const here = [...path, key];
      if (key === 'ui:order') problems.push(...orderProblems(value, layers, here));
      if (key.startsWith('ui:') || ['anyOf', 'oneOf', 'additionalProperties', 'additionalItems'].includes(key)) continue;
      const isItems = key === 'items' && memberLayers(layers, '*').length > 0;
      const inner = memberLayers(layers, isItems ? '*' : key);
      if (inner.length === 0) problems.push({ path: joinPointer(here), message: `the form has no answer "${key}" here` });
      else walk(value, inner, here);
    }
  };
  walk(document.uiSchema, rootLayers(document.schema), ['uiSchema']);
  return [...problems, ...quickProblems(document), ...groupProblems(document)];
}

function orderProblems(order: unknown, layers: readonly Layer[], path: readonly string[]): InputProblem[] {
  const names = propertyNames(layers);
  const strangers = Array.isArray(order) ? order.filter((name) => name !== '*' && !names.includes(String(name))) : [];
  return strangers.map((name) => ({ path: joinPointer(path), message: `the form has no answer "${String(name)}" here` }));
}

/** `ui:quick` at the root, `{ field, values }`: one-tap answers to one of the form's questions. */
function quickProblems({ uiSchema, schema }: FormDocument): InputProblem[] {
  const path = joinPointer(['uiSchema', 'ui:quick']);
  const quick: unknown = uiSchema?.['ui:quick'];
  if (quick === undefined) return [];
  const { field, values } = asSchema(quick) ?? {};
  if (typeof field !== 'string' || !Array.isArray(values) || values.length === 0) return [{ path, message: 'write { "field": …, "values": […] }' }];
  const layers = memberLayers(rootLayers(schema), field);
  if (layers.length === 0) return [{ path, message: `the form has no answer "${field}"` }];
  const allowed = layers.map(({ schema: part }) => choicesOf(part)).find((choices) => choices.length > 0);
  const strangers = values.filter((value) => allowed !== undefined && !allowed.includes(value));
  return strangers.map((value) => ({ path, message: `"${String(value)}" is no choice of "${field}"` }));
}

function choicesOf(schema: JsonSchema): readonly unknown[] {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  return Array.isArray(schema['oneOf']) ? schema['oneOf'].flatMap((option) => asSchema(option)?.['const'] ?? []) : [];
}

/** `ui:groups` at the root, `[{ title, fields }]`: under which headings a record's page shows its fields. */
function groupProblems({ uiSchema, schema }: FormDocument): InputProblem[] {
  const groups: unknown = uiSchema?.['ui:groups'];
  const names = propertyNames(rootLayers(schema));
  if (groups === undefined) return [];
  return (Array.isArray(groups) ? groups : [groups]).flatMap((group, index) => {
    const path = joinPointer(['uiSchema', 'ui:groups', String(index)]);
    const { title, fields } = asSchema(group) ?? {};
    if (typeof title !== 'string' || !Array.isArray(fields)) return [{ path, message: 'write { "title": …, "fields": […] }' }];
    return fields.filter((name) => !names.includes(String(name))).map((name) => ({ path, message: `the form has no answer "${String(name)}"` }));
  });
}
