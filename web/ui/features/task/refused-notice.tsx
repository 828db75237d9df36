import { Button } from 'antd';
import { problemText } from '../../components/api/problem-text';
import { RequestRefused, Unreachable } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

interface Props {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

/** Why a submission did not go through, and what to do now. */
export function RefusedNotice({ error, busy, onRetry }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  if (error === null) return null;
  const isAway = error instanceof Unreachable || (error instanceof RequestRefused && error.status >= 500);
  if (isAway) {
    return (
      <div className="notice notice-warn" role="alert">
        <p><b>{say.unavailable}</b></p>
        <p>{say.unavailableBody}</p>
        <div className="button-row"><Button onClick={onRetry} loading={busy}>{say.again}</Button></div>
      </div>
    );
  }
  const problem = error instanceof RequestRefused ? error.problem : undefined;
  const by = problem?.by;
  const title = problem?.code === 'StaleRevision' ? say.stale : problem?.code === 'TaskClaimed' && by !== undefined ? say.claimedFirst(by.name) : problem?.code === 'TaskNotOpen' && by !== undefined ? say.takenBy(by.name) : say.refused;
  const body = problem?.code === 'StaleRevision' ? say.staleBody : (problem?.problems ?? []).length > 0 ? say.checkBelow : local(problemText(error));
  return (
    <div className="notice notice-wrong" role="alert">
      <p><b>{title}</b>{problem?.at === undefined ? null : <span className="quiet"> <Moment at={problem.at} /></span>}</p>
      <p>{body}</p>
    </div>
  );
}
