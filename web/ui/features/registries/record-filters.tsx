import { Button } from 'antd';
import { useState } from 'react';
import type { RegistryDetail } from '../../../api/registry-contract';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { SearchField } from '../../components/layout/search-field';
import { FieldFilter } from './field-filter';
import type { ListQuery } from './list-query';
import { texts } from './texts';

interface Props {
  readonly registry: RegistryDetail;
  readonly list: ListQuery;
}

/** The search and the filters of a registry; on a phone the filters are folded away behind their number. */
export function RecordFilters({ registry, list }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const [open, setOpen] = useState(false);
  const { search, filters } = registry;
  const personal = search.some((field) => field.personal);
  const label = `${say.search(search.map(({ title }) => local(title)).join('、'))}${personal ? say.exactly : ''}`;
  return (
    <div className="filters record-filters" role="search">
      {search.length === 0 ? null : <SearchField label={label} value={list.get('q')} onSearch={(q) => list.set({ q })} />}
      {filters.length === 0 ? null : (
        <Button className="filters-fold" aria-expanded={open} onClick={() => setOpen(!open)} icon={<Icon name="filter" size={16} />}>{list.filters === 0 ? say.filters : say.filtersOn(list.filters)}</Button>
      )}
      <div className={open ? 'filters filters-open' : 'filters filters-inner'}>
        {filters.map((field) => <FieldFilter key={field.name} field={field} list={list} />)}
        {list.filters > 0 ? <Button type="link" onClick={() => list.open(list.get('sort') === undefined ? '' : `sort=${list.get('sort') ?? ''}`)}>{say.clear}</Button> : null}
      </div>
    </div>
  );
}
