import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { fillLocal } from '../../../../forms/fill-text';
import type { AnswerProblem } from '../../../../forms/document';
import type { ActionView, CompletionResult } from '../../../api/contract';
import { problemText } from '../api/problem-text';
import { request, RequestRefused, segment } from '../api/request';
import { useAttempt } from '../api/use-attempt';
import type { Answers } from '../form/answers';
import { AnswersForm } from '../form/answers-form';
import { KnownFacts } from '../form/known-facts';
import { bilingual, useSay, useTexts } from '../language/language';
import { Dialog } from '../layout/dialog';
import { useToasts } from '../layout/toasts';

const texts = bilingual(
  { cancel: '取消', confirm: '确认', done: (name: string) => `“${name}”已提交`, later: '已受理，稍后显示', note: '提交后立即生效，会写进办理经过。', refused: '没有提交成功', behalf: (name: string) => `您代${name}办理。` },
  { cancel: 'Cancel', confirm: 'Confirm', done: (name: string) => `“${name}” is done`, later: 'Accepted, will show shortly', note: 'It takes effect at once and becomes part of the record.', refused: 'Not submitted', behalf: (name: string) => `You do this for ${name}.` },
);

const FORM = 'action-form';
const NONE: readonly AnswerProblem[] = [];

interface Props {
  readonly instanceId: string;
  readonly action: ActionView;
  readonly onClose: () => void;
}

/** The form of an action, and taking it: once however often it is sent. */
export function ActionDialog({ instanceId, action, onClose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const toasts = useToasts();
  const client = useQueryClient();
  const keyFor = useAttempt();
  const [answers, setAnswers] = useState<Answers>(action.answers);
  const [problems, setProblems] = useState(NONE);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (given: Answers) => request<CompletionResult>(`/api/instances/${segment(instanceId)}/actions/${segment(action.subscriptionId)}`, { method: 'POST', body: { answers: given }, headers: { 'idempotency-key': keyFor(given) } }),
    onMutate: () => setProblems(NONE),
    onSuccess: ({ visible }) => {
      toasts.done(visible ? say.done(local(action.name)) : say.later);
      onClose();
    },
    onError: (failure) => {
      if (failure instanceof RequestRefused) setProblems((failure.problem.problems ?? NONE).filter(({ level }) => level === 'error'));
    },
    onSettled: () => Promise.all([['instance', instanceId], ['instances'], ['tasks'], ['record'], ['actions', instanceId]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return (
    <Dialog aside title={local(action.name)} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" htmlType="submit" form={FORM} loading={isPending}>{say.confirm}</Button></>}>
      {error === null ? null : <div className="notice notice-wrong" role="alert"><p><b>{say.refused}</b></p><p>{local(problemText(error))}</p></div>}
      {action.form.document.description === undefined ? null : <p>{local(fillLocal(action.form.document.description, action.context))}</p>}
      <KnownFacts form={action.form} context={action.context} />
      <AnswersForm id={FORM} form={action.form} answers={answers} context={action.context} refused={problems} onChange={setAnswers} onSubmit={mutate} />
      <p className="field-hint">{action.onBehalfOf === undefined ? null : say.behalf(action.onBehalfOf.name)}{say.note}</p>
    </Dialog>
  );
}
