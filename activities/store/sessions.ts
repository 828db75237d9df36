import type { Connection } from 'mongoose';

/** Name of the collection in which the web process keeps its sessions. */
export const SESSION_COLLECTION = 'sessions';

/** Signed-in sessions; the session library writes them, these functions end them. */
export type Sessions = ReturnType<typeof sessionsOf>;

export function sessionsOf(connection: Connection) {
  const sessions = () => connection.collection(SESSION_COLLECTION);
  return {
    async endAllOf(personId: string, exceptId?: string): Promise<void> {
      await sessions().deleteMany({ 'session.personId': personId, ...(exceptId === undefined ? {} : { _id: { $ne: exceptId as never } }) });
    },
    async createIndexes(): Promise<void> {
      await sessions().createIndex({ 'session.personId': 1 });
    },
  };
}
