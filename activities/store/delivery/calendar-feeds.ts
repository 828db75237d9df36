import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { openCollection } from '../collection';
import type { CalendarFeedDocument } from './documents';

/** What `store.calendarFeeds` can do. */
export type CalendarFeeds = ReturnType<typeof calendarFeedsOf>;

/** Secret addresses of calendars, one for each person who wants one. */
export function calendarFeedsOf(connection: Connection) {
  const collection = openCollection<CalendarFeedDocument>(connection, 'calendarfeeds', { personId: String, createdAt: Date, readAt: Date }, [{ keys: { personId: 1 } }]);
  const revoke = async (personId: string): Promise<void> => {
    await collection.model.deleteMany({ personId });
  };
  return {
    ...collection,
    ofPerson: (personId: string) => collection.findOne({ personId }),
    revoke,
    /** A new secret; the one before stops working. */
    async renew(personId: string, at: Date): Promise<string> {
      const token = randomBytes(32).toString('base64url');
      await revoke(personId);
      await collection.insert({ _id: hashOf(token), personId, createdAt: at });
      return token;
    },
    /** Whose calendar the token opens; notes that it was read. */
    async opened(token: string, at: Date): Promise<string | undefined> {
      const feed = await collection.model.findOneAndUpdate({ _id: hashOf(token) }, { $set: { readAt: at } }).lean();
      return feed?.personId;
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
