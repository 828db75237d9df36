import { useState } from 'react';
import { Link } from 'react-router';
import type { FieldView, TaskRecord } from '../../../api/registry-contract';
import { useSession } from '../api/session';
import { bilingual, useSay, useTexts } from '../language/language';
import { Answer } from '../submission/answers-view';
import { isEmpty, shapeOf } from '../submission/shape';
import { FieldValue } from './field-value';
import { headingOf } from './heading-of';
import { phonesIn } from './phones';
import { UnmaskBar } from './unmask-bar';
import { useUnmask } from './use-unmask';
import { recordPath } from './use-registry';
import './records.css';

const texts = bilingual({ more: (n: number) => `显示全部${n}项`, less: '收起' }, { more: (n: number) => `Show all ${n}`, less: 'Show less' });

/** So many facts leave room for the form on a phone. */
const FIRST = 6;

/** The record that a task is about: who it is, masked; what puts it before others; and the way to call. */
export function RecordCard({ about }: { readonly about: TaskRecord }) {
  const say = useTexts(texts);
  const local = useSay();
  const { may } = useSession();
  const { record, registry, fields } = about;
  const unmask = useUnmask(registry.id, record.id);
  const values = { ...record.values, ...unmask.values };
  const phones = unmask.values === undefined ? [] : phonesIn(fieldsOf(about), unmask.values);
  const heading = headingOf(record, unmask.values);
  const [whole, setWhole] = useState(false);
  // The head of the card names both already.
  const isSaid = (name: string): boolean => record.values[name] === record.heading || (record.branch !== undefined && record.values[name] === record.branch.id);
  const filled = fields.filter(({ name }) => !isEmpty(values[name]) && !isSaid(name));
  const reasons = Object.values(record.scores).flatMap(({ reasons: each }) => each);
  return (
    <section className="sheet record-card" aria-label={`${local(registry.title)} ${heading}`}>
      <header className="record-card-head">
        <h2>{may.includes('registries') && about.may.open ? <Link to={recordPath(registry.id, record.id)}>{heading}</Link> : heading}</h2>
        <span className="quiet">{local(registry.title)}</span>
        {record.branch === undefined ? null : <span className="quiet">{record.branch.name}</span>}
      </header>
      {reasons.length === 0 ? null : <ul className="reasons">{reasons.map((reason) => <li key={reason.zh} className="pill pill-soon">{local(reason)}</li>)}</ul>}
      {about.may.unmask ? <UnmaskBar unmask={unmask} phones={phones} /> : null}
      <dl className="facts">{(whole ? filled : filled.slice(0, FIRST)).map((field) => <Fact key={field.name} field={field} value={values[field.name]} />)}</dl>
      {filled.length <= FIRST ? null : <p><button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? say.less : say.more(filled.length)}</button></p>}
    </section>
  );
}

/** A list of relatives is shown whole here: who calls needs it. */
function Fact({ field, value }: { readonly field: FieldView; readonly value: unknown }) {
  const local = useSay();
  const isWhole = ['rows', 'object'].includes(shapeOf(field.schema));
  return <div className={isWhole ? 'facts-wide' : ''}><dt>{local(field.title)}</dt><dd>{isWhole ? <Answer schema={field.schema} ui={{}} value={value} files={[]} /> : <FieldValue field={field} value={value} />}</dd></div>;
}

function fieldsOf({ fields }: TaskRecord): readonly { readonly name: string; readonly title: string; readonly schema: Readonly<Record<string, unknown>> }[] {
  return fields.map(({ name, title, schema }) => ({ name, title: title.zh, schema }));
}
