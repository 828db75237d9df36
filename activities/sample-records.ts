import { recordKeeper } from './records';
import type { Store } from './store/connect-store';
import type { SampleRecord } from './store/sample/indicator-records';

const AT_ONCE = 8;

/** Adds the sample's records (示例), or shipped ones, that are not there yet; those of registries that are not published are left out. Answers how many were added. */
export async function seedRecords(store: Store, records: readonly SampleRecord[], at: Date, sample = true): Promise<number> {
  // Nobody waits for what is new to everybody.
  const keeper = recordKeeper(store, () => Promise.resolve());
  const registries = new Map((await store.registries.all()).map(({ document }) => [document.id, document]));
  const present = new Map<string, ReadonlySet<string>>();
  for (const id of new Set(records.map(({ registry }) => registry))) {
    const wanted = records.filter(({ registry }) => registry === id).map((record) => record.id);
    present.set(id, new Set((await store.records.byIds(id, wanted)).map(({ _id }) => _id)));
  }
  const missing = records.filter(({ registry, id }) => registries.has(registry) && !present.get(registry)?.has(id));
  const waiting = [...missing];
  const next = async (): Promise<void> => {
    for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
      const { registry, id, values } = record;
      const document = registries.get(registry);
      if (document !== undefined) await keeper.save({ document, id, changeId: `${sample ? 'sample' : 'shipped'}/${id}`, cause: { kind: 'created', by: 'system', at }, change: (before) => before ?? values, sample });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return missing.length;
}
