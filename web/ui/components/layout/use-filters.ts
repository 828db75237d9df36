import { useSearchParams } from 'react-router';

/** Filters of a list, kept in the address: they survive a reload, can be sent to somebody, and the back button undoes them. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const get = (name: string): string | undefined => search.get(name) ?? undefined;
  const set = (changes: Readonly<Record<string, string | undefined>>): void => {
    setSearch((before) => narrowed(before, changes), { replace: true });
  };
  return { get, set, page: Number(search.get('page') ?? 1), text: search.toString() };
}

/** The address with these parts changed; an empty one goes. Whatever narrows a list starts it again from its first page. */
export function narrowed(before: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(before);
  next.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
