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

/** A line for each branch; on a phone each line says only the stages that it has come to. */
export function CampaignMatrix({ campaign, rows, chosen, onChoose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <div className="matrix-wrap">
      <table className="matrix">
        <thead><tr><th className="matrix-branch">{onChoose === undefined ? say.branch : <ChooseAll rows={rows} chosen={chosen} onChoose={onChoose} />}</th>{campaign.stages.map(({ id, title }) => <th key={id}>{local(title)}</th>)}<th>{say.state}</th></tr></thead>
        <tbody>{rows.map((row) => <Line key={row.branch.id} row={row} stages={campaign.stages} chosen={chosen} onChoose={onChoose} />)}</tbody>
      </table>
    </div>
  );
}

/** Chooses every running branch that is shown, beside those chosen before. */
function ChooseAll({ rows, chosen, onChoose }: Pick<Props, 'rows' | 'chosen'> & { readonly onChoose: NonNullable<Props['onChoose']> }) {
  const say = useTexts(texts);
  const running = rows.flatMap(({ state, instanceId }) => (state === 'running' && instanceId !== undefined ? [instanceId] : []));
  const all = running.length > 0 && running.every((id) => chosen.has(id));
  const change = (): void => onChoose(all ? new Set([...chosen].filter((id) => !running.includes(id))) : new Set([...chosen, ...running]));
  return <label className="matrix-name"><input type="checkbox" checked={all} disabled={running.length === 0} onChange={change} /><span>{say.branch} <span className="quiet">{say.shown(rows.length)}</span></span></label>;
}

function Line({ row, stages, chosen, onChoose }: { readonly row: CampaignBranch; readonly stages: CampaignView['stages'] } & Pick<Props, 'chosen' | 'onChoose'>) {
  const say = useTexts(texts);
  const local = useSay();
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
      {row.cells.map((cell, index) => <td key={index} data-label={local(stages[index]?.title)}><Cell cell={cell} /></td>)}
      <td className="matrix-state">{row.lateDays > 0 && row.state !== 'exempted' ? <span className="pill pill-late">{say.lateDays(row.lateDays)}</span> : say.states[row.state]}{row.why === undefined ? null : <small className="matrix-why">{row.why}</small>}</td>
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
