import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { RecordPage, RegistryDetail } from '../../../api/registry-contract';
import { request } from '../../components/api/request';
import { AssessmentNote } from '../../components/assessments/assessment-note';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { registryApi, registryPath, useRegistry } from '../../components/records/use-registry';
import { useListQuery, type ListQuery } from './list-query';
import { RecordFilters } from './record-filters';
import { RecordTable } from './record-table';
import { SavedViews } from './saved-views';
import { texts } from './texts';
import './registries.css';

const ON_A_PAGE = 20;

/** A registry's list: search, filters, order, saved views, Excel in and out. */
export function RegistryPage() {
  const { registry: id = '' } = useParams();
  const registry = useRegistry(id);
  return <Loaded query={registry}>{(detail) => <Registry key={id} registry={detail} />}</Loaded>;
}

function Registry({ registry }: { readonly registry: RegistryDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const list = useListQuery(registry);
  const address = `?${list.text}${list.text === '' ? '' : '&'}page=${list.page}&size=${ON_A_PAGE}`;
  const records = useQuery({ queryKey: ['records', registry.id, address], queryFn: () => request<RecordPage>(`${registryApi(registry.id)}/records${address}`), placeholderData: keepPreviousData });
  return (
    <Page
      wide
      title={local(registry.title)}
      above={<Link to="/registries">{say.title}</Link>}
      below={registry.description === undefined ? undefined : <span>{local(registry.description)}</span>}
      actions={<Actions registry={registry} query={list.text} />}
    >
      {registry.assessment === undefined ? null : <AssessmentNote assessment={registry.assessment} />}
      <SavedViews registry={registry} list={list} />
      <RecordFilters registry={registry} list={list} searched={records.data?.searched} />
      <section className="sheet" aria-label={local(registry.title)} aria-busy={records.isFetching}>
        {records.isError && list.text !== '' ? <p><Button onClick={() => list.open('')}>{say.clear}</Button></p> : null}
        <Loaded query={records}>
          {(page) => (page.rows.length === 0 ? <NoRecords registry={registry} list={list} /> : (
            <>
              <RecordTable registry={registry} rows={page.rows} sort={list.sort} onSort={(sort) => list.set({ sort: sort === registry.sort ? undefined : sort })} />
              <Pager of={page} onTurn={(next) => list.set({ page: String(next) })} />
            </>
          ))}
        </Loaded>
      </section>
    </Page>
  );
}

function Actions({ registry, query }: { readonly registry: RegistryDetail; readonly query: string }) {
  const say = useTexts(texts);
  return (
    <>
      <a className="button-link" href={`${registryApi(registry.id)}/export${query === '' ? '' : `?${query}`}`} download><Icon name="download" size={16} />{say.exportIt}</a>
      {registry.may.import ? <Link className="button-link" to={`${registryPath(registry.id)}/import`}><Icon name="upload" size={16} />{say.importIt}</Link> : null}
      {registry.may.edit ? <Link className="button-link button-main" to={`${registryPath(registry.id)}/new`}><Icon name="plus" size={16} />{say.add}</Link> : null}
    </>
  );
}

/** Nothing fits, or nothing is there: two different things to do next. */
function NoRecords({ registry, list }: { readonly registry: RegistryDetail; readonly list: ListQuery }) {
  const say = useTexts(texts);
  if (list.filters > 0 || list.get('q') !== undefined) return <Empty action={<Button onClick={() => list.open('')}>{say.clear}</Button>}>{say.noMatch}</Empty>;
  const { edit, import: mayImport } = registry.may;
  if (!edit && !mayImport) return <Empty>{registry.records === 0 ? say.noRecordsManaged : say.noRecords}</Empty>;
  return (
    <Empty
      action={
        <span className="button-row">
          {edit ? <Link className="button-link button-main" to={`${registryPath(registry.id)}/new`}>{say.add}</Link> : null}
          {mayImport ? <Link className="button-link" to={`${registryPath(registry.id)}/import`}>{say.importIt}</Link> : null}
        </span>
      }
    >
      {say.noRecordsAdd}
    </Empty>
  );
}
