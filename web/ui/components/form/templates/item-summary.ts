import { asNode, choiceLabel, isEmpty, type Node } from '../../submission/shape';
import { isFixed } from './is-wide';

/** What an item of a list is and holds, as its template gets it. */
export interface Item {
  readonly formData?: Readonly<Record<string, unknown>>;
  readonly schema?: { readonly properties?: object };
  readonly uiSchema?: object;
}

export interface Told {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** The short texts that stand in the title of a folded item: the first two, mostly a name and a post. */
export function nameOf(item: Item): string {
  return named(item).map(([, text]) => text).join(' · ');
}

/** The answers that say which item it is, where nobody may change them. */
export function fixedOf(item: Item): string {
  return fields(item).filter(({ ui, value }) => isFixed(ui) && value !== undefined).map(({ schema, ui, value }) => choiceLabel(schema, ui, value)).join(' · ');
}

/** What is known about a folded item beside its name: last quarter's figure, the points that it can have. */
export function knownOf(item: Item, yes: string): readonly Told[] {
  const inTitle = new Set(named(item).map(([name]) => name));
  return fields(item).flatMap(({ name, schema, ui, value }) => (!isFixed(ui) || inTitle.has(name) || isEmpty(value) || value === false ? [] : [told(name, schema, ui, value, yes)]));
}

/** The short answers that somebody has given in an item which is there from the beginning; undefined for other items, which say so by being there. */
export function givenOf(item: Item, yes: string): readonly Told[] | undefined {
  const all = fields(item);
  if (!all.some(({ ui }) => isFixed(ui))) return undefined;
  return all.flatMap(({ name, schema, ui, value }) => (isFixed(ui) || isEmpty(value) || value === false || !isShort(schema) ? [] : [told(name, schema, ui, value, yes)]));
}

function told(name: string, schema: Node, ui: Node, value: unknown, yes: string): Told {
  return { name, title: String(schema['title'] ?? name), text: value === true ? yes : choiceLabel(schema, ui, value) };
}

function isShort({ type, enum: choices }: Node): boolean {
  return type === 'number' || type === 'integer' || type === 'boolean' || Array.isArray(choices);
}

function named(item: Item): readonly (readonly [string, string])[] {
  return fields(item).flatMap(({ name, schema, ui, value }) => (typeof value === 'string' && value !== '' && value.length <= 40 ? [[name, choiceLabel(schema, ui, value)] as const] : [])).slice(0, 2);
}

/** What can be seen of the item when it is open. */
function fields({ formData = {}, schema, uiSchema }: Item): readonly { readonly name: string; readonly schema: Node; readonly ui: Node; readonly value: unknown }[] {
  const ui = asNode(uiSchema);
  return Object.entries(asNode(schema?.properties)).map(([name, property]) => ({ name, schema: asNode(property), ui: asNode(ui[name]), value: formData[name] })).filter((field) => field.ui['ui:widget'] !== 'hidden');
}
