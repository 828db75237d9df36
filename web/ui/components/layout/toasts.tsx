import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { problemText } from '../api/problem-text';
import { useSay } from '../language/language';

interface Toast {
  readonly key: number;
  readonly text: string;
  readonly kind: 'done' | 'wrong';
}

interface Toasts {
  readonly done: (text: string) => void;
  /** Tells why a request failed. */
  readonly failed: (error: unknown) => void;
}

const SHOWN_MS = 6000;

const ToastContext = createContext<Toasts>({ done: () => undefined, failed: () => undefined });

let next = 0;

/** Short messages at the edge of the page, read out by screen readers, gone after a while. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const local = useSay();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback((kind: Toast['kind'], text: string) => {
    const key = (next += 1);
    setToasts((all) => [...all.slice(-2), { key, kind, text }]);
    setTimeout(() => setToasts((all) => all.filter((each) => each.key !== key)), SHOWN_MS);
  }, []);
  const value = useMemo<Toasts>(() => ({ done: (text) => show('done', text), failed: (error) => show('wrong', local(problemText(error))) }), [show, local]);
  return (
    <ToastContext value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ key, kind, text }) => <div key={key} className={`toast toast-${kind}`}>{text}</div>)}
      </div>
    </ToastContext>
  );
}

export function useToasts(): Toasts {
  return useContext(ToastContext);
}
