import type { ConditionDays, Conditions } from '../../registries/conditions';
import { countsOf, type Count, type Counts, type MetricsDocument, type Selection } from '../../registries/metrics';
import { conditionQuery, type RecordFilter } from './condition-query';
import type { Store } from './connect-store';
import type { Registry } from './registries';

interface Row {
  readonly _id?: unknown;
  readonly n?: unknown;
}

/** What one registry is to be counted for. */
interface Task {
  readonly registry: Registry;
  readonly counts: readonly Count[];
}

/**
 * Counts everything that a document's metrics need, with one aggregation for each registry, however many metrics it has.
 * A registry that is not published counts as empty.
 */
export async function countMetrics(store: Pick<Store, 'records' | 'registries'>, document: MetricsDocument, days: ConditionDays): Promise<Counts> {
  const counts = countsOf(document);
  const registries = await store.registries.latestOf(counts.map(({ registry }) => registry));
  const tasks = registries.map((registry): Task => ({ registry, counts: counts.filter((count) => count.registry === registry.document.id) }));
  const found = new Map((await Promise.all(tasks.map((task) => countRegistry(store, task, days)))).flatMap((rows) => [...rows]));
  const rowsOf = (name: string): readonly Row[] => found.get(name) ?? [];
  return {
    count: (name) => Number(rowsOf(name)[0]?.n ?? 0),
    numbers: (name) => rowsOf(name).flatMap(({ n }) => (typeof n === 'number' ? [n] : [])),
    years: (name) => Object.fromEntries(rowsOf(name).map(({ _id, n }) => [String(_id), Number(n)])),
  };
}

async function countRegistry({ records }: Pick<Store, 'records'>, { registry: { document }, counts }: Task, days: ConditionDays): Promise<ReadonlyMap<string, readonly Row[]>> {
  const filter = (where: Selection): RecordFilter => selectionFilter(where, (conditions) => conditionQuery(document, conditions, days, records.lookups));
  // A facet's name may hold no dot or dollar, and a metric's may hold anything.
  const facets = Object.fromEntries(counts.map((count, index) => [`c${index}`, pipelineOf(count, filter(count.where))]));
  const [row] = await records.aggregate<Readonly<Record<string, readonly Row[]>>>(document.id, [{ $facet: facets }]);
  return new Map(counts.map(({ name }, index) => [name, row?.[`c${index}`] ?? []]));
}

function pipelineOf(count: Count, filter: RecordFilter): object[] {
  switch (count.kind) {
    case 'count':
      return [{ $match: filter }, ...(count.distinct === undefined ? [] : [{ $group: { _id: `$${count.distinct}` } }]), { $count: 'n' }];
    case 'numbers':
      return [{ $match: { $and: [filter, { [`values.${count.field}`]: { $type: 'number' } }] } }, { $project: { _id: 0, n: `$values.${count.field}` } }];
    case 'years':
      return [{ $match: { $and: [filter, { [`values.${count.field}`]: { $type: 'string' } }] } }, { $group: { _id: { $substrCP: [`$values.${count.field}`, 0, 4] }, n: { $sum: 1 } } }];
  }
}

function selectionFilter(where: Selection, filterOf: (conditions: Conditions) => RecordFilter): RecordFilter {
  const parts = where.map((part) => ('anyOf' in part ? { $or: part.anyOf.map(filterOf) } : filterOf([part])));
  return parts.length === 0 ? {} : { $and: parts };
}
