import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CampaignView } from '../../../api/campaign-contract';
import { request, segment } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Empty, Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { CampaignActions } from './campaign-actions';
import { CampaignCounts } from './campaign-counts';
import { CampaignFilters } from './campaign-filters';
import { CampaignMatrix } from './campaign-matrix';
import { rowsFor, type MatrixFilter } from './matrix-filter';
import { StageBars } from './stage-bars';
import { texts } from './texts';
import './campaign.css';

/** One campaign: a row for each branch, a column for each stage, what is late in red. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const campaign = useQuery({ queryKey: ['campaigns', 'detail', id], queryFn: () => request<CampaignView>(`/api/campaigns/${segment(id)}`) });
  return <Loaded query={campaign}>{(view) => <Campaign campaign={view} />}</Loaded>;
}

function Campaign({ campaign }: { readonly campaign: CampaignView }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const [search, setSearch] = useSearchParams();
  const at = (name: keyof MatrixFilter): string => search.get(name) ?? '';
  const filter: MatrixFilter = { q: at('q'), town: at('town'), kind: at('kind'), stage: at('stage'), state: at('state') };
  const narrow = (change: Partial<MatrixFilter>): void => setSearch(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== ''), { replace: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rows = rowsFor(campaign, filter);
  return (
    <Page
      wide
      title={titleOf(campaign)}
      above={<><Link to="/campaigns">{say.back}</Link> › {local(campaign.process.name)}</>}
      actions={<><button type="button" className="button-link" onClick={() => print()}>{say.print}</button><Link className="button-link" to={`/instances/${segment(campaign.id)}`}>{say.process}</Link></>}
    >
      <CampaignCounts counts={campaign.counts} chosen={filter.state} onChoose={(state) => narrow({ state })} />
      <Section title={say.progress}><StageBars campaign={campaign} chosen={filter.stage} onChoose={(stage) => narrow({ stage })} /></Section>
      <section className="sheet">
        <CampaignFilters campaign={campaign} filter={filter} narrow={narrow} />
        <CampaignActions campaign={campaign} rows={rows} chosen={chosen} onDone={() => setChosen(new Set())} />
        {rows.length === 0 ? <Empty>{say.nobody}</Empty> : <CampaignMatrix campaign={campaign} rows={rows} chosen={chosen} onChoose={campaign.may.direct ? setChosen : undefined} />}
      </section>
    </Page>
  );
}
