import type { Connection } from 'mongoose';
import { isDuplicate, openCollection } from '../collection';
import type { HandReminderDocument } from './documents';

const KEEP_SECONDS = 60 * 24 * 3600;

/** What `store.handReminders` can do. */
export type HandReminders = ReturnType<typeof handRemindersOf>;

/** Keeps people from being reminded of the same task too often. */
export function handRemindersOf(connection: Connection) {
  const collection = openCollection<HandReminderDocument>(connection, 'handreminders', { at: Date }, [{ keys: { at: 1 }, options: { expireAfterSeconds: KEEP_SECONDS } }]);
  return {
    model: collection.model,
    /** Whether that person may be reminded of that task now; if so, not again before `since` has passed. Of several at once one may. */
    async mayRemind(taskId: string, personId: string, now: Date, since: Date): Promise<boolean> {
      try {
        const changed = await collection.model.updateOne({ _id: `${taskId}>${personId}`, at: { $lte: since } }, { $set: { at: now } }, { upsert: true });
        return changed.modifiedCount + changed.upsertedCount === 1;
      } catch (error) {
        // It is there, and too young.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
  };
}
