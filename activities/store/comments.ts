import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { CommentDocument } from './documents';

/** What people say to each other beside an instance. */
export type Comments = ReturnType<typeof commentsOf>;

export function commentsOf(connection: Connection) {
  const collection = openCollection<CommentDocument>(connection, 'comments', { instanceId: String, taskId: String, by: String, text: String, at: Date }, [{ keys: { instanceId: 1, at: 1 } }]);
  return {
    ...collection,
    /** Takes away what was said at these instances; who spoke, and when, stays. */
    strip: async (instanceIds: readonly string[]): Promise<void> => {
      await collection.model.updateMany({ instanceId: { $in: [...instanceIds] } }, { $set: { text: '（已删除）' } });
    },
    /** Oldest first, at most 500. */
    ofInstance: (instanceId: string) => collection.find({ instanceId }, { sort: { at: 1, _id: 1 }, limit: 500 }),
  };
}
