import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { MetricsView } from '../../../api/metrics-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { today } from '../../components/dates/format-date';
import { Day } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { registryPath, useRegistries } from '../../components/records/use-registry';
import { Funnel } from './funnel';
import { MetricTable } from './metric-table';
import { texts } from './texts';
import './metrics.css';

const YEARS_BACK = 3;

/** The figures of a mission: each with its parts, its share where there are enough, and what it means. */
export function MetricsPage() {
  const say = useTexts(texts);
  const local = useSay();
  const { mission = 'donors' } = useParams();
  const [search, setSearch] = useSearchParams();
  const year = today().slice(0, 4);
  const period = search.get('period') ?? year;
  const figures = useQuery({ queryKey: ['metrics', mission, period], queryFn: () => request<MetricsView>(withQuery(`/api/metrics/${segment(mission)}`, { period })), placeholderData: keepPreviousData });
  const title = mission === 'supervision' ? say.supervision : say.donors;
  return (
    <Page wide title={title} actions={<button type="button" className="button-link" onClick={() => print()}>{say.print}</button>}>
      <div className="filters">
        <Select className="filter" aria-label={say.period} value={period} onChange={(next: string) => setSearch({ period: next }, { replace: true })} options={periods(year).map((value) => ({ value, label: wordFor(value, say) }))} />
      </div>
      <Loaded query={figures}>
        {(found) => (
          <>
            <Section title={local(found.title)} note={<>{say.asOf} <Day at={found.asOf} /></>}>
              {mission === 'donors' ? <p className="quiet">{say.noRanking}</p> : null}
              <MetricTable view={found} />
            </Section>
            {found.funnels.map((funnel) => <Section key={funnel.id} title={local(funnel.title)} note={local(funnel.definition)}><Funnel funnel={funnel} /></Section>)}
            <Sources registries={[...new Set(found.metrics.map(({ registry }) => registry))]} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The registries that the figures are counted from. */
function Sources({ registries }: { readonly registries: readonly string[] }) {
  const say = useTexts(texts);
  const local = useSay();
  const all = useRegistries();
  return <p className="quiet">{say.toList}{registries.map((id) => <Link key={id} className="metrics-link" to={registryPath(id)}>{local((all.data ?? []).find((registry) => registry.id === id)?.title) || id}</Link>)}</p>;
}

/** This year and those before, whole and by quarter. */
function periods(year: string): readonly string[] {
  return Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(Number(year) - back)).flatMap((each, index) => [each, ...(index < 2 ? [4, 3, 2, 1].map((quarter) => `${each}Q${quarter}`) : [])]);
}

function wordFor(period: string, say: (typeof texts)['zh']): string {
  const [year = period, quarter] = period.split('Q');
  return quarter === undefined ? say.year(year) : say.quarter(year, quarter);
}
