import { Select } from 'antd';
import { useSession } from '../api/session';
import { BranchSelect } from '../branches/branch-select';
import { bilingual, useSay, useTexts } from '../language/language';
import type { useFilters } from '../layout/use-filters';
import { useProcesses } from './use-processes';

const texts = bilingual({ process: '流程', anyProcess: '全部流程', branch: '基层组织' }, { process: 'Process', anyProcess: 'All processes', branch: 'Branch' });

/** Narrows a list to a process, and to a branch for those who look at branches. */
export function PlaceFilters({ filters }: { readonly filters: ReturnType<typeof useFilters> }) {
  const say = useTexts(texts);
  const local = useSay();
  const { may } = useSession();
  const processes = useProcesses();
  return (
    <>
      <Select
        className="filter"
        aria-label={say.process}
        value={filters.get('process') ?? ''}
        onChange={(process: string) => filters.set({ process })}
        options={[{ value: '', label: say.anyProcess }, ...(processes.data ?? []).map((process) => ({ value: process.id, label: local(process.name) }))]}
      />
      {may.includes('branches') ? <div className="filter"><BranchSelect label={say.branch} value={filters.get('branch')} onChange={(branch) => filters.set({ branch })} /></div> : null}
    </>
  );
}
