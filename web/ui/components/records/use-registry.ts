import { useQuery } from '@tanstack/react-query';
import type { RecordDetail, RegistryDetail, RegistryRow, SearchTerm } from '../../../api/registry-contract';
import { request, segment, withQuery } from '../api/request';

/** The registries that I may see. */
export function useRegistries(enabled = true) {
  return useQuery({ queryKey: ['registries'], queryFn: () => request<readonly RegistryRow[]>('/api/registries'), staleTime: 60_000, enabled });
}

/** One registry: its form, columns, filters and saved views. */
export function useRegistry(id: string) {
  return useQuery({ queryKey: ['registry', id], queryFn: () => request<RegistryDetail>(registryApi(id)), staleTime: 60_000 });
}

/** A record; with a task, as who corrects it for that task may see it. */
export function useRecord(registry: string, id: string, task?: string) {
  return useQuery({ queryKey: ['record', registry, id, ...(task === undefined ? [] : [task])], queryFn: () => request<RecordDetail>(withQuery(recordApi(registry, id), { task })) });
}

export function registryApi(id: string): string {
  return `/api/registries/${segment(id)}`;
}

export function recordApi(registry: string, id: string): string {
  return `${registryApi(registry)}/records/${segment(id)}`;
}

/** What was typed, as it may stand in an address: nothing in it can be read. */
export async function searchTerm(registry: string, text: string): Promise<string> {
  const { term } = await request<SearchTerm>(`${registryApi(registry)}/search-terms`, { method: 'POST', body: { text } });
  return term;
}

/** Where a registry's list stands in the portal. */
export function registryPath(id: string): string {
  return `/registries/${segment(id)}`;
}

export function recordPath(registry: string, id: string): string {
  return `${registryPath(registry)}/records/${segment(id)}`;
}
