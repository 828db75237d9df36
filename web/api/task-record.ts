import type { RecordDocument } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import type { RelatedRecords } from '../../workflows/engine/plan';
import { recordRows } from './record-rows';
import { inReach, mayOfRecord, recordFacts } from './registry-access';
import type { TaskRecord } from './registry-contract';
import { fieldViews, registryRow } from './registry-views';
import type { Services } from './services';
import type { Viewer } from './viewer';

const MOST_RELATED = 20;

/** What a task says of its record; the engine evaluated it when the task was opened. */
interface AboutRecord {
  /** `<registry>/<id>` */
  readonly record?: string;
  readonly related?: readonly RelatedRecords[];
}

/** The record that a task is about and what is linked to it, masked, for whoever sees the task; undefined when there is none. */
export async function taskRecord(services: Services, viewer: Viewer, { record: named, related = [] }: AboutRecord, worksOnIt: boolean): Promise<TaskRecord | undefined> {
  const [registryId = '', id = ''] = named?.split('/') ?? [];
  const registry = registryId === '' ? undefined : await services.store.registries.latest(registryId);
  const record = registry === undefined ? undefined : await services.store.records.byId(registryId, id);
  if (registry === undefined || record === undefined) return undefined;
  const { document } = registry;
  const isReader = viewer.roles.some((role) => document.access.read.includes(role));
  const [[row], head, besides] = await Promise.all([recordRows(services, document, [record]), registryRow(services, viewer, registry), relatedRecords(services, viewer, id, related)]);
  return row === undefined ? undefined : { record: row, registry: head, fields: fieldViews(document, columnsFirst(document)), related: besides, may: { unmask: mayOfRecord(viewer, document, record, worksOnIt).unmask, open: viewer.can('read', 'Record', recordFacts(document, record)) || (worksOnIt && isReader) } };
}

/** What a list shows is what people look for first. */
function columnsFirst(document: RegistryDocument): readonly string[] {
  const { columns } = document.list;
  return [...columns, ...[...fieldsOfRegistry(document).keys()].filter((name) => !columns.includes(name))];
}

async function relatedRecords(services: Services, viewer: Viewer, id: string, related: readonly RelatedRecords[]): Promise<TaskRecord['related']> {
  const { store } = services;
  const registries = new Map((await store.registries.latestOf(related.map(({ registry }) => registry))).map((registry) => [registry.document.id, registry]));
  const lists = await Promise.all(
    related.map(async ({ registry: registryId, field }) => {
      const registry = registries.get(registryId);
      if (registry === undefined) return undefined;
      const { document } = registry;
      // Who sees no list of the registry still sees what belongs to the task's own record.
      const reach = viewer.roles.some((role) => document.access.read.includes(role)) && viewer.reach(document.access.read) !== 'all' ? inReach(viewer, document) : {};
      const page = await store.records.page(registryId, { filter: { [`values.${field}`]: id, ...reach }, sort: { path: `values.${sortField(document)}`, descending: isDescending(document) }, skip: 0, limit: MOST_RELATED });
      const rows = laterFirst(document, page.rows);
      return { registry: await registryRow(services, viewer, registry), fields: fieldViews(document, document.list.columns.filter((name) => name !== field)), rows: await recordRows(services, document, rows), total: page.total };
    }),
  );
  return lists.filter((list) => list !== undefined);
}

function sortField({ list }: RegistryDocument): string {
  return list.sort.replace(/^-/, '');
}

function isDescending({ list }: RegistryDocument): boolean {
  return list.sort.startsWith('-');
}

/** Of a list by day, what was written later on the same day stands on the same side. */
function laterFirst(document: RegistryDocument, rows: readonly RecordDocument[]): RecordDocument[] {
  const direction = isDescending(document) ? -1 : 1;
  const key = (row: RecordDocument): string => `${String(row.values[sortField(document)] ?? '')} ${row.createdAt.toISOString()}`;
  return [...rows].sort((a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
