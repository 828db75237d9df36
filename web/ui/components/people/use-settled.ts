import { useEffect, useState } from 'react';

/** The value once it has stopped changing for a while: what a search field asks the server for. */
export function useSettled<Value>(value: Value, quietMs = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return settled;
}
