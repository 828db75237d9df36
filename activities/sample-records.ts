import { recordKeeper } from './records';
import type { Store } from './store/connect-store';
import type { SampleRecord } from './store/sample/indicator-records';

/** Rows that are written at a time. */
const CHUNK = 500;

/** Adds the sample's records (示例), or shipped ones, that are not there yet; those of registries that are not published are left out. Answers how many were added. */
export async function seedRecords(store: Store, records: readonly SampleRecord[], at: Date, sample = true): Promise<number> {
  // Nobody waits for what is new to everybody.
  const keeper = recordKeeper(store, () => Promise.resolve());
  const registries = new Map((await store.registries.all()).map(({ document }) => [document.id, document]));
  const added = await Promise.all(
    [...new Set(records.map(({ registry }) => registry))].map(async (id) => {
      const document = registries.get(id);
      if (document === undefined) return 0;
      const wanted = records.filter(({ registry }) => registry === id);
      const present = new Set((await store.records.byIds(id, wanted.map((record) => record.id))).map(({ _id }) => _id));
      const rows = wanted.filter((record) => !present.has(record.id)).map((record) => ({ recordId: record.id, values: record.values, sample }));
      for (let from = 0; from < rows.length; from += CHUNK) await keeper.saveMany(document, rows.slice(from, from + CHUNK), { kind: 'created', by: 'system', at }, `${sample ? 'sample' : 'shipped'}/${id}/${from}`);
      return rows.length;
    }),
  );
  return added.reduce((sum, count) => sum + count, 0);
}
