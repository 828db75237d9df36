import type { IndexDefinition } from 'mongoose';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import type { Index } from './model';

/** The indexes that a registry's lists, look-ups and links need. Sorting works both ways, since `_id` follows the field's direction. */
export function recordIndexes(document: RegistryDocument): readonly Index[] {
  const fields = [...fieldsOfRegistry(document).values()];
  const sort = `values.${document.list.sort.replace(/^-/, '')}`;
  const ordered = (lead: string): IndexDefinition => (lead === sort ? { [sort]: 1, _id: 1 } : { [lead]: 1, [sort]: 1, _id: 1 });
  const open = fields.filter(({ personal, kind }) => !personal && kind !== 'group');
  const led = open.filter(({ name }) => document.list.filters.includes(name)).map(({ name }) => ordered(`values.${name}`));
  const sorted = open.filter(isSortable(document)).map(({ name }): IndexDefinition => ({ [`values.${name}`]: 1, _id: 1 }));
  const searched = open.filter(({ name }) => document.list.search?.includes(name)).map(({ name }): IndexDefinition => ({ [`values.${name}`]: 1, _id: 1 }));
  return unlike([
    { keys: { key: 1 }, options: { unique: true, partialFilterExpression: { key: { $exists: true } } } },
    { keys: { [sort]: 1, _id: 1 } },
    { keys: { branchId: 1, [sort]: 1, _id: 1 } },
    ...led.map((keys) => ({ keys })),
    ...fields.filter(({ lookup }) => lookup).map(({ name }) => ({ keys: { [`lookups.${name}`]: 1 } as IndexDefinition })),
    ...fields.filter(({ record }) => record !== undefined).map(({ name }) => ({ keys: { [`values.${name}`]: 1, createdAt: -1, _id: 1 } as IndexDefinition })),
    ...[...sorted, ...searched].map((keys) => ({ keys })),
    ...(document.scores ?? []).map(({ id }) => ({ keys: { [`scores.${id}.points`]: 1, _id: 1 } as IndexDefinition })),
    { keys: { updatedAt: 1, _id: 1 } },
    { keys: { createdAt: 1, _id: 1 } },
    { keys: { 'outbox.at': 1 }, options: { sparse: true } },
  ]);
}

/** Whether a list may be put in the order of a field: what is shown as a column or filter, and has an order. */
export function isSortable({ list }: RegistryDocument): (field: RegistryField) => boolean {
  const shown = new Set([...list.columns, ...list.filters, list.sort.replace(/^-/, '')]);
  return ({ name, personal, kind }) => shown.has(name) && !personal && kind !== 'list' && kind !== 'group';
}

function unlike(indexes: readonly Index[]): Index[] {
  const names = new Set<string>();
  return indexes.filter(({ keys }) => {
    const name = JSON.stringify(keys);
    return names.has(name) ? false : names.add(name);
  });
}
