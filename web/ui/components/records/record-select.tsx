import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { RecordPage } from '../../../api/registry-contract';
import { request, withQuery } from '../api/request';
import { bilingual, useTexts } from '../language/language';
import { useSettled } from '../people/use-settled';
import { loadHeading } from './load-heading';
import { registryApi } from './use-registry';

const texts = bilingual(
  { placeholder: '输入关键字查找记录', nothing: '没有找到。姓名、电话等个人信息须输入完整。', searching: '正在查找…' },
  { placeholder: 'Type to find a record', nothing: 'Nothing found. Type personal data in full.', searching: 'Searching…' },
);

interface Props {
  readonly id?: string;
  readonly registry: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly disabled?: boolean | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** Finds a record of a registry; the value is its id. */
export function RecordSelect({ id, registry, value, onChange, onBlur, disabled, label, placeholder, describedBy }: Props) {
  const say = useTexts(texts);
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery({ queryKey: ['records', registry, { pick: q }], queryFn: () => request<RecordPage>(withQuery(`${registryApi(registry)}/records`, { q, page: 1, size: 20 })), staleTime: 30_000 });
  const chosen = useQuery({ queryKey: ['record-heading', registry, value], queryFn: () => loadHeading(registry, value ?? ''), enabled: value !== undefined, staleTime: 300_000, retry: false });
  const rows = (found.data?.rows ?? []).map((row) => ({ value: row.id, label: [row.heading, row.branch?.name].filter((part) => part !== undefined && part !== '').join(' · ') }));
  const missing = value !== undefined && !rows.some((row) => row.value === value);
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      {...(onBlur === undefined ? {} : { onBlur })}
      disabled={disabled === true}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={placeholder ?? say.placeholder}
      notFoundContent={found.isFetching ? say.searching : say.nothing}
      options={missing && q === '' ? [{ value, label: chosen.data ?? value }, ...rows] : rows}
      getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
      aria-label={label}
      aria-describedby={describedBy}
      className="whole"
    />
  );
}
