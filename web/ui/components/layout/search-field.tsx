import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSettled } from '../people/use-settled';
import { Icon } from './icon';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

/** Searches as one types, once typing rests. */
export function SearchField({ label, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value ?? '');
  const settled = useSettled(typed);
  const told = useRef(value ?? '');
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    if (settled === told.current) return;
    told.current = settled;
    search.current(settled === '' ? undefined : settled);
  }, [settled]);
  // A value that came from elsewhere, such as a saved view, replaces what was typed.
  useEffect(() => {
    const given = value ?? '';
    if (given === told.current) return;
    told.current = given;
    setTyped(given);
  }, [value]);
  return <Input className="filter-text" type="search" allowClear aria-label={label} placeholder={label} prefix={<Icon name="search" size={16} />} value={typed} onChange={({ target }) => setTyped(target.value)} />;
}
