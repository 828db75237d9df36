import { Link } from 'react-router';
import type { InstanceRow } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { Due, Moment, ShortDay } from '../../components/dates/moments';
import { InstanceStatus } from '../../components/instances/instance-item';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { texts } from './texts';
import './instances.css';

/** Cases with where they stand and since when. */
export function InstanceTable({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const say = useTexts(texts);
  return (
    <div className="table-wrap">
      <table className="table instance-table">
        <thead><tr><th scope="col">{say.name}</th><th scope="col">{say.standsAt}</th><th scope="col">{say.due}</th><th scope="col">{say.start}</th><th scope="col">{say.state}</th></tr></thead>
        <tbody>{rows.map((row) => <Instance key={row.id} row={row} />)}</tbody>
      </table>
    </div>
  );
}

function Instance({ row }: { readonly row: InstanceRow }) {
  const say = useTexts(texts);
  const local = useSay();
  const title = useTitle()(row);
  return (
    <tr>
      <td className="instance-name">
        <Link to={`/instances/${segment(row.id)}`}>{title}</Link>{row.about === undefined ? null : <span className="item-whom">{row.about}</span>}
        <span className="quiet">{local(row.process.name)}{title.includes(row.branch.name) ? null : <> · {row.branch.name}</>}</span>
      </td>
      <td data-label={say.standsAt}><StandsAt row={row} /></td>
      <td data-label={say.due}>{row.status !== 'running' || row.due === undefined ? null : <Due at={row.due} />}</td>
      <td data-label={say.start}><span className="instance-stack instance-start"><span>{row.startedBy.name}</span><span className="quiet"><ShortDay at={row.startedAt} /></span></span></td>
      <td data-label={say.state} className="instance-state-cell"><span className="instance-state"><InstanceStatus instance={row} /></span></td>
    </tr>
  );
}

/** Each step once, with the earliest time since which it waits. */
function StandsAt({ row }: { readonly row: InstanceRow }) {
  const say = useTexts(texts);
  const local = useSay();
  if (row.status !== 'running') return row.endedAt === undefined ? null : <span className="quiet">{say.endedAt} <Moment at={row.endedAt} /></span>;
  if (row.standsAt.length === 0) return <span className="quiet">{say.automatic}</span>;
  const steps = new Map<string, (typeof row.standsAt)[number]>();
  for (const step of row.standsAt) {
    const known = steps.get(step.elementId);
    if (known === undefined || step.since < known.since) steps.set(step.elementId, step);
  }
  return (
    <span className="instance-stack">
      {[...steps.values()].map((step) => <span key={step.elementId}>{local(step.name)} <span className="quiet">{say.since} <Moment at={step.since} /></span></span>)}
    </span>
  );
}
