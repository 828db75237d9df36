import { Input, Select } from 'antd';
import type { FieldView } from '../../../api/registry-contract';
import { BranchSelect } from '../../components/branches/branch-select';
import { useSay, useTexts } from '../../components/language/language';
import { PersonSelect } from '../../components/people/person-select';
import { recordRegistryOf } from '../../components/records/field-value';
import { RecordSelect } from '../../components/records/record-select';
import { shapeOf } from '../../components/submission/shape';
import { partsOf, type ListQuery } from './list-query';
import { PersonalSearch } from './personal-search';
import { texts } from './texts';

interface Props {
  readonly registry: string;
  readonly field: FieldView;
  readonly list: ListQuery;
}

/** Stands for what was typed on another page. */
const HIDDEN = '••••';

/** What narrows a list by one field, made from what the field holds. */
export function FieldFilter(props: Props) {
  const { registry, field, list } = props;
  const say = useTexts(texts);
  const local = useSay();
  const { is } = partsOf(field);
  const label = local(field.title);
  const value = list.get(is);
  const set = (next: string | undefined): void => list.set({ [is]: next });
  if (field.personal) return <div className="filter"><PersonalSearch registry={registry} list={list} part={is} label={label} searched={HIDDEN} /></div>;
  if (field.values !== undefined && field.schema['type'] !== 'boolean') return <ChoiceFilter {...props} />;
  switch (shapeOf(field.schema)) {
    case 'branch':
      return <div className="filter"><BranchSelect label={label} value={value} onChange={set} placeholder={label} /></div>;
    case 'person':
      return <div className="filter"><PersonSelect label={label} value={value} onChange={set} placeholder={label} /></div>;
    case 'record':
      return <div className="filter"><RecordSelect label={label} registry={recordRegistryOf(field.schema)} value={value} onChange={set} placeholder={label} /></div>;
    case 'yes-no':
      return <Select className="filter" aria-label={label} placeholder={label} allowClear value={value ?? null} onChange={(next: string | undefined) => set(next)} options={[{ value: 'true', label: `${label}：${say.yes}` }, { value: 'false', label: `${label}：${say.no}` }]} />;
    case 'date':
    case 'moment':
      return <RangeFilter {...props} type="date" lower={say.from(label)} upper={say.until(label)} />;
    default:
      return ['integer', 'number'].includes(String(field.schema['type'])) ? <RangeFilter {...props} type="number" lower={say.atLeast(label)} upper={say.atMost(label)} /> : <Input className="filter" allowClear aria-label={label} placeholder={label} value={value ?? ''} onChange={({ target }) => set(target.value)} />;
  }
}

function ChoiceFilter({ field, list }: Props) {
  const local = useSay();
  const { is } = partsOf(field);
  const label = local(field.title);
  const chosen = list.get(is)?.split(',') ?? [];
  return (
    <Select<string[]>
      className="filter"
      mode="multiple"
      maxTagCount="responsive"
      allowClear
      aria-label={label}
      placeholder={label}
      value={chosen}
      onChange={(next) => list.set({ [is]: next.join(',') })}
      showSearch={{ optionFilterProp: 'label' }}
      options={(field.values ?? []).map(({ value, title }) => ({ value: String(value), label: local(title) }))}
    />
  );
}

interface RangeProps extends Props {
  readonly type: 'date' | 'number';
  readonly lower: string;
  readonly upper: string;
}

/** From and until, both included; either may stay open. */
function RangeFilter({ field, list, type, lower, upper }: RangeProps) {
  const local = useSay();
  const { from, until } = partsOf(field);
  return (
    <div className="range-filter" role="group" aria-label={local(field.title)}>
      <span className="quiet">{local(field.title)}</span>
      <Input type={type} aria-label={lower} value={list.get(from) ?? ''} {...(type === 'date' ? { max: list.get(until) ?? '9999-12-31' } : {})} onChange={({ target }) => list.set({ [from]: target.value })} />
      <span aria-hidden="true">—</span>
      <Input type={type} aria-label={upper} value={list.get(until) ?? ''} {...(type === 'date' ? { min: list.get(from) ?? '', max: '9999-12-31' } : {})} onChange={({ target }) => list.set({ [until]: target.value })} />
    </div>
  );
}
