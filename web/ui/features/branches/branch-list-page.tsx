import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useSearchParams } from 'react-router';
import type { BranchRow, Page as PageOf } from '../../../api/contract';
import { request, withQuery } from '../../components/api/request';
import { flatten, useBranchTree } from '../../components/branches/branch-select';
import { useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty } from '../../components/layout/section';
import { Tabs } from '../../components/layout/tabs';
import { Loaded } from '../../components/layout/waiting';
import { BranchTable } from './branch-table';
import { BranchTree } from './branch-tree';
import { texts } from './texts';

/** Filters live in the address, so that a list can be sent to somebody and comes back with the back button. */
export type BranchFilter = Readonly<Record<'q' | 'town' | 'kind' | 'term' | 'sort' | 'page' | 'view', string>>;

/** The branches and their terms, as a list or as the org tree. */
export function BranchListPage() {
  const say = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const at = (name: keyof BranchFilter): string => search.get(name) ?? '';
  const filter: BranchFilter = { q: at('q'), town: at('town'), kind: at('kind'), term: at('term'), sort: at('sort') || 'termEnd', page: at('page'), view: at('view') };
  const narrow = (change: Partial<BranchFilter>): void => {
    const next = { ...filter, page: '', ...change };
    setSearch(Object.entries(next).filter(([, value]) => value !== ''), { replace: true });
  };
  const { q, town, kind, term, sort } = filter;
  const isTree = filter.view === 'tree';
  return (
    <Page wide title={say.title} actions={<a className="button-link" href={withQuery('/api/branches/export', { q, town, kind, term, sort })} download><Icon name="download" size={16} />{say.export}</a>}>
      <section className="sheet">
        <Tabs label={say.views} tabs={[{ name: 'list', label: say.list }, { name: 'tree', label: say.tree }]} chosen={isTree ? 'tree' : 'list'} onChoose={(view) => narrow({ view: view === 'list' ? '' : view })} />
        {isTree ? <BranchTree /> : <BranchList filter={filter} narrow={narrow} />}
      </section>
    </Page>
  );
}

function BranchList({ filter, narrow }: { readonly filter: BranchFilter; readonly narrow: (change: Partial<BranchFilter>) => void }) {
  const say = useTexts(texts);
  const { q, town, kind, term, sort, page } = filter;
  const branches = useQuery({ queryKey: ['branches', 'list', { q, town, kind, term, sort, page }], queryFn: () => request<PageOf<BranchRow>>(withQuery('/api/branches', { q, town, kind, term, sort, page, size: 20 })), placeholderData: keepPreviousData });
  return (
    <div id="list-panel">
      <Filters filter={filter} narrow={narrow} />
      <Loaded query={branches}>
        {(found) => (
          <>
            {found.rows.length === 0 ? <Empty>{say.nothing}</Empty> : <BranchTable rows={found.rows} sort={sort} onSort={(next) => narrow({ sort: next })} />}
            <Pager of={found} onTurn={(next) => narrow({ page: String(next) })} />
          </>
        )}
      </Loaded>
    </div>
  );
}

const KINDS = ['镇', '街道', '村', '社区', '学校', '医疗卫生机构', '企业', '机关事业', '专业市场', '新经济组织', '会员小组'];

function Filters({ filter, narrow }: { readonly filter: BranchFilter; readonly narrow: (change: Partial<BranchFilter>) => void }) {
  const say = useTexts(texts);
  const tree = useBranchTree();
  const towns = flatten(tree.data ?? []).filter((branch) => branch.kind === '镇' || branch.kind === '街道');
  const terms = [['', say.everyTerm], ['overdue', say.overdue], ['6m', say.in6], ['12m', say.in12], ['later', say.later]] as const;
  return (
    <div className="filters" role="search">
      <Input className="filter-text" allowClear aria-label={say.search} placeholder={say.search} value={filter.q} onChange={(event) => narrow({ q: event.target.value })} />
      <Select className="filter" aria-label={say.town} value={filter.town} onChange={(town: string) => narrow({ town })} showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: say.town }, ...towns.map(({ id, name }) => ({ value: id, label: name }))]} />
      <Select className="filter" aria-label={say.kind} value={filter.kind} onChange={(kind: string) => narrow({ kind })} options={[{ value: '', label: say.everyKind }, ...KINDS.map((kind) => ({ value: kind, label: kind }))]} />
      <Select className="filter" aria-label={say.term} value={filter.term} onChange={(term: string) => narrow({ term })} options={terms.map(([value, label]) => ({ value, label }))} />
    </div>
  );
}
