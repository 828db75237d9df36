import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import { anything } from './model';
import { insertOnce } from './operation';
import type { RecordChangeDocument } from './record-documents';

/** What `store.records.changes` can do. */
export type RecordChanges = ReturnType<typeof recordChangesOf>;

/** The histories of all records, append-only. */
export function recordChangesOf(connection: Connection) {
  const collection = openCollection<RecordChangeDocument>(
    connection,
    'recordchanges',
    { registry: String, recordId: String, branchId: String, formerBranchId: String, revision: Number, kind: String, at: Date, by: String, reason: String, instanceId: String, taskId: String, importId: String, changes: anything },
    [{ keys: { registry: 1, recordId: 1, at: -1 } }, { keys: { by: 1, kind: 1, at: -1 } }, { keys: { instanceId: 1, at: -1 } }, { keys: { importId: 1 }, options: { sparse: true } }],
  );
  return {
    ...collection,
    /** Adds entries; those that are there already stay. */
    add: async (changes: readonly RecordChangeDocument[]): Promise<void> => {
      if (changes.length > 0) await collection.model.collection.bulkWrite(changes.map((change) => insertOnce(change)) as never, { ordered: false });
    },
    /** Takes the values of these fields out of a record's history, and what was typed as a reason for changing it: who changed what, and when, stays. */
    strip: async (registry: string, recordId: string, fields: readonly string[]): Promise<void> => {
      await collection.model.collection.updateMany({ registry, recordId, kind: { $in: ['created', 'changed'] } }, { $unset: { reason: 1 } });
      await collection.model.collection.updateMany({ registry, recordId }, { $unset: { 'changes.$[of].from': 1, 'changes.$[of].to': 1 } }, { arrayFilters: [{ 'of.field': { $in: [...fields] } }] });
    },
    ofRecord: (registry: string, recordId: string) => collection.find({ registry, recordId }, { sort: { at: -1, revision: -1 }, limit: 200 }),
  };
}
