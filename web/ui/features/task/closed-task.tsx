import type { TaskDetail } from '../../../api/contract';
import { Moment } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { SubmissionCard } from '../../components/submission/submission-card';
import { texts } from './texts';

/** A task that is over: who did it, when, and what was handed in. */
export function ClosedTask({ task }: { readonly task: TaskDetail }) {
  const say = useTexts(texts);
  return (
    <>
      <div className={task.state === 'completed' ? 'notice notice-good' : 'notice notice-info'} role="status">
        {task.state === 'completed' ? <p><b>{say.completedBy(task.completedBy?.name ?? '')}</b>{task.closedAt === undefined ? null : <span className="quiet"> <Moment at={task.closedAt} /></span>}</p> : <><p><b>{say.withdrawn}</b></p><p>{say.withdrawnBody}</p></>}
      </div>
      {task.submission === undefined ? null : <section className="sheet" aria-label={say.submission}><SubmissionCard submission={task.submission} open /></section>}
    </>
  );
}
