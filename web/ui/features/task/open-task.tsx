import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { fillLocal } from '../../../../forms/fill-text';
import type { CompletionResult, FileRef, TaskDetail } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { DraftOthers, DraftStatus } from '../../components/drafts/draft-status';
import { useDraft } from '../../components/drafts/use-draft';
import { AnswersForm } from '../../components/form/answers-form';
import type { Answers } from '../../components/form/answers';
import { useSay, useTexts } from '../../components/language/language';
import { AnswersView } from '../../components/submission/answers-view';
import { SubmissionCard } from '../../components/submission/submission-card';
import { CopyMaker } from './copy-maker';
import { ConfirmCompletion } from './confirm-completion';
import { KnownFacts } from '../../components/form/known-facts';
import { RefusedNotice } from './refused-notice';
import { useCompletion } from './use-completion';
import { texts } from './texts';

const FORM = 'answers';

interface Props {
  readonly task: TaskDetail;
  readonly reload: () => void;
  readonly onDone: (result: CompletionResult) => void;
}

/** The form of a task, saved as one types, and handing it in. */
export function OpenTask({ task, reload, onDone }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const draft = useDraft(`/api/tasks/${segment(task.id)}/draft`, task.draft);
  const [toConfirm, setToConfirm] = useState<Answers>();
  const completion = useCompletion(task, draft.saver, reload, onDone);
  const upload = useMemo(() => ({ taskId: task.id }), [task.id]);
  const isOpen = task.state === 'open';
  useEffect(() => {
    if (!isOpen) draft.saver.stop();
  }, [isOpen, draft.saver]);
  const change = useCallback((answers: Answers) => {
    draft.saver.type(answers);
    completion.forgetProblems(answers);
  }, [draft.saver, completion.forgetProblems]);

  const take = (field: string, file: FileRef): void => {
    change({ ...draft.saver.current.answers, [field]: file.id });
    void draft.saver.flush();
  };

  if (!isOpen) return <TakenByOther task={task} typed={draft.answers} />;
  return (
    <>
      {task.may.complete || task.may.why === undefined ? null : <div className="notice notice-info" role="status"><b>{say.cannot}</b> {local(task.may.why)}</div>}
      <RefusedNotice error={completion.error} busy={completion.isPending} onRetry={completion.retry} />
      <DraftOthers draft={draft} titleOf={(field) => titleOf(task, field)} />
      <section className="sheet task-form" aria-label={local(task.form?.document.title) || local(task.name)}>
        {task.form?.document.description === undefined ? null : <p className="task-about">{local(fillLocal(task.form.document.description, task.context))}</p>}
        <KnownFacts form={task.form} context={task.context} papers={task.papers} />
        {task.corrects === undefined || !task.may.complete ? null : <p className="notice notice-info"><Link to={correctionPath(task.corrects, task.id)}>{say.correct}</Link></p>}
        {task.copy === undefined || !task.may.complete ? null : <CopyMaker taskId={task.id} onMade={(file) => take(task.copy ?? '', file)} />}
        {task.form === undefined ? (
          <form id={FORM} onSubmit={(event) => { event.preventDefault(); setToConfirm({}); }}><p>{say.noForm}</p></form>
        ) : (
          <AnswersForm id={FORM} form={task.form} answers={draft.answers} context={task.context} upload={upload} disabled={!task.may.complete} refused={completion.problems} onChange={change} onLeaveField={() => void draft.saver.flush()} onSubmit={setToConfirm} onQuick={completion.submit} />
        )}
        {task.may.complete ? (
          <footer className="task-foot">
            <DraftStatus draft={draft} />
            <Button type="primary" size="large" htmlType="submit" form={FORM} loading={completion.isPending}>{completion.isPending ? say.submitting : say.submit}</Button>
          </footer>
        ) : null}
      </section>
      {toConfirm === undefined ? null : (
        <ConfirmCompletion
          task={task}
          answers={toConfirm}
          onCancel={() => setToConfirm(undefined)}
          onConfirm={() => {
            completion.submit(toConfirm);
            setToConfirm(undefined);
          }}
        />
      )}
    </>
  );
}

/** Somebody else was first: says who and when, and keeps what was typed here in view. */
function TakenByOther({ task, typed }: { readonly task: TaskDetail; readonly typed: Answers }) {
  const say = useTexts(texts);
  return (
    <>
      <div className="notice notice-warn" role="alert">
        {task.state === 'cancelled' ? <p><b>{say.withdrawn}</b></p> : <p><b>{say.takenBy(task.completedBy?.name ?? '')}</b>{task.closedAt === undefined ? null : <span className="quiet"> <Moment at={task.closedAt} /></span>}</p>}
        <p>{task.state === 'cancelled' ? say.withdrawnBody : say.yoursNote}</p>
      </div>
      {Object.keys(typed).length === 0 ? null : <section className="sheet"><h2 className="part-title">{say.yours}</h2><AnswersView form={task.form} answers={typed} /></section>}
      {task.submission === undefined ? null : <section className="sheet"><SubmissionCard submission={task.submission} open /></section>}
    </>
  );
}

/** The form of the record (`<registry>/<id>`), opened for that task. */
function correctionPath(record: string, task: string): string {
  const [registry = '', id = ''] = record.split('/');
  return `/registries/${segment(registry)}/records/${segment(id)}/edit?task=${segment(task)}`;
}

function titleOf(task: TaskDetail, field: string): string {
  const properties = task.form?.document.schema['properties'] as Readonly<Record<string, { readonly title?: string }>> | undefined;
  return properties?.[field]?.title ?? field;
}
