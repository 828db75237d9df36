import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { SupervisionOverview } from '../../../api/campaign-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Day } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Empty, Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { GroupTable } from './group-table';
import { TownChart } from './town-chart';
import { texts } from './texts';
import './supervision.css';

/** What supervisors look at first: each number opens the list behind it. */
export function SupervisionPage() {
  const say = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const branch = search.get('branch') ?? '';
  const overview = useQuery({ queryKey: ['overview', branch], queryFn: () => request<SupervisionOverview>(withQuery('/api/overview', { branch })), placeholderData: keepPreviousData, refetchInterval: 60_000 });
  return (
    <Page wide title={say.title} actions={<><Link className="button-link" to="/campaigns">{say.campaigns}</Link><button type="button" className="button-link" onClick={() => print()}>{say.print}</button></>}>
      <Loaded query={overview}>
        {(found) => (
          <>
            <div className="filters">
              <Select className="filter" aria-label={say.area} value={found.branch?.id ?? ''} onChange={(id: string) => setSearch(id === '' ? {} : { branch: id })} showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: say.district }, ...found.towns.map(({ id, name }) => ({ value: id, label: name }))]} />
              <span className="quiet">{say.asOf} <Day at={found.asOf} /></span>
            </div>
            <Cycle overview={found} />
            <Section title={say.attention}><Figures overview={found} /></Section>
            <Section title={say.byTown}><TownChart groups={found.byTown} /><GroupTable groups={found.byTown} label={say.town} campaign={found.cycle?.id} filter="town" /></Section>
            <Section title={say.byKind}><GroupTable groups={found.byKind} label={say.kind} campaign={found.cycle?.id} filter="kind" /></Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Cycle({ overview: { cycle } }: { readonly overview: SupervisionOverview }) {
  const say = useTexts(texts);
  const titleOf = useTitle();
  if (cycle === undefined) return <Section title={say.cycle}><Empty action={<Link className="button-link" to="/start">{say.begin}</Link>}>{say.noCycle}</Empty></Section>;
  const to = (state: string): string => withQuery(`/campaigns/${segment(cycle.id)}`, { state });
  const { counts } = cycle;
  const numbers = [['', counts.done, say.done, 'done'], ['', cycle.onTime, say.onTime, ''], [counts.late > 0 ? 'is-late' : '', counts.late, say.late, 'late'], ['', counts.untouched, say.untouched, 'untouched'], ['', counts.exempted, say.exempted, 'exempted']] as const;
  return (
    <Section title={titleOf(cycle)} note={say.of(counts.total)} actions={<Link className="button-link" to={to('')}>{say.open}</Link>}>
      <div className="summary">{numbers.map(([style, value, title, state]) => <Link key={title} className={style} to={to(state)}><b>{value}</b>{title}</Link>)}</div>
    </Section>
  );
}

function Figures({ overview }: { readonly overview: SupervisionOverview }) {
  const say = useTexts(texts);
  return <div className="summary">{overview.figures.map(({ id, value, to, isBad }) => <Link key={id} to={to} className={isBad && value > 0 ? 'is-late' : undefined}><b>{value}</b>{say.figures[id]}</Link>)}</div>;
}
