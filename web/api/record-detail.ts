import type { RecordChangeDocument, RecordDocument } from '../../activities/store/record-documents';
import type { Registry } from '../../activities/store/registries';
import type { InstanceDocument } from '../../activities/store/documents';
import { subjectOfRecord } from '../../activities/store/personal-subjects';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import { instanceRef, instanceRows } from './instance-row';
import { maskAnswers } from './masking';
import { Names } from './names';
import { recordRows } from './record-rows';
import { inReach, mayOfRecord, visibleRegistries } from './registry-access';
import type { RecordChange, RecordDetail } from './registry-contract';
import { registryRow } from './registry-views';
import type { Services } from './services';
import type { Viewer } from './viewer';

const MOST_INSTANCES = 50;
const MOST_LINKED = 10;

/** A record's page: what it holds, what happened to it, what runs about it, and what other registries say of it. */
export async function recordDetail(call: Services & { readonly viewer: Viewer }, { document }: Registry, record: RecordDocument, byTask = false, corrects = false): Promise<RecordDetail> {
  const { store, viewer } = call;
  const [[row], changes, linked] = await Promise.all([recordRows(call, document, [record]), store.records.changes.ofRecord(document.id, record._id), linkedRecords(call, document, record)]);
  if (row === undefined) throw new Error(`Record "${record._id}" has no row`);
  const instances = await instancesAbout(call, document, record, changes);
  const names = await Names.of(call, [record.createdBy, record.updatedBy, ...changes.map(({ by }) => by)], []);
  return {
    ...row,
    createdAt: record.createdAt.toISOString(),
    createdBy: names.person(record.createdBy),
    updatedBy: names.person(record.updatedBy),
    history: await historyOf(call, document, changes, names),
    instances: await instanceRows(call, call.viewer, instances),
    linked,
    may: { ...mayOfRecord(viewer, document, record, byTask), correct: corrects },
  };
}

async function historyOf({ store }: Services, document: RegistryDocument, changes: readonly RecordChangeDocument[], names: Names): Promise<RecordChange[]> {
  const fields = fieldsOfRegistry(document);
  const causes = [...new Set(changes.flatMap(({ instanceId }) => instanceId ?? []))];
  const [reasons, opened, instances] = await Promise.all([
    store.personal.openMany(changes.map(({ reason }) => ({ reason }))),
    store.records.open(changes.flatMap((change) => change.changes.flatMap(({ field, from, to }) => [{ values: valued(field, from) }, { values: valued(field, to) }]))),
    store.instances.find({ _id: { $in: causes } }, { without: ['state'] }),
  ]);
  const titled = new Map(instances.map((instance) => [instance._id, instanceRef(instance)]));
  let at = 0;
  return changes.map(({ at: when, by, kind, instanceId, changes: changed }, index) => ({
    at: when.toISOString(),
    by: names.person(by),
    kind,
    ...reasonIn(reasons[index]),
    ...(instanceId === undefined ? {} : { instance: titled.get(instanceId) ?? { id: instanceId, title: instanceId } }),
    changes: changed.map(({ field }) => {
      const [from, to] = [opened[at], opened[at + 1]];
      at += 2;
      const shown = (values: object | undefined): unknown => maskAnswers(document.schema, { ...values })[field] ?? null;
      return { field, title: fields.get(field)?.title ?? { zh: field }, from: shown(from), to: shown(to) };
    }),
  }));
}

/** None when its key is gone. */
function reasonIn(opened: { readonly [name: string]: unknown } = {}): Pick<RecordChange, 'reason'> {
  const { reason } = opened;
  return typeof reason === 'string' ? { reason } : {};
}

function valued(field: string, value: unknown): { readonly [field: string]: unknown } {
  return value === undefined ? {} : { [field]: value };
}

/** Instances that are sealed with the record, have or had a task about it, or changed it. */
async function instancesAbout({ store, viewer }: Services & { readonly viewer: Viewer }, document: RegistryDocument, record: RecordDocument, changes: readonly RecordChangeDocument[]): Promise<InstanceDocument[]> {
  const tasks = await store.tasks.find({ record: `${document.id}/${record._id}` }, { sort: { openedAt: -1 }, limit: 200, without: ['inputs'] });
  const ids = [...new Set([...tasks.map(({ instanceId }) => instanceId), ...changes.flatMap(({ instanceId }) => instanceId ?? [])])];
  const found = await store.instances.find({ $or: [{ subject: subjectOfRecord(document.id, record._id) }, { _id: { $in: ids } }] }, { sort: { startedAt: -1 }, limit: MOST_INSTANCES, without: ['state'] });
  return found.filter((instance) => viewer.can('read', 'Instance', instance));
}

async function linkedRecords(call: Services & { readonly viewer: Viewer }, document: RegistryDocument, record: RecordDocument): Promise<RecordDetail['linked']> {
  const { store, viewer } = call;
  const places = (await visibleRegistries(call)).flatMap((registry) =>
    [...fieldsOfRegistry(registry.document).values()].filter((field) => field.record === document.id).map(({ name }) => ({ registry, field: name })),
  );
  const linked = await Promise.all(
    places.map(async ({ registry, field }) => {
      const page = await store.records.page(registry.document.id, { filter: { [`values.${field}`]: record._id, ...inReach(viewer, registry.document) }, sort: { path: 'createdAt', descending: true }, skip: 0, limit: MOST_LINKED });
      return page.total === 0 ? undefined : { registry: await registryRow(call, viewer, registry), field, total: page.total, rows: await recordRows(call, registry.document, page.rows) };
    }),
  );
  return linked.filter((one) => one !== undefined);
}
