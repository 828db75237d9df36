import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { BranchRef, StartResult, StartView } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request, RequestRefused, segment, Unreachable } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import { DraftStatus } from '../../components/drafts/draft-status';
import { useDraft } from '../../components/drafts/use-draft';
import { AnswersForm } from '../../components/form/answers-form';
import type { Answers } from '../../components/form/answers';
import { KnownFacts } from '../../components/form/known-facts';
import { useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { Started } from './started';
import { texts } from './texts';

const FORM = 'start-answers';

interface Props {
  readonly view: StartView;
  readonly branch: BranchRef;
  /** Answers that the page begins with, whatever the draft says. */
  readonly given: Answers;
}

/** The start form with its draft, and starting. */
export function StartForm({ view, branch, given }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const client = useQueryClient();
  const keyFor = useAttempt();
  const path = `/api/processes/${segment(view.process.id)}`;
  const draft = useDraft(`${path}/start/draft`, view.draft);
  const [toConfirm, setToConfirm] = useState<Answers>();
  const upload = useMemo(() => ({ processId: view.process.id }), [view.process.id]);
  const start = useMutation({
    mutationFn: (answers: Answers) => {
      const body = { branchId: branch.id, answers };
      return draft.saver.handIn(() => request<StartResult>(`${path}/instances`, { method: 'POST', body, headers: { 'idempotency-key': keyFor(body) } }));
    },
    onSuccess: () => {
      ['tasks', 'instances', 'processes', 'branches'].forEach((key) => void client.invalidateQueries({ queryKey: [key] }));
    },
  });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || Object.keys(given).length === 0) return;
    begun.current = true;
    const { answers } = draft.saver.current;
    // A draft about another record says nothing about this one.
    const isAnother = Object.entries(given).some(([field, value]) => answers[field] !== undefined && answers[field] !== value);
    draft.saver.type(isAnother ? given : { ...answers, ...given });
  }, [given, draft.saver]);
  const change = useCallback((answers: Answers) => draft.saver.type(answers), [draft.saver]);
  if (start.data !== undefined) return <Started result={start.data} />;
  const problems = start.error instanceof RequestRefused ? (start.error.problem.problems ?? []) : [];
  return (
    <>
      <StartRefused error={start.error} onRetry={() => start.variables !== undefined && start.mutate(start.variables)} />
      <section className="sheet task-form" aria-label={say.form}>
        <KnownFacts form={view.form} context={view.context} />
        {view.form === undefined ? (
          <form id={FORM} onSubmit={(event) => { event.preventDefault(); setToConfirm({}); }}><p>{say.noForm}</p></form>
        ) : (
          <AnswersForm id={FORM} form={view.form} answers={draft.answers} context={view.context} upload={upload} refused={problems} onChange={change} onLeaveField={() => void draft.saver.flush()} onSubmit={setToConfirm} />
        )}
        <footer className="task-foot">
          {view.form === undefined ? <span /> : <DraftStatus draft={draft} />}
          <Button type="primary" size="large" htmlType="submit" form={FORM} loading={start.isPending}>{start.isPending ? say.submitting : say.submit}</Button>
        </footer>
      </section>
      {toConfirm === undefined ? null : (
        <Dialog title={say.confirmTitle} onClose={() => setToConfirm(undefined)} foot={<><Button onClick={() => setToConfirm(undefined)}>{say.cancel}</Button><Button type="primary" autoFocus onClick={() => { start.mutate(toConfirm); setToConfirm(undefined); }}>{say.confirm}</Button></>}>
          <p>{say.confirmBody(local(view.process.name), branch.name)}</p>
          <p className="quiet">{say.confirmAfter}</p>
        </Dialog>
      )}
    </>
  );
}

function StartRefused({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  if (error === null) return null;
  const running = error instanceof RequestRefused && error.problem.code === 'AlreadyRunning' ? error.problem.instanceId : undefined;
  if (running !== undefined) return <div className="notice notice-warn" role="alert"><p>{say.already}</p><p><Link to={`/instances/${segment(running)}`}>{say.toRunning}</Link></p></div>;
  const isAway = error instanceof Unreachable || (error instanceof RequestRefused && error.status >= 500);
  return (
    <div className="notice notice-wrong" role="alert">
      <p><b>{say.refused}</b></p>
      <p>{isAway ? say.unavailable : local(problemText(error))}</p>
      {isAway ? <Button onClick={onRetry}>{say.retry}</Button> : null}
    </div>
  );
}
