import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { problemText } from '../api/problem-text';
import { RequestRefused } from '../api/request';
import { bilingual, useSay, useTexts } from '../language/language';

const texts = bilingual(
  { loading: '正在加载…', long: '还在加载，请稍候。', failed: '没有加载出来', again: '重试' },
  { loading: 'Loading…', long: 'Still loading, please wait.', failed: 'This could not be loaded', again: 'Try again' },
);

/** Says that something is under way, once it takes long enough to notice. */
export function Waiting({ label }: { readonly label?: string }) {
  const say = useTexts(texts);
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), 250), setTimeout(() => setStage(2), 4000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 0) return <div className="waiting" aria-busy="true" />;
  return (
    <div className="waiting" role="status" aria-busy="true">
      <span className="waiting-bar" aria-hidden="true" />
      {stage === 1 ? (label ?? say.loading) : say.long}
    </div>
  );
}

/** What went wrong with loading, and a way to try again. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <div className="notice notice-wrong" role="alert">
      <p><b>{say.failed}</b></p>
      <p>{local(problemText(error))}</p>
      {again === undefined ? null : <Button onClick={again}>{say.again}</Button>}
    </div>
  );
}

interface Loadable<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface LoadedProps<Data> {
  readonly query: Loadable<Data>;
  /** What one may not see any more goes from the screen, too. */
  readonly losable?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query gave; until then that it is under way, or why it failed. Data that is already there stays when a refresh fails, unless it is `losable` and refused now. */
export function Loaded<Data>({ query, losable = false, children }: LoadedProps<Data>) {
  if (losable && query.error instanceof RequestRefused && [403, 404].includes(query.error.status)) return <Failed error={query.error} />;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Failed error={query.error} again={() => void query.refetch()} />;
  return <Waiting />;
}
