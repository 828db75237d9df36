import type { SubmissionView } from '../../../api/contract';
import { Moment } from '../dates/moments';
import { useSay } from '../language/language';
import { AnswersView } from './answers-view';

/** One step's answers, folded away until somebody looks. */
export function SubmissionCard({ submission, open = false }: { readonly submission: SubmissionView; readonly open?: boolean }) {
  const local = useSay();
  return (
    <details className="submission" open={open}>
      <summary>
        <b>{local(submission.name)}</b>
        <span className="quiet">{submission.by.name} · <Moment at={submission.at} /></span>
      </summary>
      <AnswersView form={submission.form} answers={submission.answers} files={submission.files} />
    </details>
  );
}
