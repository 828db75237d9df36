import { Link } from 'react-router';
import type { CampaignBranch, CampaignCell, CampaignView } from '../../../api/campaign-contract';
import { segment } from '../../components/api/request';
import { formatShortDay } from '../../components/dates/format-date';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

interface Props {
  readonly campaign: CampaignView;
  readonly rows: readonly CampaignBranch[];
  readonly chosen: ReadonlySet<string>;
  /** Absent for those who may not change who takes part. */
  readonly onChoose: ((chosen: ReadonlySet<string>) => void) | undefined;
}

export function CampaignMatrix({ campaign, rows, chosen, onChoose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <div className="matrix-wrap">
      <table className="matrix">
        <thead><tr><th className="matrix-branch">{say.branch}</th>{campaign.stages.map(({ id, title }) => <th key={id}>{local(title)}</th>)}<th>{say.state}</th></tr></thead>
        <tbody>{rows.map((row) => <Line key={row.branch.id} row={row} chosen={chosen} onChoose={onChoose} />)}</tbody>
      </table>
    </div>
  );
}

function Line({ row, chosen, onChoose }: { readonly row: CampaignBranch } & Pick<Props, 'chosen' | 'onChoose'>) {
  const say = useTexts(texts);
  const { instanceId } = row;
  const toggle = (): void => {
    if (instanceId === undefined) return;
    const next = new Set(chosen);
    if (!next.delete(instanceId)) next.add(instanceId);
    onChoose?.(next);
  };
  return (
    <tr className={row.state === 'exempted' ? 'is-out' : undefined}>
      <td className="matrix-branch"><div className="matrix-name">
        {onChoose === undefined || instanceId === undefined || row.state !== 'running' ? null : <input type="checkbox" aria-label={say.pick(row.branch.name)} checked={chosen.has(instanceId)} onChange={toggle} />}
        {instanceId === undefined ? row.branch.name : <Link to={`/instances/${segment(instanceId)}`}>{row.branch.name}</Link>}
      </div></td>
      {row.cells.map((cell, index) => <td key={index}><Cell cell={cell} /></td>)}
      <td title={row.why}>{row.lateDays > 0 && row.state !== 'exempted' ? <span className="pill pill-late">{say.lateDays(row.lateDays)}</span> : say.states[row.state]}</td>
    </tr>
  );
}

function Cell({ cell }: { readonly cell: CampaignCell }) {
  const say = useTexts(texts);
  const { locale } = useLanguage();
  const [task] = cell.taskIds;
  const day = cell.state === 'done' ? cell.at : cell.due;
  const shown = (
    <span className={`cell cell-${cell.state}`}>
      {cell.wasLate === true ? say.doneLate : say.cells[cell.state]}
      {day === undefined ? null : <small>{cell.state === 'done' ? formatShortDay(day, locale) : say.dueOn(formatShortDay(day, locale))}</small>}
    </span>
  );
  return task === undefined ? shown : <Link to={`/tasks/${segment(task)}`}>{shown}</Link>;
}
