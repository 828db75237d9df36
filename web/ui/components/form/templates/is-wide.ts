type Node = Readonly<Record<string, unknown>>;

const WIDE_WIDGETS: ReadonlySet<unknown> = new Set(['textarea', 'radio', 'checkboxes', 'file', 'quota-table', 'consent', 'signature']);
/** What needs more room than a table's cell has. */
const TALL_WIDGETS: ReadonlySet<unknown> = new Set(['textarea', 'checkboxes', 'file']);

/** A longer text is likely a sentence; a name is not. */
const SENTENCE = 60;
const LONGEST_CELL = 120;
const MOST_COLUMNS = 7;

/** Whether a field needs the whole width of the form. */
export function isWide(schema: unknown, ui: unknown): boolean {
  const { type, maxLength, format, enum: choices } = asNode(schema);
  if (type === 'object' || type === 'array' || WIDE_WIDGETS.has(asNode(ui)['ui:widget'])) return true;
  if (type !== 'string' || Array.isArray(choices) || format !== undefined) return false;
  return typeof maxLength === 'number' && maxLength > SENTENCE;
}

/** Whether a field holds a number: a few of them stand side by side even on a phone. */
export function isCount(schema: unknown): boolean {
  return ['integer', 'number'].includes(String(asNode(schema)['type']));
}

/** Whether the items of an array fit the columns of a table: objects of a few fields of one line each. */
export function fitsTable(items: unknown, ui: unknown): boolean {
  const columns = columnsOf(items, ui);
  return columns.length > 0 && columns.length <= MOST_COLUMNS && columns.every(({ schema, ui: own }) => fitsCell(schema, own));
}

export interface Column {
  readonly name: string;
  readonly schema: Node;
  readonly ui: Node;
}

/** The columns of such a table, without what is hidden. */
export function columnsOf(items: unknown, ui: unknown): readonly Column[] {
  return Object.entries(asNode(asNode(items)['properties'])).map(([name, schema]) => ({ name, schema: asNode(schema), ui: asNode(asNode(ui)[name]) })).filter((column) => column.ui['ui:widget'] !== 'hidden');
}

function fitsCell(schema: Node, ui: Node): boolean {
  if (!['string', 'number', 'integer', 'boolean'].includes(String(schema['type'])) || schema['x-file'] !== undefined || TALL_WIDGETS.has(ui['ui:widget'])) return false;
  return typeof schema['maxLength'] !== 'number' || schema['maxLength'] <= LONGEST_CELL;
}

/** Whether a field of an item only says which item it is: it belongs into the item's title, where there are no columns. */
export function isFixed(ui: unknown): boolean {
  return asNode(ui)['ui:readonly'] === true;
}

/** The width of a field's column, as a CSS grid track. */
export function columnOf(schema: unknown): string {
  const { type, enum: choices, format } = asNode(schema);
  if (type === 'boolean') return 'minmax(48px, .5fr)';
  if (type === 'number' || type === 'integer') return 'minmax(64px, .8fr)';
  if (format === 'date') return 'minmax(140px, 1.2fr)';
  return Array.isArray(choices) ? 'minmax(84px, 1.1fr)' : 'minmax(92px, 1.7fr)';
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
