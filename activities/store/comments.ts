import type { Connection } from 'mongoose';
import type { CommentDocument } from './documents';
import { modelOf } from './model';

/** What people say to each other beside an instance. */
export type Comments = ReturnType<typeof commentsOf>;

export function commentsOf(connection: Connection) {
  const model = modelOf<CommentDocument>(connection, 'comments', { instanceId: String, taskId: String, by: String, text: String, at: Date }, [{ keys: { instanceId: 1, at: 1 } }]);
  return {
    model,
    add: async (comment: CommentDocument) => {
      await model.create(comment);
    },
    /** Oldest first, at most 500. */
    ofInstance: (instanceId: string) => model.find({ instanceId }).sort({ at: 1, _id: 1 }).limit(500).lean<CommentDocument[]>(),
  };
}
