import type { SubmissionView } from '../../../api/contract';
import { Moment } from '../dates/moments';
import { bilingual, useSay, useTexts } from '../language/language';
import { AnswersView } from './answers-view';

const texts = bilingual({ onBehalf: (name: string) => `（代 ${name}）` }, { onBehalf: (name: string) => ` (for ${name})` });

/** One step's answers, folded away until somebody looks. */
export function SubmissionCard({ submission, open = false }: { readonly submission: SubmissionView; readonly open?: boolean }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <details className="submission" open={open}>
      <summary>
        <b>{local(submission.name)}</b>
        <span className="quiet">{submission.by.name}{submission.onBehalfOf === undefined ? null : say.onBehalf(submission.onBehalfOf.name)} · <Moment at={submission.at} /></span>
      </summary>
      <AnswersView form={submission.form} answers={submission.answers} files={submission.files} />
    </details>
  );
}
