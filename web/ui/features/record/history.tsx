import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { localize } from '../../../../forms/localize';
import type { RecordChange, RegistryDetail } from '../../../api/registry-contract';
import { segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Answer } from '../../components/submission/answers-view';
import { asNode, isEmpty, rowsOf, type Row } from '../../components/submission/shape';
import { texts } from './texts';

const FIRST = 8;

interface Props {
  readonly registry: RegistryDetail;
  readonly history: readonly RecordChange[];
}

/** Who did what to a record, when, through which case, in plain words; the newest first. */
export function History({ registry, history }: Props) {
  const say = useTexts(texts);
  const { locale } = useLanguage();
  const [all, setAll] = useState(false);
  const rows = useMemo(() => {
    const document = localize(registry.form.document, locale);
    return rowsOf(document.schema, asNode(document.uiSchema));
  }, [registry, locale]);
  if (history.length === 0) return <p className="quiet">{say.noHistory}</p>;
  const newest = [...history].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <>
      <ol className="changes">{(all ? newest : newest.slice(0, FIRST)).map((change, index) => <Change key={`${change.at} ${index}`} change={change} rows={rows} />)}</ol>
      {all || newest.length <= FIRST ? null : <Button onClick={() => setAll(true)}>{say.more(newest.length)}</Button>}
    </>
  );
}

function Change({ change, rows }: { readonly change: RecordChange; readonly rows: readonly Row[] }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const told = change.kind === 'created' ? [] : change.changes;
  return (
    <li className={`change change-${change.kind}`}>
      <p><b>{change.by.name}</b> {say.kinds[change.kind]} <span className="quiet"><Moment at={change.at} /></span></p>
      {change.reason === undefined ? null : <p className="plain-text">{say.reason}：{change.reason}</p>}
      {told.length === 0 ? null : (
        <ul>
          {told.map(({ field, title, from, to }) => {
            const row = rows.find(({ name }) => name === field);
            return <li key={field}>{say.from(local(title))}<Old row={row} value={from} /> {say.to} <b><Old row={row} value={to} /></b></li>;
          })}
        </ul>
      )}
      {change.instance === undefined ? null : <p className="quiet">{say.by} <Link to={`/instances/${segment(change.instance.id)}`}>{titleOf(change.instance)}</Link></p>}
    </li>
  );
}

function Old({ row, value }: { readonly row: Row | undefined; readonly value: unknown }) {
  const say = useTexts(texts);
  if (isEmpty(value)) return <>{say.empty}</>;
  return row === undefined ? <>{String(value)}</> : <Answer schema={row.schema} ui={row.ui} value={value} files={[]} />;
}
