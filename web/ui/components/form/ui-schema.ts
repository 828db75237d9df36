import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { FormDocument } from '../../../../forms/document';
import { memberLayers, propertyNames, rootLayers, type Layer } from '../../../../forms/layers';
import type { Answers } from './answers';
import type { FormContext } from './form-context';
import { fitsTable } from './templates/is-wide';

type Node = Readonly<Record<string, unknown>>;

/** The document's uiSchema, with our widgets where the schema's own keywords (`x-file`, `x-consent`, `x-signature`, `x-person`, `x-record`, `x-branch`) ask for them, in the branches of its conditions too. */
export function uiSchemaOf(document: FormDocument): UiSchema<Answers, RJSFSchema, FormContext> {
  return withWidgets(rootLayers(document.schema), document.uiSchema ?? {}) as UiSchema<Answers, RJSFSchema, FormContext>;
}

function withWidgets(layers: readonly Layer[], ui: Node): Node {
  const widget = layers.map(({ schema }) => widgetOf(schema)).find((one) => one !== undefined);
  // A consent is never asked without its text, whatever widget its author chose.
  if (widget === 'consent' || widget === 'signature') return { ...ui, 'ui:widget': widget };
  if (widget !== undefined) return { 'ui:widget': widget, ...ui };
  const itemLayers = memberLayers(layers, '*');
  const items = itemLayers[0]?.schema;
  const itemUi = asNode(ui['items']) ?? {};
  const own = ui['ui:widget'] === 'quota-table' ? tableWithTotal(ui, items) : ui;
  const inner = Object.fromEntries(propertyNames(layers).map((name) => [name, withWidgets(memberLayers(layers, name), asNode(ui[name]) ?? {})]));
  return { ...own, ...inner, ...(items === undefined || isChoice(items) ? {} : { items: withWidgets(itemLayers, fitsTable(items, itemUi) ? asCells(itemUi) : itemUi) }) };
}

/** Radio buttons need more room than a table's cell has: a list to choose from does not. */
function asCells(ui: Node): Node {
  return Object.fromEntries(Object.entries(ui).map(([name, part]) => [name, asNode(part)?.['ui:widget'] === 'radio' ? { ...asNode(part), 'ui:widget': 'select' } : part]));
}

function widgetOf(schema: Node): string | undefined {
  if (schema['x-file'] !== undefined) return 'file';
  if (schema['x-signature'] === true) return 'signature';
  if (schema['x-consent'] !== undefined) return 'consent';
  if (schema['x-person'] !== undefined) return 'person';
  if (schema['x-record'] !== undefined && schema['type'] !== 'array') return 'record';
  return schema['x-branch'] === true ? 'branch' : undefined;
}

/** `quota-table` is our table of rows with the total of its first number column below. */
function tableWithTotal(ui: Node, items: Node | undefined): Node {
  const total = Object.entries(asNode(items?.['properties']) ?? {}).find(([, part]) => ['integer', 'number'].includes(String(asNode(part)?.['type'])))?.[0];
  const { 'ui:widget': _replaced, ...rest } = ui;
  return { ...rest, 'ui:options': { ...asNode(ui['ui:options']), ...(total === undefined ? {} : { total }) } };
}

function isChoice(items: Node): boolean {
  return Array.isArray(items['enum']);
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}
