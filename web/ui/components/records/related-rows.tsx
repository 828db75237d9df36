import { Link } from 'react-router';
import type { FieldView, RecordRow } from '../../../api/registry-contract';
import { Moment } from '../dates/moments';
import { useSay } from '../language/language';
import { isEmpty } from '../submission/shape';
import { FieldValue } from './field-value';
import { headingOf } from './heading-of';
import { recordPath } from './use-registry';
import './records.css';

interface Props {
  readonly registry: string;
  readonly fields: readonly FieldView[];
  readonly rows: readonly RecordRow[];
}

/** Records where room is short: what is filled in of each, one below the other. */
export function RelatedRows({ registry, fields, rows }: Props) {
  const local = useSay();
  return (
    <ul className="related">
      {rows.map((row) => (
        <li key={row.id} className="related-row">
          <span><Link to={recordPath(registry, row.id)}><Heading row={row} fields={fields} /></Link> <span className="quiet"><Moment at={row.updatedAt} /></span></span>
          <dl className="facts">
            {fields.filter(({ name }) => !isEmpty(row.values[name])).map((field) => <div key={field.name}><dt>{local(field.title)}</dt><dd><FieldValue field={field} value={row.values[field.name]} /></dd></div>)}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** A record that is called after one of its fields is called as that field shows it: in words, a date as a date. */
function Heading({ row, fields }: Pick<Props, 'fields'> & { readonly row: RecordRow }) {
  const field = fields.find(({ name }) => row.values[name] === row.heading);
  return field === undefined ? <>{headingOf(row)}</> : <FieldValue field={field} value={row.values[field.name]} />;
}
