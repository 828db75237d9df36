import { useMemo } from 'react';
import type { FunnelView } from '../../../api/metrics-contract';
import { Chart } from '../../components/chart/chart';
import { ChartOrTable } from '../../components/chart/chart-or-table';
import { useSay, useTexts } from '../../components/language/language';
import { Empty } from '../../components/layout/section';
import { texts } from './texts';

/** How far each year's cases came: a bar for each stage, the years beside one another. */
export function Funnel({ funnel }: { readonly funnel: FunnelView }) {
  const say = useTexts(texts);
  const local = useSay();
  const steps = useMemo(() => funnel.steps.map(({ title }) => local(title)), [funnel, local]);
  const option = useMemo(() => optionOf(funnel, steps), [funnel, steps]);
  if (funnel.rows.length === 0) return <Empty>{say.noRows}</Empty>;
  return (
    <ChartOrTable
      chart={<Chart label={funnel.rows.map(({ cohort, counts }) => `${cohort}：${steps.map((step, index) => `${step} ${counts[index] ?? 0}`).join('，')}`).join('；')} option={option} />}
      table={
        <div className="table-wrap">
          <table className="table">
            <thead><tr><th>{say.cohort}</th>{steps.map((step) => <th key={step} className="number">{step}</th>)}</tr></thead>
            <tbody>{funnel.rows.map(({ cohort, counts }) => <tr key={cohort}><td data-label={say.cohort}>{cohort}</td>{counts.map((count, index) => <td key={index} data-label={steps[index]} className="number">{count}</td>)}</tr>)}</tbody>
          </table>
        </div>
      }
    />
  );
}

const COLOURS = ['#b8122b', '#d9707f', '#7d8b99', '#c3ccd4'];

function optionOf({ rows }: FunnelView, steps: readonly string[]) {
  return {
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    legend: { top: 0, left: 0 },
    xAxis: { type: 'category', data: steps, axisLabel: { interval: 0, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1 },
    series: rows.slice(0, COLOURS.length).map(({ cohort, counts }, index) => ({ name: cohort, type: 'bar', data: counts, color: COLOURS[index], barMaxWidth: 26, label: { show: index === 0, position: 'top' } })),
  };
}
