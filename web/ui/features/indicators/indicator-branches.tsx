import { Link } from 'react-router';
import type { IndicatorBranch, IndicatorDetail } from '../../../api/indicator-contract';
import { segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Empty } from '../../components/layout/section';
import { figure, Light, Progress } from './figures';
import { texts } from './texts';

/** The branches that the number is made of, each with its part of the target and the report that it comes from. */
export function IndicatorBranches({ indicator }: { readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  if (indicator.branches.length === 0) return <Empty>{say.noFigures}</Empty>;
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.branch}</th><th>{say.kind}</th><th className="number">{say.actual}</th><th className="number">{say.part}</th><th>{say.progress}</th><th>{say.light}</th><th>{say.report}</th></tr></thead>
        <tbody>{indicator.branches.map((row) => <BranchLine key={row.branch.id} row={row} indicator={indicator} />)}</tbody>
      </table>
    </div>
  );
}

function BranchLine({ row, indicator }: { readonly row: IndicatorBranch; readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  const { branch, report, part, standing } = row;
  const plain = { measure: indicator.measure === 'ratio' ? ('number' as const) : indicator.measure, unit: indicator.unit };
  return (
    <tr>
      <td data-label={say.branch}><Link to={`/branches/${segment(branch.id)}`}>{branch.name}</Link></td>
      <td data-label={say.kind} className="nowrap">{branch.kind}</td>
      <td data-label={say.actual} className="number">{figure(plain, row.actual)}</td>
      <td data-label={say.part} className="number">{part === undefined ? say.none2 : figure(plain, part.target)}</td>
      <td data-label={say.progress}>{standing === undefined ? null : <Progress standing={standing} />}</td>
      <td data-label={say.light}>{standing === undefined ? null : <Light light={standing.light} />}</td>
      <td data-label={say.report}>{report === undefined ? null : <><Link to={`/registries/indicator-value/${segment(report.recordId)}`}>{report.period}</Link>{report.instanceId === undefined ? null : <> · <Link to={`/instances/${segment(report.instanceId)}`}>{say.seeCase}</Link></>}</>}</td>
    </tr>
  );
}
