import { Link } from 'react-router';
import type { FieldView, RecordRow, RegistryDetail } from '../../../api/registry-contract';
import type { LocalText } from '../../../../workflows/engine/plan';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { FieldValue } from '../../components/records/field-value';
import { headingOf } from '../../components/records/heading-of';
import { Score } from '../../components/records/score';
import { recordPath } from '../../components/records/use-registry';
import { shapeOf } from '../../components/submission/shape';
import { texts } from './texts';

interface Props {
  readonly registry: RegistryDetail;
  readonly rows: readonly RecordRow[];
  /** A field, with `-` before it when descending. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** Records in columns, each column's name sorting by it on the server; on a phone a card for each. */
export function RecordTable({ registry, rows, sort, onSort }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const headingTitle = local(registry.columns.find(({ name }) => name === registry.heading)?.title) || local(registry.title);
  const columns = registry.columns.filter(({ name, schema }) => name !== registry.heading && !(withBranch(registry, rows) && shapeOf(schema) === 'branch'));
  const headingSort = registry.columns.find(({ name, personal }) => name === registry.heading && !personal);
  return (
    <div className="table-wrap">
      <table className="table record-table">
        <thead>
          <tr>
            {headingSort === undefined ? <th scope="col">{headingTitle}</th> : <SortHeader by={headingSort.name} label={headingTitle} sort={sort} onSort={onSort} />}
            {registry.scores.map(({ id, title }) => <SortHeader key={id} by={`score.${id}`} label={local(title)} sort={sort} onSort={onSort} />)}
            {withBranch(registry, rows) ? <th scope="col">{say.branch}</th> : null}
            {columns.map((field) => (isSortable(field) ? <SortHeader key={field.name} by={field.name} label={local(field.title)} sort={sort} onSort={onSort} number={isNumber(field)} /> : <th key={field.name} scope="col" className={isNumber(field) ? 'number' : ''}>{local(field.title)}</th>))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="record-heading"><Link to={recordPath(registry.id, row.id)}>{headingOf(row)}</Link></td>
              {registry.scores.map(({ id, title, note }) => <td key={id} data-label={local(title)}><Score title={title} note={note} score={row.scores[id]} /></td>)}
              {withBranch(registry, rows) ? <td data-label={say.branch} className="whole-words">{row.branch?.name}</td> : null}
              {columns.map((field) => <td key={field.name} data-label={local(field.title)} className={isNumber(field) ? 'number' : isShort(field) ? 'whole-words' : ''}><FieldValue field={field} value={row.values[field.name]} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The branch has a column of its own unless the whole list is the district's. */
function withBranch(registry: RegistryDetail, rows: readonly RecordRow[]): boolean {
  return rows.some(({ branch }) => branch !== undefined) && registry.columns.some(({ schema }) => shapeOf(schema) === 'branch');
}

/** What a list may be ordered by. */
export function sortsOf(registry: RegistryDetail): readonly { readonly by: string; readonly title: LocalText }[] {
  return [...registry.scores.map(({ id, title }) => ({ by: `score.${id}`, title })), ...registry.columns.filter(isSortable).map(({ name, title }) => ({ by: name, title }))];
}

function isNumber({ schema }: FieldView): boolean {
  return ['integer', 'number'].includes(String(schema['type']));
}

/** Whether a cell stays on one line: everything but open texts. */
function isShort({ schema, values }: FieldView): boolean {
  return values !== undefined || shapeOf(schema) !== 'plain' || Number(schema['maxLength'] ?? 0) <= 40;
}

/** Sealed values have no order, lists no single value to order by. */
function isSortable({ personal, schema }: FieldView): boolean {
  return !personal && !['rows', 'list', 'files', 'object', 'record', 'person'].includes(shapeOf(schema));
}

function SortHeader({ by, label, sort, onSort, number = false }: { readonly by: string; readonly label: string; readonly sort: string; readonly onSort: (sort: string) => void; readonly number?: boolean }) {
  const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  return (
    <th scope="col" aria-sort={direction} className={number ? 'number' : ''}>
      <button type="button" className="sort" onClick={() => onSort(direction === 'descending' ? by : `-${by}`)}>{label}<Icon name={direction === 'ascending' ? 'up' : 'down'} size={14} /></button>
    </th>
  );
}
