import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { Page as PageOf } from '../../../api/contract';
import type { CampaignRow } from '../../../api/campaign-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { ShortDay } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { texts } from './texts';
import './campaign.css';

/** Every campaign with how far it has come, the newest first. */
export function CampaignListPage() {
  const say = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const page = search.get('page') ?? '';
  const campaigns = useQuery({ queryKey: ['campaigns', 'list', page], queryFn: () => request<PageOf<CampaignRow>>(withQuery('/api/campaigns', { page })) });
  return (
    <Page title={say.title}>
      <section className="sheet">
        <Loaded query={campaigns}>
          {(found) => (
            <>
              {found.rows.length === 0 ? <Empty>{say.none}</Empty> : <div className="items">{found.rows.map((row) => <Campaign key={row.id} row={row} />)}</div>}
              <Pager of={found} onTurn={(next) => setSearch({ page: String(next) })} />
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function Campaign({ row }: { readonly row: CampaignRow }) {
  const say = useTexts(texts);
  const titleOf = useTitle();
  const { counts } = row;
  return (
    <article className="item">
      <div className="item-title"><Link to={`/campaigns/${segment(row.id)}`}>{titleOf(row)}</Link></div>
      <div className="item-about"><ShortDay at={row.startedAt} /><span>{say.total} {counts.total}</span><span>{say.done} {counts.done}</span><span>{say.untouched} {counts.untouched}</span>{counts.exempted === 0 ? null : <span>{say.exempted} {counts.exempted}</span>}</div>
      <div className="item-side">{counts.late === 0 ? null : <span className="pill pill-late">{say.late} {counts.late}</span>}</div>
    </article>
  );
}
