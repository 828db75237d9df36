import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { InstanceRow, Page as Rows } from '../../../api/contract';
import { request, withQuery } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty } from '../../components/layout/section';
import { Tabs } from '../../components/layout/tabs';
import { useFilters } from '../../components/layout/use-filters';
import { Loaded } from '../../components/layout/waiting';
import { InstanceFilters } from './instance-filters';
import { InstanceTable } from './instance-table';
import { texts } from './texts';

const VIEWS = ['all', 'branch', 'started'] as const;
type View = (typeof VIEWS)[number];

const LABELS: Readonly<Record<View, (say: typeof texts.zh) => string>> = { all: (say) => say.all, branch: (say) => say.branchView, started: (say) => say.started };
const EMPTY: Readonly<Record<View, (say: typeof texts.zh) => string>> = { all: (say) => say.noAll, branch: (say) => say.noBranch, started: (say) => say.noStarted };

/** Running and ended cases: where each stands, since when, until when, and whether something is wrong. */
export function InstanceListPage() {
  const say = useTexts(texts);
  const { may } = useSession();
  const filters = useFilters();
  const view = VIEWS.find((each) => each === filters.get('view')) ?? 'all';
  const query = { view, status: filters.get('status'), process: filters.get('process'), branch: filters.get('branch'), q: filters.get('q'), incidents: filters.get('incidents'), page: filters.page, size: 20 };
  const instances = useQuery({ queryKey: ['instances', query], queryFn: () => request<Rows<InstanceRow>>(withQuery('/api/instances', query)), placeholderData: keepPreviousData });
  const isFiltered = [query.status, query.process, query.branch, query.q, query.incidents].some((value) => value !== undefined);
  const clear = (): void => filters.set({ status: undefined, process: undefined, branch: undefined, q: undefined, incidents: undefined });
  const startLink = may.includes('start') ? <Link className="button-link" to="/start">{say.startOne}</Link> : undefined;
  return (
    <Page wide title={say.title}>
      <Tabs label={say.views} tabs={VIEWS.map((name) => ({ name, label: LABELS[name](say) }))} chosen={view} onChoose={(next) => filters.set({ view: next })} />
      <InstanceFilters filters={filters} />
      <div className="sheet" role="tabpanel" id={`${view}-panel`} aria-labelledby={`${view}-tab`} aria-busy={instances.isFetching}>
        <Loaded query={instances}>
          {(page) => (page.rows.length === 0 ? (
            <Empty action={isFiltered ? <Button onClick={clear}>{say.clear}</Button> : startLink}>{isFiltered ? say.noMatch : EMPTY[view](say)}</Empty>
          ) : (
            <>
              <InstanceTable rows={page.rows} />
              <Pager of={page} onTurn={(next) => filters.set({ page: String(next) })} />
            </>
          ))}
        </Loaded>
      </div>
    </Page>
  );
}
