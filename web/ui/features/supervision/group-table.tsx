import { Link } from 'react-router';
import type { OverviewGroup } from '../../../api/campaign-contract';
import { segment, withQuery } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

interface Props {
  readonly groups: readonly OverviewGroup[];
  readonly label: string;
  readonly campaign: string | undefined;
  /** How the lists behind the numbers name the group. */
  readonly filter: 'town' | 'kind';
}

/** The same numbers for each town, or each kind of branch. */
export function GroupTable({ groups, label, campaign, filter }: Props) {
  const say = useTexts(texts);
  const inCampaign = (key: string, state: string): string | undefined => (campaign === undefined ? undefined : withQuery(`/campaigns/${segment(campaign)}`, { [filter]: key, state }));
  const branches = (key: string, term: string): string => withQuery('/branches', { [filter]: key, term });
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{label}</th><th className="number">{say.branches}</th><th className="number">{say.done}</th><th className="number">{say.untouched}</th><th className="number">{say.late}</th><th className="number">{say.termsDue}</th><th className="number">{say.termsOverdue}</th><th className="number">{say.rectOpen}</th><th className="number">{say.rectOver}</th><th className="number">{say.tasksOver}</th></tr></thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <td data-label={label}>{filter === 'town' ? <Link to={`/branches/${segment(group.key)}`}>{group.title}</Link> : group.title}</td>
              <Number label={say.branches} value={group.branches} to={branches(group.key, '')} />
              <Number label={say.done} value={group.cycle.done} to={inCampaign(group.key, 'done')} />
              <Number label={say.untouched} value={group.cycle.untouched} to={inCampaign(group.key, 'untouched')} />
              <Number label={say.late} value={group.cycle.late} to={inCampaign(group.key, 'late')} isBad />
              <Number label={say.termsDue} value={group.termsDue} to={branches(group.key, '12m')} />
              <Number label={say.termsOverdue} value={group.termsOverdue} to={branches(group.key, 'overdue')} isBad />
              <Number label={say.rectOpen} value={group.rectificationsOpen} />
              <Number label={say.rectOver} value={group.rectificationsOverdue} isBad />
              <Number label={say.tasksOver} value={group.tasksOverdue} isBad />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Number({ label, value, to, isBad = false }: { readonly label: string; readonly value: number; readonly to?: string | undefined; readonly isBad?: boolean }) {
  const shown = isBad && value > 0 ? <b className="is-bad">{value}</b> : value;
  return <td data-label={label} className="number">{to === undefined || value === 0 ? shown : <Link to={to}>{shown}</Link>}</td>;
}
