import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CompletionResult, TaskDetail } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { Due } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Tabs } from '../../components/layout/tabs';
import { Loaded, Waiting } from '../../components/layout/waiting';
import { CallScript } from './call-script';
import { ClosedTask } from './closed-task';
import { OpenTask } from './open-task';
import { TaskActions } from './task-actions';
import { TaskAside } from './task-aside';
import { TaskDone } from './task-done';
import { texts } from './texts';
import './task.css';

// Most tasks are about no record.
const RecordCard = lazy(() => import('../../components/records/record-card').then(({ RecordCard: component }) => ({ default: component })));

/** One task: what to do, what is known, and what came before. */
export function TaskPage() {
  const { id = '' } = useParams();
  const task = useQuery({ queryKey: ['task', id], queryFn: () => request<TaskDetail>(`/api/tasks/${segment(id)}`) });
  return <Loaded query={task}>{(detail) => <Task key={id} task={detail} reload={() => void task.refetch()} />}</Loaded>;
}

export type Panel = 'form' | 'related' | 'earlier' | 'limits' | 'comments';

function Task({ task, reload }: { readonly task: TaskDetail; readonly reload: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  const title = useTitle()(task);
  const [panel, setPanel] = useState<Panel>('form');
  const [result, setResult] = useState<CompletionResult>();
  // Whoever had the form in front of them keeps what they typed, also when somebody else was first.
  const [wasOpen] = useState(task.state === 'open' && task.may.complete);
  if (result !== undefined) return <TaskDone task={task} result={result} />;
  const tabs = [
    { name: 'form' as const, label: say.form },
    ...(hasRelated(task) ? [{ name: 'related' as const, label: say.related }] : []),
    { name: 'earlier' as const, label: `${say.earlier} ${task.earlier.length}` },
    { name: 'limits' as const, label: say.limits },
    { name: 'comments' as const, label: `${say.comments} ${task.comments.length}` },
  ];
  return (
    <Page
      wide
      title={local(task.name)}
      above={<><Link to="/tasks">{say.back}</Link> › {local(task.process.name)}</>}
      below={<><Link to={`/instances/${segment(task.instanceId)}`}>{title}</Link>{title.includes(task.branch.name) ? null : <span>{task.branch.name}</span>}<Due at={task.due} assumed={task.dueAssumed} closed={task.state !== 'open'} /><Holder task={task} /></>}
      actions={<TaskActions task={task} reload={reload} />}
    >
      <Tabs className="task-tabs" label={say.panels} tabs={tabs} chosen={panel} onChoose={setPanel} />
      <div className="task" data-panel={panel}>
        <div className="task-main" id="form-panel">
          {task.record === undefined ? null : <Suspense fallback={<Waiting />}><RecordCard about={task.record} /></Suspense>}
          {task.script === undefined || task.state !== 'open' ? null : <CallScript text={task.script} />}
          {task.state === 'open' || wasOpen ? <OpenTask task={task} reload={reload} onDone={setResult} /> : <ClosedTask task={task} />}
        </div>
        <TaskAside task={task} panel={panel === 'form' ? (hasRelated(task) ? 'related' : 'earlier') : panel} onChoose={setPanel} />
      </div>
    </Page>
  );
}

function hasRelated(task: TaskDetail): boolean {
  return (task.record?.related ?? []).length > 0;
}

function Holder({ task }: { readonly task: TaskDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  if (task.state !== 'open') return null;
  if (task.claimedBy !== undefined) return <span>{task.may.release ? say.claimedByMe : say.claimedBy(task.claimedBy.name)}</span>;
  if (task.assignee !== undefined) return <span>{say.assignedTo(task.assignee.name)}</span>;
  return task.groups.length === 0 ? null : <span>{say.openTo(task.groups.map(({ name }) => local(name)).join('、'))}</span>;
}
