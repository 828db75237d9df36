import { isHashOf } from '../../activities/store/answer-hash';
import type { SubmissionDocument } from '../../activities/store/documents';
import { Refusal } from './refusal';
import type { Services } from './services';

/** Something that is handed in, as far as a repetition must not differ. */
interface Sent {
  /** What it is for: a task, or an event that waits; absent for a start. */
  readonly taskId?: string;
  readonly by: string;
  readonly answers: { readonly [name: string]: unknown };
}

/** Throws `KeyReused` when the key was used for something else, by somebody else, or with other answers. */
export function mustBeTheSame({ store }: Pick<Services, 'store'>, before: SubmissionDocument, { taskId, by, answers }: Sent): void {
  if ((taskId === undefined || before.taskId === taskId) && before.by === by && isHashOf(store.keys, before.answerHash, answers)) return;
  throw new Refusal('KeyReused', { zh: '同一提交编号已用于别的内容，请刷新页面后重新提交。', en: 'This was submitted with other content; reload the page and submit again.' });
}
