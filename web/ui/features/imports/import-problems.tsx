import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '../../../api/registry-contract';
import { useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { texts } from './texts';

/** Rows that stay quick on a phone; the search finds the others. */
const SHOWN = 200;

/** What is wrong in a workbook, cell by cell. */
export function ImportProblems({ view, again }: { readonly view: ImportView; readonly again: ReactNode }) {
  const say = useTexts(texts);
  const local = useSay();
  const [q, setQ] = useState('');
  const found = view.problems.filter(({ cell, column, message }) => [cell, column, local(message)].some((text) => text.toLowerCase().includes(q.trim().toLowerCase())));
  const shown = found.slice(0, SHOWN);
  return (
    <>
      <div className="notice notice-wrong" role="alert"><p><b>{say.refused(view.problemCount)}</b></p><p>{say.refusedBody}</p><div className="button-row">{again}</div></div>
      <Section title={say.problems} note={shown.length < view.problemCount && q === '' ? say.shownOf(shown.length, view.problemCount) : undefined}>
        {view.problems.length > 10 ? <Input className="import-search" type="search" allowClear aria-label={say.search} placeholder={say.search} value={q} onChange={({ target }) => setQ(target.value)} /> : null}
        <div className="table-wrap">
          <table className="table">
            <thead><tr><th scope="col">{say.cell}</th><th scope="col">{say.column}</th><th scope="col">{say.value}</th><th scope="col">{say.problem}</th></tr></thead>
            <tbody>
              {shown.map(({ cell, column, value, message }, index) => (
                <tr key={`${cell} ${index}`}>
                  <td data-label={say.cell}><b>{cell}</b></td>
                  <td data-label={say.column}>{column}</td>
                  <td data-label={say.value}>{value === '' ? <span className="quiet">{say.blank}</span> : value}</td>
                  <td data-label={say.problem}>{local(message)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </>
  );
}
