import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { FormVersionDocument } from './documents';
import { anything } from './model';

/** What `store.forms` can do. */
export type Forms = ReturnType<typeof formsOf>;

/** Form versions by content hash. */
export function formsOf(connection: Connection) {
  const collection = openCollection<FormVersionDocument>(
    connection,
    'forms',
    { formId: String, latest: Boolean, document: anything },
    [{ keys: { formId: 1, latest: 1 } }],
  );
  return {
    ...collection,
    byHash: (hash: string) => collection.byId(hash),
    latest: (formId: string) => collection.findOne({ formId, latest: true }),
    latestOf: (formIds: readonly string[]) => collection.find({ formId: { $in: [...formIds] }, latest: true }),
    /** Stores a version and makes it the newest; a version that is stored already becomes the newest again. */
    save: async (version: Omit<FormVersionDocument, 'latest'>) => {
      await collection.model.collection.updateOne({ _id: version._id as never }, { $set: { ...version, latest: true } }, { upsert: true });
      await collection.model.updateMany({ formId: version.formId, latest: true, _id: { $ne: version._id } }, { $set: { latest: false } });
    },
  };
}
