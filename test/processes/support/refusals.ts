import type { Store } from '../../../activities/store/connect-store';
import type { Variables } from '../../../feel/types';
import { checkAnswers } from '../../../forms/check-answers';
import { compileForm } from '../../../forms/compile-form';
import { calendar } from './story';

/** What the portal would have said to the answers that were handed in for a task. */
export async function refusals(store: Store, taskId: string, key: string): Promise<string[]> {
  const [task, submission] = await Promise.all([store.tasks.byId(taskId), store.submissions.byId(key)]);
  const form = await store.forms.byHash(task?.formHash ?? '');
  if (!task || !submission || !form) return [`${taskId}: nothing was handed in`];
  const answers = await store.personal.open(submission.answers);
  const problems = checkAnswers(compileForm(form.document), answers as Variables, { context: task.inputs, now: new Date().toISOString(), zone: 'Asia/Shanghai', calendar, side: 'server' });
  return problems.filter(({ level }) => level === 'error').map(({ rule, at }) => `${taskId}: ${rule} ${at}`);
}
