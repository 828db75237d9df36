import type { Connection } from 'mongoose';
import { openCollection } from '../collection';
import type { AbsenceDocument } from './documents';

/** What `store.absences` can do. */
export type Absences = ReturnType<typeof absencesOf>;

/** Who is away from when to when, and who stands in. */
export function absencesOf(connection: Connection) {
  const collection = openCollection<AbsenceDocument>(
    connection,
    'absences',
    { personId: String, deputyId: String, from: String, until: String, createdBy: String, createdAt: Date, endedAt: Date },
    [{ keys: { deputyId: 1, until: 1 } }, { keys: { personId: 1, until: 1 } }],
  );
  const on = (day: string) => ({ from: { $lte: day }, until: { $gte: day }, endedAt: null as never });
  return {
    ...collection,
    /** For whom somebody stands in on that day. */
    coveredBy: (deputyId: string, day: string) => collection.find({ deputyId, ...on(day) }, { sort: { from: 1, _id: 1 } }),
    /** Which of those people are away on that day. */
    amongOn: (personIds: readonly string[], day: string) => collection.find({ personId: { $in: [...personIds] }, ...on(day) }),
    /** Those that are not over on that day, the next one first. */
    ahead: (personId: string, day: string) => collection.find({ personId, until: { $gte: day }, endedAt: null as never }, { sort: { from: 1 } }),
    /** Ends one; false when it was over. */
    end: async (id: string, at: Date): Promise<boolean> => {
      const changed = await collection.model.updateOne({ _id: id, endedAt: null }, { $set: { endedAt: at } });
      return changed.modifiedCount === 1;
    },
  };
}
