import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { SubscriptionDocument } from './documents';

const KEEP_CLOSED_SECONDS = 24 * 3600;

/** What `store.subscriptions` can do. */
export type Subscriptions = ReturnType<typeof subscriptionsOf>;

/**
 * Who waits for which message or signal. A closed one is kept for a day, so that a write that comes late
 * cannot open it again.
 */
export function subscriptionsOf(connection: Connection) {
  const collection = openCollection<SubscriptionDocument>(
    connection,
    'subscriptions',
    { instanceId: String, processId: String, subscriptionId: String, kind: String, name: String, correlationKey: String, seq: Number, open: Boolean, closedAt: Date, takenBy: String },
    [
      { keys: { name: 1, correlationKey: 1, kind: 1, open: 1 } },
      { keys: { instanceId: 1, open: 1 } },
      { keys: { closedAt: 1 }, options: { expireAfterSeconds: KEEP_CLOSED_SECONDS } },
    ],
  );
  return {
    ...collection,
    /** Open message subscriptions of that name and key, the oldest first. */
    waitingFor: (name: string, correlationKey: string) => collection.find({ name, correlationKey, kind: 'message', open: true }, { sort: { _id: 1 } }),
    /** Which names and keys (`name#key`) of these somebody waits for. */
    awaitedAmong: async (messages: readonly { readonly name: string; readonly correlationKey: string }[]): Promise<ReadonlySet<string>> => {
      const names = [...new Set(messages.map(({ name }) => name))];
      const keys = [...new Set(messages.map(({ correlationKey }) => correlationKey))];
      const waiting = await collection.find({ name: { $in: names }, correlationKey: { $in: keys }, kind: 'message', open: true });
      return new Set(waiting.map(({ name, correlationKey }) => `${name}#${correlationKey}`));
    },
    /** Open signal subscriptions of that name. */
    listeningTo: (name: string) => collection.find({ name, kind: 'signal', open: true }),
    /** Reserves a subscription for a message; false when it is closed or another message holds it. Repeating it for the same message is true again. */
    take: async (id: string, messageId: string) => {
      const result = await collection.model.updateOne({ _id: id, open: true, takenBy: { $in: [null, messageId] } }, { $set: { takenBy: messageId } });
      return result.matchedCount === 1;
    },
    giveBack: async (id: string, messageId: string) => {
      await collection.model.updateOne({ _id: id, takenBy: messageId }, { $unset: { takenBy: 1 } });
    },
    /** Closes one whose instance is gone. */
    close: async (id: string, at: Date) => {
      await collection.model.updateOne({ _id: id, open: true }, { $set: { open: false, closedAt: at } });
    },
  };
}
