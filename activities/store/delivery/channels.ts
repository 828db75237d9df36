import type { Connection } from 'mongoose';
import { openCollection } from '../collection';
import { anything } from '../model';
import type { ChannelDocument } from './documents';

/** Id of the one channel that is always there; its gateway is set by the environment. */
export const EMAIL_CHANNEL = 'email';

const MINUTE_MS = 60_000;
const PAUSES_MS = [10_000, 20_000, 40_000, 80_000, 160_000, 300_000];

/** What `store.channels` can do. */
export type Channels = ReturnType<typeof channelsOf>;

/** The subject whose data key seals a channel's address and secret. */
export function subjectOfChannel(channelId: string): string {
  return `channel/${channelId}`;
}

/** Ways out of the portal, how fast each may be used, and whether its other side is away. */
export function channelsOf(connection: Connection) {
  const collection = openCollection<ChannelDocument>(
    connection,
    'channels',
    {
      kind: String, name: String, enabled: Boolean, url: anything, secret: anything, host: String, branchId: String, perMinute: Number, timing: anything,
      pausedUntil: Date, failures: Number, lastSentAt: Date, lastError: String, minute: Number, sentInMinute: Number,
    },
  [{ keys: { enabled: 1 } }]);
  const { model } = collection;
  return {
    ...collection,
    all: () => collection.find({}, { sort: { _id: 1 } }),
    enabled: () => collection.find({ enabled: true }, { sort: { _id: 1 } }),

    /** Makes sure that the e-mail channel is there. */
    ensureEmail: async (): Promise<void> => {
      await collection.insert({ _id: EMAIL_CHANNEL, kind: 'email', name: '电子邮件', enabled: true, host: '', perMinute: 120, timing: {}, failures: 0, minute: 0, sentInMinute: 0 });
    },

    change: async (id: string, set: Partial<ChannelDocument>, unset: readonly (keyof ChannelDocument)[] = []): Promise<ChannelDocument | undefined> => {
      const changed = await model.findOneAndUpdate({ _id: id }, { $set: set, $unset: Object.fromEntries(unset.map((name) => [name, 1])) }, { returnDocument: 'after' }).lean();
      return (changed ?? undefined) as ChannelDocument | undefined;
    },
    remove: async (id: string): Promise<void> => {
      await model.deleteOne({ _id: id });
    },

    /** Takes one of the minute's messages; false when all are used. Safe for several senders at once. */
    async takeTurn(channel: Pick<ChannelDocument, '_id' | 'perMinute'>, now: Date): Promise<boolean> {
      const minute = Math.floor(now.getTime() / MINUTE_MS);
      const counted = await model.updateOne({ _id: channel._id, minute, sentInMinute: { $lt: channel.perMinute } }, { $inc: { sentInMinute: 1 } });
      if (counted.modifiedCount === 1) return true;
      const begun = await model.updateOne({ _id: channel._id, minute: { $ne: minute } }, { $set: { minute, sentInMinute: 1 } });
      return begun.modifiedCount === 1;
    },

    /** The other side took a message. */
    worked: async (id: string, now: Date): Promise<void> => {
      await model.updateOne({ _id: id }, { $set: { lastSentAt: now, failures: 0 }, $unset: { pausedUntil: 1, lastError: 1 } });
    },
    /** The other side is away: it is left alone for a while, longer each time. Several failures of one moment count once. */
    away: async (channel: ChannelDocument, error: string, now: Date): Promise<void> => {
      const pause = PAUSES_MS[Math.min(channel.failures, PAUSES_MS.length - 1)] ?? MINUTE_MS;
      await model.updateOne({ _id: channel._id, failures: channel.failures }, { $set: { pausedUntil: new Date(now.getTime() + pause), lastError: error }, $inc: { failures: 1 } });
    },
  };
}
