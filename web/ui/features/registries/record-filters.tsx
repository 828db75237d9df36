import { Button, Select } from 'antd';
import { useState } from 'react';
import type { FieldView, RegistryDetail } from '../../../api/registry-contract';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { SearchField } from '../../components/layout/search-field';
import { FieldFilter } from './field-filter';
import { partsOf, type ListQuery } from './list-query';
import { PersonalSearch } from './personal-search';
import { sortsOf } from './record-table';
import { texts } from './texts';

/** So many filters stand open on a desk; the others wait behind a button. */
const ALWAYS = 4;

interface Props {
  readonly registry: RegistryDetail;
  readonly list: ListQuery;
  /** What was searched for, masked where it may be personal. */
  readonly searched?: string | undefined;
}

/** The search and the filters of a registry; on a phone the filters are folded away behind their number. */
export function RecordFilters({ registry, list, searched }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const [open, setOpen] = useState(false);
  const { search, filters } = registry;
  const personal = search.some((field) => field.personal);
  const shown = open ? filters : filters.filter((field, index) => index < ALWAYS || isOn(field, list));
  const many = filters.length > ALWAYS;
  const fold = open && many ? say.fewerFilters : many ? say.moreFilters : say.filters;
  const label = `${say.search(search.map(({ title }) => local(title)).join('、'))}${personal ? say.exactly : ''}`;
  return (
    <div className="filters record-filters" role="search">
      {search.length === 0 ? null : personal ? <PersonalSearch registry={registry.id} list={list} part="q" label={label} searched={searched} /> : <SearchField label={label} value={list.get('q')} onSearch={(q) => list.set({ q })} />}
      {filters.length === 0 ? null : (
        <Button className={many ? 'filters-fold' : 'filters-fold filters-fold-few'} aria-expanded={open} onClick={() => setOpen(!open)} icon={<Icon name="filter" size={16} />}>{list.filters === 0 ? fold : `${fold} ${list.filters}`}</Button>
      )}
      <div className={open ? 'filters-inner filters-open' : 'filters-inner'}>
        {shown.map((field) => <FieldFilter key={field.name} registry={registry.id} field={field} list={list} />)}
        <SortChoice registry={registry} list={list} />
        {list.filters > 0 ? <Button type="link" onClick={() => list.open(list.get('sort') === undefined ? '' : `sort=${list.get('sort') ?? ''}`)}>{say.clear}</Button> : null}
      </div>
    </div>
  );
}

function isOn(field: FieldView, list: ListQuery): boolean {
  return Object.values(partsOf(field)).some((part) => list.get(part) !== undefined);
}

/** On a phone a list has no columns to press: the order is chosen here. */
function SortChoice({ registry, list }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const by = list.sort.replace(/^-/, '');
  const isDown = list.sort.startsWith('-');
  return (
    <div className="sort-choice">
      <span className="quiet" id="sort-by">{say.sortBy}</span>
      <Select className="filter" aria-labelledby="sort-by" value={by} onChange={(next: string) => list.set({ sort: next })} options={sortsOf(registry).map(({ by: value, title }) => ({ value, label: local(title) }))} />
      <Button onClick={() => list.set({ sort: isDown ? by : `-${by}` })} icon={<Icon name={isDown ? 'down' : 'up'} size={16} />}>{isDown ? say.descending : say.ascending}</Button>
    </div>
  );
}
