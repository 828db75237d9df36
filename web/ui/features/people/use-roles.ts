import { useQuery } from '@tanstack/react-query';
import type { LocalText } from '../../../../workflows/engine/plan';
import { request } from '../../components/api/request';

export interface RoleChoice {
  readonly id: string;
  readonly name: LocalText;
  readonly branchRole: boolean;
}

/** Every role that a post can give. */
export function useRoles(): readonly RoleChoice[] {
  return useQuery({ queryKey: ['roles'], queryFn: () => request<readonly RoleChoice[]>('/api/roles'), staleTime: Infinity }).data ?? [];
}
