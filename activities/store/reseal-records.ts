import type { RegistryDocument } from '../../registries/document';
import type { Store } from './connect-store';
import { storedValues } from './record-values';

/**
 * Seals and hashes every record of a registry anew: after its personal fields or its key changed, and after a change of
 * the environment's keys. A record that somebody changes meanwhile is left to them when it is written by the new rules already.
 */
export async function resealRecords(store: Store, document: RegistryDocument): Promise<number> {
  const { model } = store.records.of(document.id);
  let done = 0;
  for await (const part of store.records.parts(document.id, {})) {
    const plain = await store.records.open(part);
    for (const [index, record] of part.entries()) {
      const values = plain[index] ?? {};
      if (record.erasedAt !== undefined) continue;
      const [stored] = await storedValues({ personal: store.personal, lookups: store.records.lookups }, document, [{ id: record._id, values }], record.updatedAt);
      if (stored === undefined) continue;
      const { key, ...fields } = stored;
      await model.collection.updateOne({ _id: record._id as never, revision: record.revision }, { $set: { ...fields, ...(key === undefined ? {} : { key }) }, ...(key === undefined ? { $unset: { key: 1 } } : {}) });
      done += 1;
    }
  }
  return done;
}
