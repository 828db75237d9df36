import type { RecordFilter } from '../../activities/store/condition-query';
import type { RecordDocument } from '../../activities/store/record-documents';
import type { Registry } from '../../activities/store/registries';
import type { RegistryDocument } from '../../registries/document';
import { personalPaths } from '../../registries/personal';
import { notFound } from './refusal';
import type { RecordDetail, RegistryMay } from './registry-contract';
import type { Services } from './services';
import type { Viewer } from './viewer';

export const NO_REGISTRY = { zh: '台账', en: 'The registry' };
export const NO_RECORD = { zh: '记录', en: 'The record' };

/** The registry of consents: processes write it, and a withdrawal is the one change that people make. */
export const CONSENTS = 'consent';
/** Who takes a withdrawal in, whatever way the person chose to say it. */
const RECEIVERS: readonly string[] = ['hsc_coordinator', 'dpo'];

/** What permissions need to know of a registry. */
export function registryFacts({ id, access, managed }: RegistryDocument) {
  return { id, readers: access.read, editors: managed === true ? [] : access.edit, unmaskers: access.unmask ?? [] };
}

/** What permissions need to know of a record. */
export function recordFacts(document: RegistryDocument, { branchId }: { readonly branchId: string }) {
  return { ...registryFacts(document), branchId };
}

/** A registry that the viewer may read. Throws `NotFound`. */
export async function visibleRegistry({ store, viewer }: Pick<Services, 'store'> & { readonly viewer: Viewer }, id: string): Promise<Registry> {
  const registry = await store.registries.latest(id);
  if (registry === undefined || !viewer.can('read', 'Registry', registryFacts(registry.document))) throw notFound(NO_REGISTRY);
  return registry;
}

export async function visibleRegistries({ store, viewer }: Pick<Services, 'store'> & { readonly viewer: Viewer }): Promise<Registry[]> {
  return (await store.registries.all()).filter(({ document }) => viewer.can('read', 'Registry', registryFacts(document)));
}

/** A record that the viewer may read, through a post or because a task of theirs is about it. Throws `NotFound`. */
export async function visibleRecord(call: Pick<Services, 'store'> & { readonly viewer: Viewer }, registryId: string, id: string): Promise<{ readonly registry: Registry; readonly record: RecordDocument; readonly byTask: boolean }> {
  const registry = await call.store.registries.latest(registryId);
  if (registry === undefined) throw notFound(NO_REGISTRY);
  const record = await call.store.records.byId(registryId, id);
  if (record === undefined) throw notFound(NO_RECORD);
  const facts = recordFacts(registry.document, record);
  const reads = call.viewer.can('read', 'Record', facts);
  // To who reads the record, a task adds nothing but what is masked.
  const hasAll = reads && (personalPaths(registry.document).length === 0 || call.viewer.can('unmask', 'Record', facts));
  const byTask = !hasAll && call.viewer.roles.some((role) => registry.document.access.read.includes(role)) && (await workedOn(call, registryId, [id])).length > 0;
  if (reads || byTask) return { registry, record, byTask };
  throw notFound(NO_RECORD);
}

/**
 * A record whose person the viewer may look up: one that they may read, or one that an open task of theirs is about, though
 * the registry is closed to them; of that, `contactOnly`: whom to call, and nothing else. Throws `NotFound`.
 */
export async function callableRecord(call: Pick<Services, 'store'> & { readonly viewer: Viewer }, registryId: string, id: string): Promise<Awaited<ReturnType<typeof visibleRecord>> & { readonly contactOnly: boolean }> {
  const [registry, record] = await Promise.all([call.store.registries.latest(registryId), call.store.records.byId(registryId, id)]);
  const isReader = registry !== undefined && call.viewer.roles.some((role) => registry.document.access.read.includes(role));
  if (registry === undefined || record === undefined || isReader) return { ...(await visibleRecord(call, registryId, id)), contactOnly: false };
  if ((await workedOn(call, registryId, [id])).length === 0) throw notFound(NO_RECORD);
  return { registry, record, byTask: true, contactOnly: true };
}

/** Those of the records that open tasks of the viewer's are about: who has to call somebody may see whom. */
export async function workedOn({ store, viewer }: Pick<Services, 'store'> & { readonly viewer: Viewer }, registryId: string, ids: readonly string[]): Promise<string[]> {
  const idOf = new Map(ids.map((id) => [`${registryId}/${id}`, id]));
  const tasks = await store.tasks.find({ record: { $in: [...idOf.keys()] }, state: 'open' }, { limit: 20 * ids.length, without: ['inputs'] });
  return [...new Set(tasks.flatMap((task) => (viewer.can('complete', 'Task', task) ? (idOf.get(task.record ?? '') ?? []) : [])))];
}

/** Keeps a list to the records in the viewer's reach. */
export function inReach(viewer: Viewer, { access }: RegistryDocument): RecordFilter {
  const reach = viewer.reach(access.read);
  return reach === 'all' ? {} : { branchId: { $in: [...reach] } };
}

export function mayOfRegistry(viewer: Viewer, document: RegistryDocument): RegistryMay {
  const facts = registryFacts(document);
  const edit = viewer.can('edit', 'Registry', facts);
  return { edit, import: edit, unmask: personalPaths(document).length > 0 && viewer.can('unmask', 'Registry', facts) };
}

export function mayOfRecord(viewer: Viewer, document: RegistryDocument, record: RecordDocument, byTask: boolean): RecordDetail['may'] {
  const facts = recordFacts(document, record);
  const hasPersonal = personalPaths(document).length > 0 && record.erasedAt === undefined;
  return {
    edit: record.erasedAt === undefined && viewer.can('edit', 'Record', facts),
    // Who has a task about somebody has a reason to call them.
    unmask: hasPersonal && (viewer.can('unmask', 'Record', facts) || byTask),
    erase: hasPersonal && viewer.can('erase', 'Record', facts),
    withdraw: document.id === CONSENTS && record.values['status'] === '有效' && viewer.roles.some((role) => RECEIVERS.includes(role)),
  };
}
