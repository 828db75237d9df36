import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { EventDocument } from './documents';
import { anything } from './model';

/** What `store.events` can do. */
export type Events = ReturnType<typeof eventsOf>;

/** The append-only event log of every instance. */
export function eventsOf(connection: Connection) {
  const collection = openCollection<EventDocument>(
    connection,
    'events',
    { instanceId: String, seq: Number, event: anything, commands: anything, now: Date, semantics: Number, planHash: String, calendarVersion: String },
    [{ keys: { instanceId: 1, seq: 1 }, options: { unique: true } }, { keys: { 'event.key': 1 }, options: { sparse: true } }],
  );
  return {
    ...collection,
    ofInstance: (instanceId: string) => collection.find({ instanceId }, { sort: { seq: 1 } }),
    /** The idempotency key that the instance was started with. */
    startKey: async (instanceId: string): Promise<string | undefined> => {
      const first = await collection.byId(eventId(instanceId, 1));
      return first?.event.kind === 'started' ? first.event.key : undefined;
    },
    /** The step that took the submission with that idempotency key. */
    byKey: (key: string) => collection.findOne({ 'event.key': key }),
    bySeq: (instanceId: string, seq: number) => collection.byId(eventId(instanceId, seq)),
  };
}

export function eventId(instanceId: string, seq: number): string {
  return `${instanceId}#${seq}`;
}
