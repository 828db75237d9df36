import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import type { Page as PageOf } from '../../../api/contract';
import type { ImportView, RegistryDetail } from '../../../api/registry-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { registryApi, registryPath, useRegistry } from '../../components/records/use-registry';
import { ImportSteps } from './import-steps';
import { ImportUpload } from './import-upload';
import { texts } from './texts';
import './imports.css';

/** Where an import begins: the template, the file, and the imports before. */
export function ImportStartPage() {
  const { registry: id = '' } = useParams();
  const registry = useRegistry(id);
  return <Loaded query={registry}>{(detail) => <ImportStart registry={detail} />}</Loaded>;
}

function ImportStart({ registry }: { readonly registry: RegistryDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const navigate = useNavigate();
  return (
    <Page title={say.title} above={<><Link to="/registries">{say.registries}</Link> › <Link to={registryPath(registry.id)}>{local(registry.title)}</Link></>}>
      <ImportSteps at="file" />
      {registry.may.import ? (
        <section className="sheet import-start" aria-label={say.step.file}>
          <div>
            <p>{say.templateNote}</p>
            <a className="button-link" href={`${registryApi(registry.id)}/import-template`} download><Icon name="download" size={16} />{say.template}</a>
          </div>
          <div>
            <p>{say.fileNote}</p>
            <ImportUpload registry={registry.id} onStarted={({ id }) => void navigate(importPath(registry.id, id))} />
          </div>
        </section>
      ) : <div className="notice notice-info" role="status">{say.mayNot}</div>}
      <EarlierImports registry={registry} />
    </Page>
  );
}

function importPath(registry: string, id: string): string {
  return `${registryPath(registry)}/import/${segment(id)}`;
}

const SHOWN = 10;

function EarlierImports({ registry }: { readonly registry: RegistryDetail }) {
  const say = useTexts(texts);
  const imports = useQuery({ queryKey: ['imports', registry.id], queryFn: () => request<PageOf<ImportView>>(withQuery(`${registryApi(registry.id)}/imports`, { page: 1, size: SHOWN })), enabled: registry.may.import });
  if (!registry.may.import) return null;
  return (
    <Section title={say.earlier}>
      <Loaded query={imports}>
        {({ rows }) => (rows.length === 0 ? <p className="quiet">{say.noEarlier}</p> : (
          <div className="items">
            {rows.map((row) => (
              <article key={row.id} className="item">
                <div className="item-title"><Link to={importPath(registry.id, row.id)}>{row.file}</Link></div>
                <div className="item-about"><span>{row.by.name}</span><Moment at={row.at} /></div>
                <div className="item-side"><span className="pill">{say.state[row.state]}</span></div>
              </article>
            ))}
          </div>
        ))}
      </Loaded>
    </Section>
  );
}
