import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordPage } from '../../../api/registry-contract';
import { request, withQuery } from '../api/request';
import { bilingual, useTexts } from '../language/language';
import { IdSelect, type IdSelectProps } from '../layout/id-select';
import { useSettled } from '../people/use-settled';
import { loadHeading } from './load-heading';
import { registryApi, searchTerm } from './use-registry';

const texts = bilingual(
  { placeholder: '输入关键字查找记录', nothing: '没有找到。姓名、电话等个人信息须输入完整。', searching: '正在查找…' },
  { placeholder: 'Type to find a record', nothing: 'Nothing found. Type personal data in full.', searching: 'Searching…' },
);

interface Props extends IdSelectProps {
  readonly registry: string;
}

async function findRecords(registry: string, text: string): Promise<RecordPage> {
  const q = text === '' ? '' : await searchTerm(registry, text);
  return request<RecordPage>(withQuery(`${registryApi(registry)}/records`, { q, page: 1, size: 20 }));
}

/** Finds a record of a registry; the value is its id. */
export function RecordSelect({ registry, ...field }: Props) {
  const { value } = field;
  const say = useTexts(texts);
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery({ queryKey: ['records', registry, { pick: q }], queryFn: () => findRecords(registry, q), staleTime: 30_000 });
  const chosen = useQuery({ queryKey: ['record-heading', registry, value], queryFn: () => loadHeading(registry, value ?? ''), enabled: value !== undefined, staleTime: 300_000, retry: false });
  const rows = (found.data?.rows ?? []).map((row) => ({ value: row.id, label: [row.heading, row.branch?.name].filter((part) => part !== undefined && part !== '').join(' · ') }));
  const missing = value !== undefined && !rows.some((row) => row.value === value);
  return <IdSelect {...field} onSearch={setTyped} hint={say.placeholder} nothing={found.isFetching ? say.searching : say.nothing} options={missing && q === '' ? [{ value, label: chosen.data ?? value }, ...rows] : rows} />;
}
