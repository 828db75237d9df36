import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { MessageDocument } from './documents';
import { anything } from './model';
import { insertOnce } from './operation';

/** What `store.messages` can do. */
export type Messages = ReturnType<typeof messagesOf>;

/** Published messages; kept until they expire, so that a subscriber that comes later still gets them. */
export function messagesOf(connection: Connection) {
  const collection = openCollection<MessageDocument>(
    connection,
    'messages',
    { name: String, correlationKey: String, variables: anything, at: Date, expiresAt: Date, deliveredTo: anything, except: String },
    [{ keys: { name: 1, correlationKey: 1, at: 1 } }, { keys: { expiresAt: 1 }, options: { expireAfterSeconds: 0 } }],
  );
  return {
    ...collection,
    /** Adds those that are not there yet. */
    insertAll: async (messages: readonly MessageDocument[]) => {
      if (messages.length > 0) await collection.model.collection.bulkWrite(messages.map((message) => insertOnce(message)) as never, { ordered: false });
    },
    /** Messages of that name and key that no instance of the process has had, the oldest first. */
    waitingFor: (name: string, correlationKey: string, processId: string, now: Date) =>
      collection.find({ name, correlationKey, expiresAt: { $gt: now }, 'deliveredTo.processId': { $ne: processId } }, { sort: { at: 1 } }),
    /** Reserves the message for one subscription of a process; false when another one of that process has it. */
    deliverTo: async (id: string, processId: string, subscriptionId: string) => {
      const mine = { $elemMatch: { processId, subscriptionId } };
      const result = await collection.model.updateOne(
        { _id: id, $or: [{ deliveredTo: mine }, { 'deliveredTo.processId': { $ne: processId } }] },
        { $addToSet: { deliveredTo: { processId, subscriptionId } } },
      );
      return result.matchedCount === 1;
    },
    /** Takes a delivery back: the subscriber was gone. */
    undeliver: async (id: string, processId: string, subscriptionId: string) => {
      await collection.model.updateOne({ _id: id }, { $pull: { deliveredTo: { processId, subscriptionId } } });
    },
  };
}
