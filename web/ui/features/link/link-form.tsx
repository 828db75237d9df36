import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { fillLocal } from '../../../../forms/fill-text';
import type { AnswerProblem } from '../../../../forms/document';
import type { LinkResult, LinkView } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request, RequestRefused } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import { Moment } from '../../components/dates/moments';
import { AnswersForm } from '../../components/form/answers-form';
import type { Answers } from '../../components/form/answers';
import { KnownFacts } from '../../components/form/known-facts';
import { FileAddress, FileLink } from '../../components/files/file-link';
import { useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { KeptAnswers } from './kept-answers';
import { texts } from './texts';

const FORM = 'link-answers';
const NONE: readonly AnswerProblem[] = [];

interface Props {
  readonly token: string;
  readonly view: LinkView;
  readonly onDone: (result: LinkResult) => void;
  /** The link was used up, taken back or has expired meanwhile. */
  readonly onOver: (error: RequestRefused) => void;
}

/** What the form is for, the form, and handing it in. */
export function LinkForm({ token, view, onDone, onOver }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const kept = useMemo(() => new KeptAnswers(token), [token]);
  const [answers, setAnswers] = useState<Answers>(() => kept.read() ?? view.answers);
  const [problems, setProblems] = useState(NONE);
  const [toConfirm, setToConfirm] = useState<Answers>();
  const keyFor = useAttempt();
  const name = local(view.form.document.title) || local(view.name);
  useEffect(() => {
    document.title = name;
  }, [name]);
  const handIn = useMutation({
    mutationFn: (body: { readonly answers: Answers }) => request<LinkResult>(`/api/f/${encodeURIComponent(token)}/submission`, { method: 'POST', body, headers: { 'idempotency-key': keyFor(body) } }),
    onMutate: () => setProblems(NONE),
    onSuccess: onDone,
    onError: (error) => {
      if (!(error instanceof RequestRefused)) return;
      if (error.status === 410 || error.problem.code === 'TaskNotOpen') onOver(error);
      setProblems((error.problem.problems ?? NONE).filter(({ level }) => level === 'error'));
    },
  });
  const change = useCallback((next: Answers) => {
    setAnswers(next);
    kept.write(next);
  }, [kept]);
  return (
    <>
      <section className="sheet link-about">
        <h1>{name}</h1>
        {view.form.document.description === undefined ? null : <p>{local(fillLocal(view.form.document.description, view.context))}</p>}
        <dl className="facts">
          {view.branch === undefined ? null : <div><dt>{say.forBranch}</dt><dd>{view.branch}</dd></div>}
          {view.due === undefined ? null : <div><dt>{say.due}</dt><dd><Moment at={view.due} /></dd></div>}
          <div><dt>{say.until}</dt><dd><Moment at={view.expiresAt} /></dd></div>
        </dl>
        {view.papers === undefined ? null : (
          <FileAddress value={`/api/f/${encodeURIComponent(token)}/papers`}>
            <h2 className="link-papers">{say.papers}</h2>
            {view.papers.map((paper) => <FileLink key={paper.id} file={paper} />)}
          </FileAddress>
        )}
        <p className="quiet">{say.once}</p>
      </section>
      <section className="sheet link-form" aria-label={name}>
        <KnownFacts form={view.form} context={view.context} />
        <AnswersForm id={FORM} form={view.form} answers={answers} context={view.context} refused={problems} onChange={change} onSubmit={setToConfirm} />
        <details className="link-privacy">
          <summary>{say.privacyTitle}</summary>
          <p>{say.privacy(view.district)}</p>
        </details>
        <HandInFailed error={handIn.error} busy={handIn.isPending} onRetry={() => handIn.variables !== undefined && handIn.mutate(handIn.variables)} />
        <footer className="link-foot">
          <Button type="primary" size="large" block htmlType="submit" form={FORM} loading={handIn.isPending}>{handIn.isPending ? say.submitting : say.submit}</Button>
        </footer>
      </section>
      {toConfirm === undefined ? null : (
        <Dialog title={say.confirmTitle} onClose={() => setToConfirm(undefined)} foot={<><Button onClick={() => setToConfirm(undefined)}>{say.back}</Button><Button type="primary" autoFocus onClick={() => { handIn.mutate({ answers: toConfirm }); setToConfirm(undefined); }}>{say.confirm}</Button></>}>
          <p>{say.confirmBody}</p>
        </Dialog>
      )}
    </>
  );
}

function HandInFailed({ error, busy, onRetry }: { readonly error: Error | null; readonly busy: boolean; readonly onRetry: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  if (error === null) return null;
  const isAway = !(error instanceof RequestRefused) || error.status >= 500;
  if (isAway) return <div className="notice notice-warn" role="alert"><p><b>{say.offlineTitle}</b></p><p>{say.offline}</p><div className="button-row"><Button onClick={onRetry} loading={busy}>{say.again}</Button></div></div>;
  return <div className="notice notice-wrong" role="alert"><p><b>{say.refused}</b></p><p>{(error.problem.problems ?? NONE).length > 0 ? say.checkBelow : local(problemText(error))}</p></div>;
}
