import type { Connection } from 'mongoose';
import { openCollection, type Filter } from '../collection';
import { insertOnce } from '../operation';
import type { DeliveryDocument } from './documents';

/** A message that nobody has told the end of for so long is tried again. */
const LOST_AFTER_MS = 30_000;
/** How long the log is kept. */
const KEEP_SECONDS = 400 * 24 * 3600;
/** More notices than this go into a second message. */
const MOST_IN_ONE = 200;

/** What `store.deliveries` can do. */
export type Deliveries = ReturnType<typeof deliveriesOf>;

/** What is to reach people outside the portal, and what became of it. */
export function deliveriesOf(connection: Connection) {
  const collection = openCollection<DeliveryDocument>(
    connection,
    'deliveries',
    { noticeId: String, channelId: String, recipient: String, state: String, message: String, follows: Boolean, dueAt: Date, nextAt: Date, attempts: Number, plannedAt: Date, count: Number, sentAt: Date, error: String },
    [
      { keys: { channelId: 1, state: 1, nextAt: 1 } },
      { keys: { channelId: 1, recipient: 1, state: 1, nextAt: 1 } },
      { keys: { message: 1 }, options: { sparse: true } },
      { keys: { follows: 1, plannedAt: -1 } },
      { keys: { plannedAt: 1 }, options: { expireAfterSeconds: KEEP_SECONDS } },
    ],
  );
  const { model } = collection;
  const taken = (found: unknown): DeliveryDocument | undefined => (found === null ? undefined : (found as DeliveryDocument));

  return {
    ...collection,
    /** Adds those that are not there yet; what became of the others meanwhile stays. */
    plan: async (deliveries: readonly DeliveryDocument[]): Promise<void> => {
      if (deliveries.length > 0) await model.bulkWrite(deliveries.map((delivery) => insertOnce(delivery)) as never, { ordered: false });
    },

    /** Takes the message that is to be sent next through a channel: one that failed or was lost before, else what is due first with all that is due to the same recipient. */
    async take(channelId: string, now: Date): Promise<DeliveryDocument | undefined> {
      const until = new Date(now.getTime() + LOST_AFTER_MS);
      const again = await model.findOneAndUpdate({ channelId, state: 'sending', nextAt: { $lte: now } }, { $set: { nextAt: until }, $inc: { attempts: 1 } }, { sort: { nextAt: 1 }, returnDocument: 'after' }).lean();
      if (again !== null) return taken(again);
      const first = await model.findOne({ channelId, state: 'planned', nextAt: { $lte: now } }, { _id: 1 }).sort({ nextAt: 1 }).lean();
      if (first === null) return undefined;
      const lead = taken(
        await model.findOneAndUpdate({ _id: first._id, state: 'planned' }, { $set: { state: 'sending', message: first._id, nextAt: until }, $inc: { attempts: 1 } }, { returnDocument: 'after' }).lean(),
      );
      // Somebody else was faster: there may be more.
      if (lead === undefined) return this.take(channelId, now);
      await gather(lead, now);
      return lead;
    },

    /** Everything that the message of a leading delivery holds. */
    ofMessage: (message: string) => collection.find({ message }, { sort: { dueAt: 1, _id: 1 } }),

    /** Ends a message and all that it holds. The leading one first: it alone is asked whether to send. */
    async end(message: string, state: 'sent' | 'given-up' | 'dropped', also: Partial<Pick<DeliveryDocument, 'sentAt' | 'error' | 'count'>>): Promise<void> {
      await model.updateOne({ _id: message }, { $set: { state, ...also }, ...(also.error === undefined ? { $unset: { error: 1 } } : {}) });
      await model.updateMany({ message, state: 'gathered' }, { $set: { state, ...(also.sentAt === undefined ? {} : { sentAt: also.sentAt }) } });
    },

    tryAgain: async (id: string, nextAt: Date, error: string): Promise<void> => {
      await model.updateOne({ _id: id, state: 'sending' }, { $set: { nextAt, error } });
    },

    /** Leaves what was taken for later, as if it had not been tried. */
    putBack: async (id: string, nextAt: Date): Promise<void> => {
      await model.updateOne({ _id: id, state: 'sending' }, { $set: { nextAt }, $inc: { attempts: -1 } });
    },

    /** Has a message that was given up, or waits for its next try, sent now; false when it is neither. */
    async retry(id: string, now: Date): Promise<boolean> {
      const changed = await model.updateOne({ _id: id, $or: [{ state: 'given-up' }, { state: 'sending', error: { $exists: true } }] }, { $set: { state: 'sending', nextAt: now, dueAt: now, attempts: 0 } });
      if (changed.matchedCount === 1) await model.updateMany({ message: id, state: 'given-up', _id: { $ne: id } }, { $set: { state: 'gathered' } });
      return changed.matchedCount === 1;
    },

    /** The log: one row a message, the newest first; what is planned shows notice by notice. */
    async log(filter: Filter<DeliveryDocument>, page: number, size: number): Promise<{ readonly rows: DeliveryDocument[]; readonly total: number }> {
      const shown = { ...filter, follows: null as never };
      const [rows, total] = await Promise.all([collection.find(shown, { sort: { plannedAt: -1, _id: 1 }, skip: (page - 1) * size, limit: size }), collection.count(shown)]);
      return { rows, total };
    },
  };

  async function gather({ _id, channelId, recipient }: DeliveryDocument, now: Date): Promise<void> {
    const others = await model.find({ channelId, recipient, state: 'planned', nextAt: { $lte: now }, noticeId: { $exists: true } }, { _id: 1 }).sort({ nextAt: 1 }).limit(MOST_IN_ONE).lean();
    if (others.length > 0) await model.updateMany({ _id: { $in: others.map((other) => other._id) }, state: 'planned' }, { $set: { state: 'gathered', message: _id, follows: true } });
  }
}
