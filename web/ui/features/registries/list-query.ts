import { useSearchParams } from 'react-router';
import type { FieldView, RegistryDetail } from '../../../api/registry-contract';
import { narrowed } from '../../components/layout/use-filters';

/** What narrows and orders a registry's list; the address holds it in the API's own words, so a view is a query string. */
export interface ListQuery {
  readonly get: (name: string) => string | undefined;
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
  /** Replaces everything. */
  readonly open: (query: string) => void;
  readonly page: number;
  readonly sort: string;
  /** Search, filters and order without the page: what a saved view keeps. */
  readonly text: string;
  /** How many filters are on, the search not counted. */
  readonly filters: number;
}

export function useListQuery(registry: RegistryDetail): ListQuery {
  const [search, setSearch] = useSearchParams();
  const kept = withoutPage(search);
  return {
    get: (name) => search.get(name) ?? undefined,
    set: (changes) => setSearch((before) => narrowed(before, changes), { replace: true }),
    open: (query) => setSearch(new URLSearchParams(query)),
    page: Number(search.get('page') ?? 1),
    sort: search.get('sort') ?? registry.sort,
    text: kept.toString(),
    filters: new Set([...kept.keys()].filter((name) => /^(f|from|until)\./.test(name)).map((name) => name.slice(name.indexOf('.') + 1))).size,
  };
}

function withoutPage(search: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(search);
  kept.delete('page');
  kept.sort();
  return kept;
}

/** The same for two views that differ in the order of their parts alone. */
export function normalQuery(query: string): string {
  return withoutPage(new URLSearchParams(query)).toString();
}

/** What a view keeps of it: not what was searched for, where that may be somebody's name or number. */
export function keptQuery(query: string): string {
  const parts = [...withoutPage(new URLSearchParams(query))];
  return new URLSearchParams(parts.filter(([, value]) => !/^~[\w-]+\.[\w-]+$/.test(value))).toString();
}

/** Names of the address's parts that a field's filter uses. */
export function partsOf(field: FieldView): { readonly is: string; readonly from: string; readonly until: string } {
  return { is: `f.${field.name}`, from: `from.${field.name}`, until: `until.${field.name}` };
}
