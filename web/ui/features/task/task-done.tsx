import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CompletionResult, Page as Rows, TaskDetail, TaskRow } from '../../../api/contract';
import { request, segment, withQuery } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { texts } from './texts';
import { WhatNext } from './what-next';

/** After handing in: that it worked, and the way to what comes next. */
export function TaskDone({ task, result }: { readonly task: TaskDetail; readonly result: CompletionResult }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const navigate = useNavigate();
  const next = useNextOfKind(task);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    notice.current?.focus();
  }, []);
  const body = !result.visible ? say.acceptedBody : result.status === 'completed' ? say.ended : result.status === 'running' ? say.doneBody : say.cancelledEnd;
  return (
    <Page title={local(task.name)} above={<Link to="/tasks">{say.back}</Link>} below={<><Link to={`/instances/${segment(task.instanceId)}`}>{titleOf(task)}</Link>{task.about === undefined ? null : <span>{task.about}</span>}</>}>
      <div className="notice notice-good" role="status" tabIndex={-1} ref={notice}>
        <p><b>{result.visible ? say.done : say.accepted}</b></p>
        <p>{body}</p>
        <div className="button-row">
          {next.data == null ? null : <Button type="primary" size="large" className="task-next" onClick={() => void navigate(`/tasks/${segment(next.data?.id ?? '')}`)}>{say.nextSame}</Button>}
          <Button onClick={() => void navigate(`/instances/${segment(task.instanceId)}`)}>{say.toInstance}</Button>
          <Button onClick={() => void navigate(task.record === undefined ? '/tasks' : '/tasks?view=calls')}>{say.toTasks}</Button>
        </div>
        {next.data === null && task.record !== undefined ? <p className="quiet">{say.noMoreSame}</p> : null}
      </div>
      {result.status !== 'running' || !result.visible ? null : <WhatNext instanceId={task.instanceId} result={result} />}
    </Page>
  );
}

/** The next task of the same step that I can do: what needs it most among calls, else what is due first; null when there is none. */
function useNextOfKind(task: TaskDetail) {
  return useQuery({
    queryKey: ['tasks', 'next', task.id],
    queryFn: async () => {
      const ask = (view: string) => request<Rows<TaskRow>>(withQuery('/api/tasks', { view, process: task.process.id, element: task.elementId, page: 1, size: 2 }));
      const found = task.record === undefined ? await Promise.all([ask('mine'), ask('group')]) : [await ask('calls')];
      return found.flatMap(({ rows }) => rows).find(({ id }) => id !== task.id) ?? null;
    },
  });
}
