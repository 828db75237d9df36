type Node = Readonly<Record<string, unknown>>;

const WIDE_WIDGETS: ReadonlySet<unknown> = new Set(['textarea', 'radio', 'checkboxes', 'file', 'quota-table']);

/** From this length on a text is likely a sentence. */
const SENTENCE = 60;

/** Whether a field needs the whole width of the form. */
export function isWide(schema: unknown, ui: unknown): boolean {
  const { type, maxLength, format, enum: choices } = asNode(schema);
  if (type === 'object' || type === 'array' || WIDE_WIDGETS.has(asNode(ui)['ui:widget'])) return true;
  if (type !== 'string' || Array.isArray(choices) || format !== undefined) return false;
  return typeof maxLength === 'number' && maxLength >= SENTENCE;
}

/** Whether the items of an array fit the columns of a table: objects of a few short fields. */
export function fitsTable(items: unknown, ui: unknown): boolean {
  const properties = asNode(asNode(items)['properties']);
  const names = Object.keys(properties);
  return names.length > 0 && names.length <= 5 && names.every((name) => !isWide(properties[name], asNode(ui)[name]));
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
