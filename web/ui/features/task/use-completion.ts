import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { AnswerProblem } from '../../../../forms/document';
import type { CompletionResult, TaskDetail } from '../../../api/contract';
import { request, RequestRefused, segment } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import { changesBetween, type DraftSaver } from '../../components/drafts/draft-saver';
import type { Answers } from '../../components/form/answers';

const NONE: readonly AnswerProblem[] = [];

/** Hands a task in: exactly once however often it is sent, and nothing typed is lost when it is refused. */
export function useCompletion(task: TaskDetail, saver: DraftSaver, reload: () => void, onDone: (result: CompletionResult) => void) {
  const client = useQueryClient();
  const keyFor = useAttempt();
  const [problems, setProblems] = useState(NONE);
  const [sent, setSent] = useState<Answers>({});
  const mutation = useMutation({
    mutationFn: (answers: Answers) => {
      setSent(answers);
      return saver.handIn(() => request<CompletionResult>(`/api/tasks/${segment(task.id)}/completion`, { method: 'POST', body: { answers, revision: task.revision }, headers: { 'idempotency-key': keyFor({ answers, revision: task.revision }) } }));
    },
    onMutate: () => setProblems(NONE),
    onSuccess: (result) => {
      onDone(result);
      void client.invalidateQueries({ queryKey: ['tasks'] });
      void client.invalidateQueries({ queryKey: ['instance', task.instanceId] });
      void client.invalidateQueries({ queryKey: ['instances'] });
    },
    onError: (error) => {
      if (!(error instanceof RequestRefused)) return;
      setProblems((error.problem.problems ?? NONE).filter(({ level }) => level === 'error'));
      if (error.status === 409 || error.status === 403) reload();
    },
  });
  const { mutate, error, isPending, variables } = mutation;
  const forgetProblems = useCallback((answers: Answers) => {
    const changed = Object.keys(changesBetween(sent, answers));
    setProblems((all) => (all.some(({ at }) => changed.includes(at.split('/')[1] ?? '')) ? all.filter(({ at }) => !changed.includes(at.split('/')[1] ?? '')) : all));
  }, [sent]);
  return { submit: mutate, retry: () => variables !== undefined && mutate(variables), error, isPending, problems, forgetProblems };
}
