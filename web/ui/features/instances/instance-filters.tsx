import { Checkbox, Select } from 'antd';
import { useTexts } from '../../components/language/language';
import { SearchField } from '../../components/layout/search-field';
import type { useFilters } from '../../components/layout/use-filters';
import { PlaceFilters } from '../../components/processes/place-filters';
import { texts } from './texts';

const STATUSES = ['running', 'completed', 'cancelled', 'failed'] as const;

/** What narrows the list of cases; all of it stands in the address. */
export function InstanceFilters({ filters }: { readonly filters: ReturnType<typeof useFilters> }) {
  const say = useTexts(texts);
  return (
    <div className="filters" role="search">
      <SearchField label={say.search} value={filters.get('q')} onSearch={(q) => filters.set({ q })} />
      <Select
        className="filter"
        aria-label={say.status}
        value={filters.get('status') ?? ''}
        onChange={(status: string) => filters.set({ status })}
        options={[{ value: '', label: say.anyStatus }, ...STATUSES.map((status) => ({ value: status, label: say[status] }))]}
      />
      <PlaceFilters filters={filters} />
      <Checkbox checked={filters.get('incidents') === '1'} onChange={({ target }) => filters.set({ incidents: target.checked ? '1' : undefined })}>{say.incidentsOnly}</Checkbox>
    </div>
  );
}
