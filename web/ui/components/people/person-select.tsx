import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DirectoryEntry } from '../../../api/contract';
import { request, withQuery } from '../api/request';
import { bilingual, useSay, useTexts } from '../language/language';
import { IdSelect, type IdSelectProps } from '../layout/id-select';
import { useSettled } from './use-settled';

const texts = bilingual(
  { placeholder: '输入姓名查找人员', nobody: '没有找到。换个写法再试。', searching: '正在查找…' },
  { placeholder: 'Type a name to find a person', nobody: 'Nobody found. Try another spelling.', searching: 'Searching…' },
);

interface Props extends IdSelectProps {
  readonly role?: string | undefined;
  readonly branch?: string | undefined;
}

/** Finds a person by name in the directory; the value is the person's id. */
export function PersonSelect({ role, branch, ...field }: Props) {
  const { value } = field;
  const say = useTexts(texts);
  const local = useSay();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery({
    queryKey: ['directory', { q, role, branch }],
    queryFn: () => request<readonly DirectoryEntry[]>(withQuery('/api/directory', { q, role, branch, limit: 20 })),
    staleTime: 60_000,
  });
  const chosen = usePeople(value === undefined ? [] : [value]).get(value ?? '');
  const entries = [...(chosen === undefined || q !== '' || (found.data ?? []).some((entry) => entry.id === chosen.id) ? [] : [chosen]), ...(found.data ?? [])];
  return <IdSelect {...field} onSearch={setTyped} hint={say.placeholder} nothing={found.isFetching ? say.searching : say.nobody} options={entries.map((entry) => ({ value: entry.id, label: [entry.name, ...entry.posts.slice(0, 1).map(local)].join(' · ') }))} />;
}

/** Names and posts of people by id; those that the directory does not know are missing. */
export function usePeople(ids: readonly string[]): ReadonlyMap<string, DirectoryEntry> {
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: ['directory', { ids: wanted }],
    queryFn: () => request<readonly DirectoryEntry[]>(withQuery('/api/directory', { ids: wanted.join(',') })),
    enabled: wanted.length > 0,
    staleTime: 300_000,
  });
  return new Map((data ?? []).filter((entry) => wanted.includes(entry.id)).map((entry) => [entry.id, entry]));
}
