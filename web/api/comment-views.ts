import type { CommentDocument } from '../../activities/store/documents';
import type { CommentView } from './contract';
import { Names } from './names';
import type { Services } from './services';

/** Comments with the names of those who wrote them. */
export async function commentViews(services: Services, comments: readonly CommentDocument[]): Promise<CommentView[]> {
  const names = await Names.of(services, comments.map((comment) => comment.by), []);
  return comments.map((comment) => ({ id: comment._id, by: names.person(comment.by), text: comment.text, at: comment.at.toISOString(), ...(comment.taskId === undefined ? {} : { taskId: comment.taskId }) }));
}
