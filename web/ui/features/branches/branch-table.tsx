import { Link } from 'react-router';
import type { BranchRow } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { ShortDay } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { TermLeft } from './term-left';
import { texts } from './texts';
import './branches.css';

interface Props {
  readonly rows: readonly BranchRow[];
  /** A field, with `-` before it when descending. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** Branches with their terms; a press on a column's name sorts by it, on the server. */
export function BranchTable({ rows, sort, onSort }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const sortable = (by: string, label: string, className = '') => <SortHeader by={by} label={label} className={className} sort={sort} onSort={onSort} />;
  return (
    <div className="table-wrap">
      <table className="table">
        <thead>
          <tr>
            {sortable('name', say.name)}{sortable('kind', say.kind)}<th>{say.parent}</th>{sortable('termNo', say.termNo)}{sortable('termEnd', say.termEnd)}<th>{say.daysLeft}</th><th>{say.president}</th><th>{say.secretary}</th>{sortable('members', say.members, 'number')}<th>{say.running}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((branch) => (
            <tr key={branch.id}>
              <td data-label={say.name}><Link to={`/branches/${segment(branch.id)}`}>{branch.name}</Link></td>
              <td data-label={say.kind} className="nowrap">{branch.kind}</td>
              <td data-label={say.parent}>{branch.parent?.name}</td>
              <td data-label={say.termNo} className="nowrap">{say.no(branch.termNo)}</td>
              <td data-label={say.termEnd} className="nowrap"><ShortDay at={branch.termEnd} /></td>
              <td data-label={say.daysLeft}><TermLeft days={branch.daysLeft} /></td>
              <td data-label={say.president} className="nowrap">{branch.president}</td>
              <td data-label={say.secretary} className="nowrap">{branch.secretary}</td>
              <td data-label={say.members} className="number">{branch.members}</td>
              <td data-label={say.running}>{branch.running === undefined ? null : <Link to={`/instances/${segment(branch.running.id)}`}>{local(branch.running.standsAt)}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHeader({ by, label, className, sort, onSort }: { readonly by: string; readonly label: string; readonly className: string; readonly sort: string; readonly onSort: (sort: string) => void }) {
  const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  return (
    <th aria-sort={direction} className={className}>
      <button type="button" className="sort" onClick={() => onSort(direction === 'ascending' ? `-${by}` : by)}>{label}<Icon name={direction === 'descending' ? 'down' : 'up'} size={14} /></button>
    </th>
  );
}
