import type { Locator, Page } from 'playwright-core';
import { sampleAttachment } from '../../../activities/store/sample/attachment';
import type { FormDocument, JsonSchema } from '../../../forms/document';
import { exampleAnswers } from '../../../forms/example-answers';
import { asSchema, memberLayers, rootLayers, type Layer } from '../../../forms/layers';
import { uiSchemaOf } from '../../../web/ui/components/form/ui-schema';
import { choose, attach, sign } from './fill';

export type Answers = { readonly [name: string]: unknown };
type Node = Readonly<Record<string, unknown>>;

interface Place {
  readonly page: Page;
  /** The part of the page that the field stands in. */
  readonly scope: Locator;
}

interface Field {
  readonly title: string;
  readonly schema: JsonSchema;
  readonly ui: Node;
}

/**
 * Fills in the visible form as a person would, field by field, each found by its label: with its first example, and with
 * `own` where that differs. What the form suggests by itself stays, unless `own` says otherwise.
 */
export async function fillForm(page: Page, document: FormDocument, own: Answers = {}): Promise<void> {
  const step = document.id.split('.').at(-1);
  const copied = Object.entries(document.prefill ?? {}).filter(([, { from }]) => from !== step).map(([name]) => name);
  const suggested = new Set([...Object.keys(document.defaults ?? {}), ...copied]);
  const example = Object.fromEntries(Object.entries(exampleAnswers(document)).filter(([name]) => !suggested.has(name)));
  const place = { page, scope: page.locator('form.answers-form') };
  await place.scope.waitFor();
  await fillObject(place, rootLayers(document.schema), uiSchemaOf(document) as Node, { ...example, ...own });
}

async function fillObject(place: Place, layers: readonly Layer[], ui: Node, answers: Answers): Promise<void> {
  const order = Array.isArray(ui['ui:order']) ? (ui['ui:order'] as readonly string[]) : [];
  const names = Object.keys(answers).filter((name) => answers[name] !== undefined).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  for (const name of names) {
    const own = memberLayers(layers, name);
    const schema = Object.assign({}, ...own.map((layer) => layer.schema)) as JsonSchema;
    await fillField(place, { title: String(schema['title']), schema, ui: node(ui[name]) }, own, answers[name]);
  }
}

async function fillField(place: Place, field: Field, layers: readonly Layer[], value: unknown): Promise<void> {
  const { title, schema, ui } = field;
  const widget = ui['ui:widget'];
  if (ui['ui:readonly'] === true) return;
  if (widget === 'file') return fillFiles(place, title, [value].flat());
  if (schema['x-signature'] === true) return sign(place.page);
  if (widget === 'consent') return place.scope.getByRole('checkbox', { name: new RegExp(`：${escaped(title)}$`) }).setChecked(value === true);
  if (widget === 'radio') return choose(place.scope, title, labelOf(field, value));
  if (Array.isArray(value) && asSchema(schema['items'])?.['enum'] !== undefined) return tick(place, field, value);
  if (Array.isArray(value)) return fillRows(place, field, layers, value);
  if (typeof value === 'object' && value !== null) return fillObject({ ...place, scope: group(place.scope, title) }, layers, ui, value as Answers);
  if (typeof value === 'boolean') return place.scope.getByRole('checkbox', { name: title, exact: true }).setChecked(value);
  if (Array.isArray(schema['enum'])) return pick(place, title, labelOf(field, value));
  if (widget === 'person' || widget === 'branch') return pick(place, title, String(value), true);
  const input = labelled(place.scope, title);
  if ((await input.inputValue()) !== String(value)) await input.fill(String(value));
}

/** As many items as there are answers, each filled in. */
async function fillRows(place: Place, { title, ui }: Field, layers: readonly Layer[], rows: readonly unknown[]): Promise<void> {
  const { page } = place;
  const list = group(place.scope, title);
  // Its own, not those of lists within an item.
  const items = list.locator(':scope > .rows').getByRole('region', { name: /^第\d+项$/ }).and(list.locator(':scope > .rows > *'));
  for (let count = await items.count(); count > rows.length; count -= 1) await items.last().getByRole('button', { name: `删除第${count}项` }).last().click();
  for (const [index, row] of rows.entries()) {
    if ((await items.count()) <= index) await list.getByRole('button', { name: '添加一项' }).last().click();
    const item = items.nth(index);
    await item.waitFor();
    if ((await item.locator('details:not([open])').count()) > 0) await item.locator('summary').click();
    if (typeof row === 'object' && row !== null) await fillObject({ ...place, scope: item }, memberLayers(layers, String(index)), node(ui['items']), row as Answers);
    else if (isPicked(ui)) await pickFrom(page, item.getByRole('combobox'), String(row), true);
    else await item.getByRole('textbox').fill(String(row));
  }
}

/** A sample attachment for each that the example names, unless it is there from an earlier round. */
async function fillFiles({ page, scope }: Place, title: string, ids: readonly unknown[]): Promise<void> {
  for (const id of ids) {
    const { name, type, bytes } = sampleAttachment(String(id));
    if ((await scope.getByRole('group', { name: title, exact: true }).getByRole('link', { name }).count()) > 0) continue;
    await attach(page, title, name, { scope, type, bytes });
  }
}

async function tick({ scope }: Place, field: Field, values: readonly unknown[]): Promise<void> {
  const choices = scope.getByRole('group', { name: field.title, exact: true });
  const items = asSchema(field.schema['items']) ?? {};
  for (const value of values) await choices.getByRole('checkbox', { name: labelOf({ ...field, schema: items }, value), exact: true }).check();
}

const LIST_OPENS_MS = 10_000;
const MOST_TRIES = 4;

/** Chooses from a list that opens. */
async function pick({ page, scope }: Place, title: string, label: string, typed = false): Promise<void> {
  const field = scope.locator('.ant-select').filter({ has: page.getByRole('combobox', { name: title, exact: true }) });
  if ((await field.textContent())?.trim() !== label) await pickFrom(page, field.getByRole('combobox'), label, typed);
}

async function pickFrom(page: Page, box: Locator, label: string, typed: boolean): Promise<void> {
  const option = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: typed ? label : new RegExp(`^${escaped(label)}$`) }).first();
  for (let tries = 1; ; tries += 1) {
    await box.click();
    if (typed) await box.fill(label);
    try {
      return await option.click({ timeout: LIST_OPENS_MS });
    } catch (error) {
      // A list that closes while it opens, since the page moved under it: a person clicks again.
      if (tries === MOST_TRIES) throw error;
      await box.blur();
    }
  }
}

/** Items that are people or branches, found by typing. */
function isPicked(ui: Node): boolean {
  return ['person', 'branch'].includes(String(node(ui['items'])['ui:widget']));
}

function labelOf({ schema, ui }: Field, value: unknown): string {
  // Radio buttons of a yes or no name it too, the yes first.
  const index = ((schema['enum'] ?? [true, false]) as readonly unknown[]).indexOf(value);
  return (ui['ui:enumNames'] as readonly string[] | undefined)?.[index] ?? String(value);
}

function group(scope: Locator, title: string): Locator {
  return scope.getByRole('group', { name: new RegExp(`^${escaped(title)}\\s*(共\\d+项)?$`) });
}

function labelled(scope: Locator, title: string): Locator {
  return scope.getByLabel(new RegExp(`^${escaped(title)}\\*?$`));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function node(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
