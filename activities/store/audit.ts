import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { AuditDocument } from './documents';
import { anything } from './model';

/** Who did what beside the steps of an instance: accounts, posts, claims, limits. Never holds personal data. */
export type Audit = ReturnType<typeof auditOf>;

export function auditOf(connection: Connection) {
  const collection = openCollection<AuditDocument>(connection, 'audit', { at: Date, by: String, action: String, subject: String, branchId: String, detail: anything }, [
    { keys: { subject: 1, at: -1 } },
    { keys: { by: 1, at: -1 } },
    { keys: { at: -1 } },
  ]);
  return {
    ...collection,
    add: async (entry: Omit<AuditDocument, '_id'>) => {
      await collection.insert({ _id: randomUUID(), ...entry });
    },
    /** Adds an entry under an id of its own; the same again changes nothing. */
    addOnce: async (id: string, entry: Omit<AuditDocument, '_id'>) => {
      await collection.insert({ _id: id, ...entry });
    },
    /** Who was reminded of these tasks by hand, oldest first. */
    remindersOf: (taskIds: readonly string[]) => collection.find({ subject: { $in: [...taskIds] }, action: 'task.reminded' }, { sort: { at: 1 } }),
    ofSubject: (subject: string) => collection.find({ subject }, { sort: { at: -1 }, limit: 500 }),
  };
}
