import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { Page as Rows, TaskRow } from '../../../api/contract';
import { request, withQuery } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { useTaskSummary } from '../../components/api/task-summary';
import { useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { SearchField } from '../../components/layout/search-field';
import { Empty } from '../../components/layout/section';
import { Tabs } from '../../components/layout/tabs';
import { useFilters } from '../../components/layout/use-filters';
import { Loaded } from '../../components/layout/waiting';
import { PlaceFilters } from '../../components/processes/place-filters';
import { TaskItem } from '../../components/tasks/task-item';
import { PickableTasks } from './pickable-tasks';
import { texts } from './texts';

const VIEWS = ['calls', 'mine', 'group', 'all', 'done'] as const;
type View = (typeof VIEWS)[number];

/** Tasks, by whose they are, with filters. */
export function TaskListPage() {
  const say = useTexts(texts);
  const filters = useFilters();
  const view = VIEWS.find((each) => each === filters.get('view')) ?? 'mine';
  const query = { view, due: filters.get('due'), process: filters.get('process'), branch: filters.get('branch'), q: filters.get('q'), page: filters.page, size: 20 };
  const calls = useTaskSummary().data?.calls ?? 0;
  const { may } = useSession();
  const picks = view === 'all' && (may.includes('remind') || may.includes('reassign'));
  // Whoever has nobody to call is not shown the tab.
  const views = VIEWS.filter((each) => each !== 'calls' || view === 'calls' || calls > 0);
  const tasks = useQuery({ queryKey: ['tasks', query], queryFn: () => request<Rows<TaskRow>>(withQuery('/api/tasks', query)), placeholderData: keepPreviousData });
  const isFiltered = [query.due, query.process, query.branch, query.q].some((value) => value !== undefined);
  return (
    <Page title={say.title}>
      <Tabs label={say.views} tabs={views.map((name) => ({ name, label: name === 'calls' && calls > 0 ? `${say.calls} ${calls}` : say[name] }))} chosen={view} onChoose={(next) => filters.set({ view: next })} />
      <TaskFilters filters={filters} view={view} />
      {view === 'calls' ? <p className="quiet">{say.callsNote}</p> : null}
      <div className="sheet" role="tabpanel" id={`${view}-panel`} aria-labelledby={`${view}-tab`} aria-busy={tasks.isFetching}>
        <Loaded query={tasks}>
          {(page) => (page.rows.length === 0 ? (
            <Empty action={isFiltered ? <Button onClick={() => filters.set({ due: undefined, process: undefined, branch: undefined, q: undefined })}>{say.clear}</Button> : undefined}>{isFiltered ? say.noMatch : EMPTY[view](say)}</Empty>
          ) : (
            <>
              {picks ? <PickableTasks rows={page.rows} /> : <div className="items">{page.rows.map((task) => <TaskItem key={task.id} task={task} />)}</div>}
              <Pager of={page} onTurn={(next) => filters.set({ page: String(next) })} />
            </>
          ))}
        </Loaded>
      </div>
    </Page>
  );
}

const EMPTY: Readonly<Record<View, (say: typeof texts.zh) => string>> = { calls: (say) => say.noCalls, mine: (say) => say.noMine, group: (say) => say.noGroup, all: (say) => say.noAll, done: (say) => say.noDone };

function TaskFilters({ filters, view }: { readonly filters: ReturnType<typeof useFilters>; readonly view: View }) {
  const say = useTexts(texts);
  return (
    <div className="filters">
      <SearchField label={say.search} value={filters.get('q')} onSearch={(q) => filters.set({ q })} />
      {view === 'done' ? null : (
        <Select
          className="filter"
          aria-label={say.due}
          value={filters.get('due') ?? ''}
          onChange={(due: string) => filters.set({ due })}
          options={[{ value: '', label: say.anyDue }, { value: 'overdue', label: say.overdue }, { value: 'today', label: say.today }, { value: 'week', label: say.week }]}
        />
      )}
      <PlaceFilters filters={filters} />
    </div>
  );
}
