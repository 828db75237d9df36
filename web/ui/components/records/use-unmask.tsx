import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { request } from '../api/request';
import { UnmaskDialog } from './unmask-dialog';
import { recordApi } from './use-registry';

/** Long enough for a call to be dialled and a form to be compared; then the screen may be anybody's. */
const SHOWN_SECONDS = 120;

export interface Unmask {
  /** The values in full, while they are shown. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly secondsLeft: number;
  readonly ask: () => void;
  readonly hide: () => void;
  /** Stands somewhere on the page: the question for the reason. */
  readonly dialog: ReactNode;
}

interface Shown {
  readonly values: Readonly<Record<string, unknown>>;
  readonly until: number;
}

/** Shows the personal fields of a record for a while, after somebody said why. */
export function useUnmask(registry: string, record: string): Unmask {
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const [now, setNow] = useState(0);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (reason: string) => request<{ readonly values: Readonly<Record<string, unknown>> }>(`${recordApi(registry, record)}/unmask`, { method: 'POST', body: { reason } }),
    onSuccess: ({ values }) => {
      setNow(Date.now());
      setShown({ values, until: Date.now() + SHOWN_SECONDS * 1000 });
      setAsking(false);
    },
  });
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= shown.until) setShown(undefined);
    }, 1000);
    return () => clearInterval(timer);
  }, [shown]);
  return {
    values: shown?.values,
    secondsLeft: shown === undefined ? 0 : Math.max(0, Math.ceil((shown.until - now) / 1000)),
    ask: () => {
      reset();
      setAsking(true);
    },
    hide: () => setShown(undefined),
    dialog: asking ? <UnmaskDialog busy={isPending} error={error} onClose={() => setAsking(false)} onReason={mutate} /> : null,
  };
}
