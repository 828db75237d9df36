import { Link } from 'react-router';
import type { RegistryRow } from '../../../api/registry-contract';
import { registryPath, useRegistries } from '../../components/records/use-registry';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Empty } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { texts } from './texts';
import './registries.css';

/** The registries that I may see, each with how many records it holds. */
export function RegistryListPage() {
  const say = useTexts(texts);
  const registries = useRegistries();
  return (
    <Page title={say.title} below={say.intro} actions={<Figures registries={registries.data ?? []} />}>
      <Loaded query={registries}>
        {(rows) => (rows.length === 0 ? <section className="sheet"><Empty>{say.none}</Empty></section> : <ul className="registry-cards">{rows.map((row) => <li key={row.id}><Card registry={row} /></li>)}</ul>)}
      </Loaded>
    </Page>
  );
}

/** Figures are counted from registries: for those who see what they are counted from. */
function Figures({ registries }: { readonly registries: readonly RegistryRow[] }) {
  const say = useTexts(texts);
  const sees = (id: string): boolean => registries.some((registry) => registry.id === id);
  return (
    <>
      {sees('match-case') ? <Link className="button-link" to="/metrics/donors">{say.donorFigures}</Link> : null}
      {sees('finding') && sees('accountability') ? <Link className="button-link" to="/metrics/supervision">{say.supervisionFigures}</Link> : null}
    </>
  );
}

function Card({ registry }: { readonly registry: RegistryRow }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <article className="registry-card">
      <h2><Link to={registryPath(registry.id)}>{local(registry.title)}</Link></h2>
      {registry.description === undefined ? null : <p className="quiet">{local(registry.description)}</p>}
      <p className="registry-count">{say.records(registry.records)}</p>
    </article>
  );
}
