import { asNode } from '../submission/shape';

export interface Phone {
  /** Whose it is: 手机, 亲属联系人 王某. */
  readonly label: string;
  readonly number: string;
}

interface Field {
  readonly title: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The telephone numbers among a record's values, also in lists such as relatives; masked ones are none. */
export function phonesIn(fields: readonly (Field & { readonly name: string })[], values: Readonly<Record<string, unknown>>): readonly Phone[] {
  return fields.flatMap((field) => phonesAt(field, values[field.name], ''));
}

function phonesAt({ title, schema }: Field, value: unknown, whose: string): readonly Phone[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => phonesAt({ title, schema: asNode(schema['items']) }, item, title));
  if (typeof value === 'object' && value !== null) {
    const name = asNode(value)['name'];
    const inner = typeof name === 'string' ? `${title} ${name}` : title;
    return Object.entries(asNode(schema['properties'])).flatMap(([property, part]) => phonesAt({ title: String(asNode(part)['title'] ?? property), schema: asNode(part) }, asNode(value)[property], inner));
  }
  const isPhone = schema['x-mask'] === 'mobile' || schema['format'] === 'tel';
  if (!isPhone || typeof value !== 'string' || !/^\+?[\d -]{5,}$/.test(value)) return [];
  return [{ label: whose === '' ? title : whose, number: value.replace(/[ -]/g, '') }];
}
