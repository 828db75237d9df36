import type { Connection } from 'mongoose';
import type { Value } from '../../feel/types';
import type { LimitDocument } from './documents';
import { anything, modelOf } from './model';

/** Limits and thresholds as the district has them now; each instance keeps those that it began under. */
export type Limits = ReturnType<typeof limitsOf>;

export function limitsOf(connection: Connection) {
  const model = modelOf<LimitDocument>(
    connection,
    'limits',
    { processId: String, limitId: String, title: anything, value: anything, unit: String, basis: anything, changedBy: String, changedAt: Date },
    [{ keys: { processId: 1, limitId: 1 } }],
  );
  return {
    model,
    ofProcess: (processId: string) => model.find({ processId }).sort({ _id: 1 }).lean<LimitDocument[]>(),
    all: () => model.find({}).sort({ _id: 1 }).lean<LimitDocument[]>(),

    /** Stores the shipped limits. A value that the district has changed stays; title, unit and basis follow what is shipped. */
    async putShipped(limits: readonly Omit<LimitDocument, '_id' | 'changedBy' | 'changedAt'>[]): Promise<void> {
      if (limits.length === 0) return;
      await model.bulkWrite(
        limits.flatMap(({ value, ...texts }) => {
          const _id = `${texts.processId}/${texts.limitId}`;
          return [
            { updateOne: { filter: { _id }, update: { $set: texts, $setOnInsert: { value } }, upsert: true } },
            { updateOne: { filter: { _id, changedAt: { $exists: false } }, update: { $set: { value } } } },
          ];
        }),
      );
    },

    /** Null when there is no such limit. */
    change: (processId: string, limitId: string, value: Value, by: string, at: Date) =>
      model.findByIdAndUpdate(`${processId}/${limitId}`, { $set: { value, changedBy: by, changedAt: at } }, { returnDocument: 'after' }).lean<LimitDocument>(),
  };
}
