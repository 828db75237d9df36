import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { InstanceRow, Page as Rows, TaskRow } from '../../../api/contract';
import { request, withQuery } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { useTaskSummary } from '../../components/api/task-summary';
import { formatTime } from '../../components/dates/format-date';
import { InstanceItem } from '../../components/instances/instance-item';
import { useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Empty, Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { TaskItem } from '../../components/tasks/task-item';
import { StartLinks } from './start-links';
import { SummaryCards } from './summary-cards';
import { texts } from './texts';
import './home.css';

const SHOWN = 8;

/** 工作台: what to do now, what waits for my posts, what became of what I started. */
export function HomePage() {
  const say = useTexts(texts);
  const { person, may } = useSession();
  const summary = useTaskSummary();
  const mine = useTasks('mine');
  const group = useTasks('group');
  const started = useQuery({ queryKey: ['instances', { view: 'started' }], queryFn: () => request<Rows<InstanceRow>>(withQuery('/api/instances', { view: 'started', size: SHOWN })) });
  const hour = Number(formatTime(new Date().toISOString()).slice(0, 2));
  return (
    <Page title={say.title} below={say.hello(person.name, hour)} wide>
      {summary.data === undefined ? null : <SummaryCards summary={summary.data} />}
      <div className="home">
        <div className="home-main">
          <Section title={say.mine} note={say.mineNote} actions={<Link to="/tasks">{say.all}</Link>}>
            <Loaded query={mine}>{({ rows }) => (rows.length === 0 ? <NothingMine group={group.data?.total ?? 0} mayStart={may.includes('start')} /> : <div className="items">{rows.map((task) => <TaskItem key={task.id} task={task} />)}</div>)}</Loaded>
          </Section>
          <Section title={say.started} actions={<Link to="/instances?view=started">{say.all}</Link>}>
            <Loaded query={started}>{({ rows }) => (rows.length === 0 ? <Empty>{say.noStarted}</Empty> : <div className="items">{rows.map((instance) => <InstanceItem key={instance.id} instance={instance} />)}</div>)}</Loaded>
          </Section>
        </div>
        <div className="home-side">
          {may.includes('start') ? <StartLinks /> : null}
          <Section title={say.groupTasks} note={say.groupNote} actions={<Link to="/tasks?view=group">{say.all}</Link>}>
            <Loaded query={group}>{({ rows }) => (rows.length === 0 ? <Empty>{say.noGroup}</Empty> : <div className="items">{rows.map((task) => <TaskItem key={task.id} task={task} />)}</div>)}</Loaded>
          </Section>
        </div>
      </div>
    </Page>
  );
}

function useTasks(view: 'mine' | 'group') {
  return useQuery({ queryKey: ['tasks', { view, size: SHOWN }], queryFn: () => request<Rows<TaskRow>>(withQuery('/api/tasks', { view, size: SHOWN })) });
}

function NothingMine({ group, mayStart }: { readonly group: number; readonly mayStart: boolean }) {
  const say = useTexts(texts);
  return <Empty>{say.noMine}{group > 0 ? say.noMineGroup : mayStart ? say.noMineStart : ''}</Empty>;
}
