import { Link } from 'react-router';
import type { TaskSummary } from '../../../api/contract';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

/** How much is late, due and waiting; each number opens the list behind it. */
export function SummaryCards({ summary }: { readonly summary: TaskSummary }) {
  const say = useTexts(texts);
  return (
    <div className="summary">
      {summary.calls === 0 ? null : <Link to="/tasks?view=calls"><b>{summary.calls}</b>{say.calls}</Link>}
      <Link to="/tasks?view=all&due=overdue" className={summary.overdue > 0 ? 'is-late' : ''}><b>{summary.overdue}</b>{say.overdue}</Link>
      <Link to="/tasks?view=all&due=today"><b>{summary.today}</b>{say.today}</Link>
      <Link to="/tasks?view=all&due=week"><b>{summary.week}</b>{say.week}</Link>
      <Link to="/tasks?view=group"><b>{summary.group}</b>{say.group}</Link>
    </div>
  );
}
