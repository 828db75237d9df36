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
    { instanceId: String, taskId: String, groups: [String], users: [String], kind: String, text: anything, branchId: String, at: Date, readBy: [String] },
    [{ keys: { groups: 1, at: -1 } }, { keys: { users: 1, at: -1 } }, { keys: { instanceId: 1, at: -1 } }],
  );
  return {
    ...collection,
    markRead: async (filter: Filter<NotificationDocument>, personId: string) => {
      await collection.model.updateMany(filter, { $addToSet: { readBy: personId } });
    },
  };
}
