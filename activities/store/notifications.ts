import type { Connection } from 'mongoose';
import { openCollection, type Filter } from './collection';
import type { NotificationDocument } from './documents';
import { anything } from './model';

/** What `store.notifications` can do. */
export type Notifications = ReturnType<typeof notificationsOf>;

/** Reminders, escalations and notices as people see them in the portal. */
export function notificationsOf(connection: Connection) {
  const collection = openCollection<NotificationDocument>(
    connection,
    'notifications',
    { instanceId: String, taskId: String, groups: [String], users: [String], kind: String, text: anything, branchId: String, at: Date, readBy: [String], toDeliver: Boolean },
    [{ keys: { groups: 1, at: -1 } }, { keys: { users: 1, at: -1 } }, { keys: { instanceId: 1, at: -1 } }, { keys: { toDeliver: 1, at: 1 }, options: { partialFilterExpression: { toDeliver: true } } }],
  );
  return {
    ...collection,
    markRead: async (filter: Filter<NotificationDocument>, personId: string) => {
      await collection.model.updateMany(filter, { $addToSet: { readBy: personId } });
    },
    /** Those for which nobody has seen yet whom they should reach outside the portal, the oldest first. */
    toDeliver: (limit: number) => collection.find({ toDeliver: true }, { sort: { at: 1 }, limit }),
    seenTo: async (ids: readonly string[]) => {
      await collection.model.updateMany({ _id: { $in: [...ids] } }, { $unset: { toDeliver: 1 } });
    },
  };
}
