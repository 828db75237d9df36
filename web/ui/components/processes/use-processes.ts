import { useQuery } from '@tanstack/react-query';
import type { ProcessRow } from '../../../api/contract';
import { request } from '../api/request';

/** The published processes. */
export function useProcesses() {
  return useQuery({ queryKey: ['processes'], queryFn: () => request<readonly ProcessRow[]>('/api/processes'), staleTime: 60_000 });
}
