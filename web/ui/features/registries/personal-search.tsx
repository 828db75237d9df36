import { useRef } from 'react';
import { SearchField } from '../../components/layout/search-field';
import { useToasts } from '../../components/layout/toasts';
import { searchTerm } from '../../components/records/use-registry';
import type { ListQuery } from './list-query';

interface Props {
  readonly registry: string;
  readonly list: ListQuery;
  /** The part of the address that holds the term. */
  readonly part: string;
  readonly label: string;
  /** What was asked for, masked: shown when the page does not know what was typed. */
  readonly searched: string | undefined;
}

/** What was typed for a term; it stays in this page. */
const typed = new Map<string, string>();

/** Searches for what may be somebody's name or number: the address gets it sealed. */
export function PersonalSearch({ registry, list, part, label, searched }: Props) {
  const toasts = useToasts();
  const latest = useRef({ list, turn: 0 });
  latest.current.list = list;
  const term = list.get(part);
  const search = async (text: string | undefined): Promise<void> => {
    const turn = (latest.current.turn += 1);
    const next = text === undefined ? undefined : await searchTerm(registry, text);
    if (next !== undefined && text !== undefined) typed.set(next, text);
    // Somebody who typed on is asked for something else by now.
    if (turn === latest.current.turn) latest.current.list.set({ [part]: next });
  };
  return <SearchField label={label} value={term === undefined ? undefined : (typed.get(term) ?? searched)} onSearch={(text) => void search(text).catch((error: unknown) => toasts.failed(error))} />;
}
