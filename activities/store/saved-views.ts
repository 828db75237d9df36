import type { Connection } from 'mongoose';
import { openCollection } from './collection';

/** A list's query string that somebody keeps under a name. */
export interface SavedViewDocument {
  readonly _id: string;
  readonly registry: string;
  readonly owner: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly createdAt: Date;
}

/** What `store.savedViews` can do. */
export type SavedViews = ReturnType<typeof savedViewsOf>;

export function savedViewsOf(connection: Connection) {
  const collection = openCollection<SavedViewDocument>(connection, 'savedviews', { registry: String, owner: String, name: String, query: String, shared: Boolean, createdAt: Date }, [
    { keys: { registry: 1, owner: 1 } },
    { keys: { registry: 1, shared: 1 } },
  ]);
  return {
    ...collection,
    /** A person's own, and those that others share. */
    forPerson: (registry: string, owner: string) => collection.find({ registry, $or: [{ owner }, { shared: true }] }, { sort: { createdAt: 1, _id: 1 }, limit: 200 }),
    /** False when it is not theirs, or not there. */
    removeOf: async (id: string, owner: string): Promise<boolean> => (await collection.model.deleteOne({ _id: id, owner })).deletedCount === 1,
  };
}
