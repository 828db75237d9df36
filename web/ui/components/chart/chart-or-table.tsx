import { useState, type ReactNode } from 'react';
import { bilingual, useTexts } from '../language/language';

const texts = bilingual({ chart: '图', table: '表', view: '看图还是看表', excel: '导出 Excel' }, { chart: 'Chart', table: 'Table', view: 'Chart or table', excel: 'Export to Excel' });

interface Props {
  readonly chart: ReactNode;
  /** The same figures. */
  readonly table: ReactNode;
  /** Where they can be had as xlsx. */
  readonly excel?: string;
}

/** Figures as a picture, and as a table for whoever would rather read or copy them. */
export function ChartOrTable({ chart, table, excel }: Props) {
  const say = useTexts(texts);
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <div className="chart-or-table">
      <div className="chart-choice" role="group" aria-label={say.view}>
        {(['chart', 'table'] as const).map((name) => <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>{say[name]}</button>)}
        {excel === undefined ? null : <a href={excel} download>{say.excel}</a>}
      </div>
      {view === 'chart' ? chart : table}
    </div>
  );
}
