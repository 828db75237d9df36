/** A part of a JSON Schema or uiSchema. */
export type Node = Readonly<Record<string, unknown>>;

export type Shape = 'object' | 'rows' | 'list' | 'files' | 'person' | 'branch' | 'record' | 'date' | 'moment' | 'yes-no' | 'signature' | 'consent' | 'plain';

/** How an answer of this schema is shown. */
export function shapeOf(schema: Node): Shape {
  if (schema['x-file'] !== undefined) return 'files';
  if (schema['x-signature'] === true) return 'signature';
  if (schema['x-consent'] !== undefined) return 'consent';
  if (schema['x-person'] !== undefined) return 'person';
  if (schema['x-branch'] === true) return 'branch';
  if (schema['x-record'] !== undefined && schema['type'] !== 'array') return 'record';
  const items = asNode(schema['items']);
  if (schema['type'] === 'array') return items['type'] === 'object' ? 'rows' : items['x-file'] === undefined ? 'list' : 'files';
  if (schema['type'] === 'object') return 'object';
  if (schema['type'] === 'boolean') return 'yes-no';
  if (schema['format'] === 'date') return 'date';
  return schema['format'] === 'date-time' ? 'moment' : 'plain';
}

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly schema: Node;
  readonly ui: Node;
}

/** The properties of an object in the order in which its form shows them, those that conditions add included. */
export function rowsOf(schema: Node, ui: Node): readonly Row[] {
  const properties = propertiesOf(schema);
  const order = Array.isArray(ui['ui:order']) ? ui['ui:order'].filter((name): name is string => typeof name === 'string' && Object.hasOwn(properties, name)) : [];
  const names = [...order, ...Object.keys(properties).filter((name) => !order.includes(name))];
  return names.map((name) => ({ name, title: titleOf(name, asNode(properties[name]), asNode(ui[name])), schema: asNode(properties[name]), ui: asNode(ui[name]) }));
}

function propertiesOf(schema: Node): Node {
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as readonly unknown[]) : []));
  const added = [...branches, schema['then'], schema['else']].map(asNode).filter((part) => Object.keys(part).length > 0);
  const inner: Node = Object.assign({}, ...added.map(propertiesOf));
  const own = asNode(schema['properties']);
  // A condition repeats a property to narrow it: its own description is the one with the title.
  return { ...Object.fromEntries(Object.entries(inner).filter(([, part]) => asNode(part)['type'] !== undefined)), ...own };
}

function titleOf(name: string, schema: Node, ui: Node): string {
  const title = ui['ui:title'] ?? schema['title'];
  return typeof title === 'string' ? title : name;
}

/** What a value is called: the label of the choice, or the value as text. */
export function choiceLabel(schema: Node, ui: Node, value: unknown): string {
  const holder = schema['type'] === 'array' ? asNode(schema['items']) : schema;
  const names = ui['ui:enumNames'] ?? asNode(ui['ui:options'])['enumNames'] ?? asNode(ui['items'])['ui:enumNames'];
  const place = Array.isArray(holder['enum']) ? holder['enum'].indexOf(value) : -1;
  if (place >= 0 && Array.isArray(names) && typeof names[place] === 'string') return names[place];
  const option = (Array.isArray(holder['oneOf']) ? (holder['oneOf'] as readonly unknown[]) : []).map(asNode).find((each) => each['const'] === value);
  return typeof option?.['title'] === 'string' ? option['title'] : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

export function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
