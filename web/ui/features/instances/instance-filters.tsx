import { Checkbox, Select } from 'antd';
import { useSession } from '../../components/api/session';
import { BranchSelect } from '../../components/branches/branch-select';
import { useSay, useTexts } from '../../components/language/language';
import { SearchField } from '../../components/layout/search-field';
import type { useFilters } from '../../components/layout/use-filters';
import { useProcesses } from '../../components/processes/use-processes';
import { texts } from './texts';

const STATUSES = ['running', 'completed', 'cancelled', 'failed'] as const;

/** What narrows the list of cases; all of it stands in the address. */
export function InstanceFilters({ filters }: { readonly filters: ReturnType<typeof useFilters> }) {
  const say = useTexts(texts);
  const local = useSay();
  const { may } = useSession();
  const processes = useProcesses();
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
      <Select
        className="filter"
        aria-label={say.process}
        value={filters.get('process') ?? ''}
        onChange={(process: string) => filters.set({ process })}
        options={[{ value: '', label: say.anyProcess }, ...(processes.data ?? []).map((process) => ({ value: process.id, label: local(process.name) }))]}
      />
      {may.includes('branches') ? <div className="filter"><BranchSelect label={say.branch} value={filters.get('branch')} onChange={(branch) => filters.set({ branch })} /></div> : null}
      <Checkbox checked={filters.get('incidents') === '1'} onChange={({ target }) => filters.set({ incidents: target.checked ? '1' : undefined })}>{say.incidentsOnly}</Checkbox>
    </div>
  );
}
