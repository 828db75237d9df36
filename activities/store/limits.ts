import type { Connection } from 'mongoose';
import type { Value } from '../../feel/types';
import { openCollection } from './collection';
import type { LimitDocument } from './documents';
import { anything } from './model';

/** Limits and thresholds as the district has them now; each instance keeps those that it began under. */
export type Limits = ReturnType<typeof limitsOf>;

export function limitsOf(connection: Connection) {
  const collection = openCollection<LimitDocument>(
    connection,
    'limits',
    { processId: String, limitId: String, title: anything, value: anything, unit: String, basis: anything, changedBy: String, changedAt: Date },
    [{ keys: { processId: 1, limitId: 1 } }],
  );
  return {
    ...collection,
    ofProcess: (processId: string) => collection.find({ processId }, { sort: { _id: 1 } }),
    all: () => collection.find({}, { sort: { _id: 1 } }),

    /** Stores the shipped limits. A value that the district has changed stays; title, unit and basis follow what is shipped. */
    async putShipped(limits: readonly Omit<LimitDocument, '_id' | 'changedBy' | 'changedAt'>[]): Promise<void> {
      if (limits.length === 0) return;
      await collection.model.bulkWrite(
        limits.flatMap(({ value, ...texts }) => {
          const _id = `${texts.processId}/${texts.limitId}`;
          return [
            { updateOne: { filter: { _id }, update: { $set: texts, $setOnInsert: { value } }, upsert: true } },
            { updateOne: { filter: { _id, changedAt: { $exists: false } }, update: { $set: { value } } } },
          ];
        }),
      );
    },

    /** False when there is no such limit. */
    change: async (processId: string, limitId: string, value: Value, by: string, at: Date): Promise<boolean> => {
      const changed = await collection.model.updateOne({ _id: `${processId}/${limitId}` }, { $set: { value, changedBy: by, changedAt: at } });
      return changed.matchedCount === 1;
    },
  };
}
