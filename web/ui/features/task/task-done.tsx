import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CompletionResult, TaskDetail } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { TaskItem } from '../../components/tasks/task-item';
import { texts } from './texts';

/** After handing in: that it worked, and the way to what comes next. */
export function TaskDone({ task, result }: { readonly task: TaskDetail; readonly result: CompletionResult }) {
  const say = useTexts(texts);
  const local = useSay();
  const navigate = useNavigate();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    notice.current?.focus();
  }, []);
  const body = !result.visible ? say.acceptedBody : result.status === 'completed' ? say.ended : result.status === 'running' ? say.doneBody : say.cancelledEnd;
  return (
    <Page title={local(task.name)} above={<Link to="/tasks">{say.back}</Link>} below={<Link to={`/instances/${segment(task.instanceId)}`}>{task.title}</Link>}>
      <div className="notice notice-good" role="status" tabIndex={-1} ref={notice}>
        <p><b>{result.visible ? say.done : say.accepted}</b></p>
        <p>{body}</p>
        <div className="button-row">
          <Button onClick={() => void navigate(`/instances/${segment(task.instanceId)}`)}>{say.toInstance}</Button>
          <Button onClick={() => void navigate('/tasks')}>{say.toTasks}</Button>
        </div>
      </div>
      {result.status !== 'running' || !result.visible ? null : (
        <section className="sheet">
          <h2 className="part-title">{result.next.length === 0 ? say.nobodyNext : say.next}</h2>
          <div className="items">{result.next.map((row) => <TaskItem key={row.id} task={row} />)}</div>
        </section>
      )}
    </Page>
  );
}
