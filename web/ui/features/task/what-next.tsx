import { useQuery } from '@tanstack/react-query';
import type { CompletionResult, NextView, WaitView } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { TaskItem } from '../../components/tasks/task-item';
import { texts } from './texts';

/** What comes after a task that was handed in; it follows the case while automatic steps run. */
export function WhatNext({ instanceId, result }: { readonly instanceId: string; readonly result: CompletionResult }) {
  const say = useTexts(texts);
  // Whoever may do a task, but not see its case, is told what came with the answer.
  const { data, isPending } = useQuery({ queryKey: ['instance', instanceId, 'next'], queryFn: () => request<NextView>(`/api/instances/${segment(instanceId)}/next`), retry: false });
  const { status, tasks, waits } = data ?? { status: result.status, tasks: result.next, waits: [] };
  const shown = waits.filter(({ kind }) => kind === 'task' || kind === 'timer');
  const title = titleOf(say, { status, tasks, waits: shown }, isPending || (data !== undefined && isMoving(data)));
  return (
    <section className="sheet" aria-live="polite">
      <h2 className="part-title">{title}</h2>
      <div className="items">{tasks.map((row) => <TaskItem key={row.id} task={row} />)}</div>
      {shown.length === 0 ? null : <ul className="awaited">{shown.map((wait, index) => <Awaited key={wait.taskId ?? `${wait.elementId}-${index}`} wait={wait} />)}</ul>}
    </section>
  );
}

function titleOf(say: (typeof texts)['zh'], { status, tasks, waits }: NextView, isMoving: boolean): string {
  if (tasks.length > 0) return say.next;
  if (status !== 'running') return say.ended;
  if (isMoving) return say.moving;
  return waits.length > 0 && waits.every(({ kind }) => kind === 'timer') ? say.byItself : say.nobodyNext;
}

/** Nobody is asked for anything, and no date is waited for. */
function isMoving({ status, tasks, waits }: NextView): boolean {
  return status === 'running' && tasks.length === 0 && waits.every(({ kind }) => kind === 'job' || kind === 'message' || kind === 'join');
}

function Awaited({ wait }: { readonly wait: WaitView }) {
  const local = useSay();
  const who = wait.who.map(({ name }) => local(name)).join('、');
  return (
    <li>
      <b>{local(wait.name)}</b>
      {who === '' ? null : <span className="quiet">{who}</span>}
      {wait.kind === 'timer' ? wait.next.map((step) => <span key={step.at}><Moment at={step.at} /> {local(step.text)}</span>) : null}
    </li>
  );
}
