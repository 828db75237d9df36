import type { Connection } from 'mongoose';
import { openCollection } from '../collection';
import { anything } from '../model';
import type { NotificationSettingsDocument } from './documents';

/** What `store.notificationSettings` can do. */
export type NotificationSettings = ReturnType<typeof notificationSettingsOf>;

/** How each person wants to be reached outside the portal. */
export function notificationSettingsOf(connection: Connection) {
  const collection = openCollection<NotificationSettingsDocument>(connection, 'notificationsettings', { email: anything, channels: [String], timing: anything, updatedAt: Date }, [{ keys: { channels: 1 } }]);
  return {
    ...collection,
    /** Of those people, who want anything at all. */
    wantedBy: (personIds: readonly string[]) => collection.find({ _id: { $in: [...personIds] }, 'channels.0': { $exists: true } }),
    put: async ({ _id, ...settings }: NotificationSettingsDocument): Promise<void> => {
      await collection.model.replaceOne({ _id }, settings as never, { upsert: true });
    },
    /** Nobody can choose a channel that is gone. */
    forgetChannel: async (channelId: string): Promise<void> => {
      await collection.model.updateMany({ channels: channelId }, { $pull: { channels: channelId } } as never);
    },
  };
}
