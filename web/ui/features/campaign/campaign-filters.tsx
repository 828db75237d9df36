import { Input, Select } from 'antd';
import type { CampaignView } from '../../../api/campaign-contract';
import { useSay, useTexts } from '../../components/language/language';
import type { MatrixFilter } from './matrix-filter';
import { texts } from './texts';

interface Props {
  readonly campaign: CampaignView;
  readonly filter: MatrixFilter;
  readonly narrow: (change: Partial<MatrixFilter>) => void;
}

export function CampaignFilters({ campaign, filter, narrow }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const towns = new Map(campaign.rows.flatMap(({ branch: { town } }) => (town === undefined ? [] : [[town.id, town.name] as const])));
  const kinds = [...new Set(campaign.rows.map(({ branch }) => branch.kind))];
  return (
    <div className="filters" role="search">
      <Input className="filter-text" allowClear aria-label={say.search} placeholder={say.search} value={filter.q} onChange={(event) => narrow({ q: event.target.value })} />
      <Select className="filter" aria-label={say.town} value={filter.town} onChange={(town: string) => narrow({ town })} showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: say.everyTown }, ...[...towns].map(([value, label]) => ({ value, label }))]} />
      <Select className="filter" aria-label={say.kind} value={filter.kind} onChange={(kind: string) => narrow({ kind })} options={[{ value: '', label: say.everyKind }, ...kinds.map((kind) => ({ value: kind, label: kind }))]} />
      <Select className="filter" aria-label={say.stage} value={filter.stage} onChange={(stage: string) => narrow({ stage })} options={[{ value: '', label: say.everyStage }, ...campaign.stages.map(({ id, title }) => ({ value: id, label: local(title) }))]} />
    </div>
  );
}
