import type { RecordDocument } from '../../../activities/store/record-documents';
import { fieldsOfRegistry } from '../../../registries/fields';
import type { IndicatorDetail, SplitPart } from '../indicator-contract';
import { Names } from '../names';
import { Refusal } from '../refusal';
import type { Services } from '../services';
import { found } from './indicator-detail';

const REGISTRY = 'target-split';
const MOST = 1000;
const MOST_CHANGES = 100;

/** The parts that an indicator's target is shared out in; one of zero was taken back. */
export async function splitsOf({ store }: Pick<Services, 'store'>, indicator: string): Promise<readonly RecordDocument[]> {
  const { rows } = await store.records.page(REGISTRY, { filter: { 'values.indicator': indicator }, sort: { path: 'branchId', descending: false }, skip: 0, limit: MOST });
  return rows.filter(({ values }) => Number(values['target']) > 0);
}

/** Who changed which part, newest first. */
export async function splitChanges(services: Services, splits: readonly RecordDocument[]): Promise<IndicatorDetail['changes']> {
  const { store } = services;
  const [registry, changes] = await Promise.all([
    store.registries.latest(REGISTRY),
    store.records.changes.find({ registry: REGISTRY, recordId: { $in: splits.map(({ _id }) => _id) }, kind: 'changed' }, { sort: { at: -1 }, limit: MOST_CHANGES }),
  ]);
  if (registry === undefined) return [];
  const fields = fieldsOfRegistry(registry.document);
  const names = await Names.of(services, changes.map(({ by }) => by), changes.map(({ branchId }) => branchId));
  return changes.map((change) => ({
    at: change.at.toISOString(), by: names.person(change.by), kind: 'changed',
    changes: change.changes.map(({ field, from, to }) => {
      const title = fields.get(field)?.title ?? { zh: field };
      return { field, title: { zh: `${names.branch(change.branchId).name} ${title.zh}`, en: `${names.branch(change.branchId).name} ${title.en ?? title.zh}` }, from, to };
    }),
  }));
}

/** Shares a target out anew: the given parts hold, and every other one is taken back. The same key again changes nothing. */
export async function shareOut(services: Services, id: string, parts: readonly SplitPart[], by: { readonly person: string; readonly key: string; readonly at: Date }): Promise<void> {
  const { store, records } = services;
  const [{ indicator }, registry, held] = await Promise.all([found(services, id), store.registries.latest(REGISTRY), splitsOf(services, id)]);
  if (registry === undefined) throw new Error(`The registry "${REGISTRY}" is not published`);
  const twice = parts.find(({ branchId }, index) => parts.findIndex((part) => part.branchId === branchId) !== index);
  if (twice !== undefined) throw new Refusal('InvalidInput', { zh: '同一个单位只能有一条分解目标。', en: 'A branch can have one part only.' });
  const gone = held.filter(({ branchId }) => !parts.some((part) => part.branchId === branchId)).map(({ branchId }): SplitPart => ({ branchId, target: 0 }));
  for (const { branchId, ...part } of [...parts, ...gone]) {
    await records.save({
      document: registry.document, id: `${indicator.id}-${branchId}`, changeId: `${by.key}/${branchId}`,
      cause: { kind: 'changed', by: by.person, at: by.at },
      change: (before) => ({ ...(before ?? {}), indicator: indicator.id, branchId, ...part }),
    });
  }
}
