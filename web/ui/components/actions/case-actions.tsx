import { useQuery } from '@tanstack/react-query';
import type { ActionView } from '../../../api/contract';
import { request, segment } from '../api/request';
import { ActionButtons } from './action-buttons';

/** What may be done with a running case at any moment, by its id; nothing where this person may do nothing. */
export function CaseActions({ id }: { readonly id: string }) {
  const { data = [] } = useQuery({ queryKey: ['actions', id], queryFn: () => request<readonly ActionView[]>(`/api/instances/${segment(id)}/actions`) });
  return data.some(({ may }) => may) ? <ActionButtons instanceId={id} actions={data} /> : null;
}
