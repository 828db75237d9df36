import { Link } from 'react-router';
import type { TaskRow } from '../../../api/contract';
import { segment } from '../api/request';
import { useSession } from '../api/session';
import { Due, Moment } from '../dates/moments';
import { bilingual, useSay, useTexts } from '../language/language';
import { useTitle } from '../language/use-title';

const texts = bilingual(
  { mine: '您已认领', claimed: (name: string) => `${name} 已认领`, assigned: (name: string) => `指定 ${name}`, done: (name: string) => `${name} 办结于`, withdrawn: '已撤回', urgent: '优先' },
  { mine: 'Claimed by you', claimed: (name: string) => `Claimed by ${name}`, assigned: (name: string) => `Assigned to ${name}`, done: (name: string) => `Completed by ${name}`, withdrawn: 'Withdrawn', urgent: 'Priority' },
);

/** From this priority on a task is marked; 50 is ordinary. */
const URGENT = 60;

/** A task in a list: what, of which case, by when. */
export function TaskItem({ task }: { readonly task: TaskRow }) {
  const say = useTexts(texts);
  const local = useSay();
  const title = useTitle()(task);
  const { person } = useSession();
  const { claimedBy, assignee } = task;
  return (
    <article className="item">
      <div className="item-title"><Link to={`/tasks/${segment(task.id)}`}>{local(task.name)}</Link>{task.about === undefined ? null : <span className="item-whom">{task.about}</span>}{task.priority >= URGENT ? <span className="pill pill-soon item-mark">{say.urgent}</span> : null}</div>
      <div className="item-about">
        <span>{title}</span>
        {title.includes(task.branch.name) ? null : <span>{task.branch.name}</span>}
        {task.state !== 'open' ? null : claimedBy !== undefined ? <span>{claimedBy.id === person.id ? say.mine : say.claimed(claimedBy.name)}</span> : assignee !== undefined ? <span>{say.assigned(assignee.name)}</span> : <span>{task.groups.map(({ name }) => local(name)).join('、')}</span>}
      </div>
      {task.why === undefined ? null : <ul className="item-why">{task.why.map((reason) => <li key={reason.zh} className="pill pill-soon">{local(reason)}</li>)}</ul>}
      <div className="item-side">
        {task.state === 'open' ? <Due at={task.due} assumed={task.dueAssumed} /> : task.state === 'cancelled' ? <span className="pill">{say.withdrawn}</span> : <span className="quiet">{say.done(task.completedBy?.name ?? '')} {task.closedAt === undefined ? null : <Moment at={task.closedAt} />}</span>}
      </div>
    </article>
  );
}
