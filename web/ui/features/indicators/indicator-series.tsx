import { useMemo } from 'react';
import type { IndicatorDetail } from '../../../api/indicator-contract';
import { segment } from '../../components/api/request';
import { Chart } from '../../components/chart/chart';
import { ChartOrTable } from '../../components/chart/chart-or-table';
import { useSay, useTexts } from '../../components/language/language';
import { figure } from './figures';
import { texts } from './texts';

/** How the figure came along by quarter, beside what would have been in time. */
export function IndicatorSeries({ indicator }: { readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const option = useMemo(() => optionOf(indicator, [say.actual, say.expected, say.target]), [indicator, say]);
  const last = indicator.series.at(-1);
  return (
    <ChartOrTable
      excel={`/api/indicators/${segment(indicator.id)}/export`}
      chart={<Chart label={`${local(indicator.name)} ${say.series} ${last?.period ?? ''} ${figure(indicator, last?.actual)}`} option={option} />}
      table={
        <table className="table">
          <thead><tr><th>{say.period}</th><th className="number">{say.actual}</th><th className="number">{say.expected}</th></tr></thead>
          <tbody>{indicator.series.map(({ period, actual, expected }) => <tr key={period}><td data-label={say.period}>{period}</td><td data-label={say.actual} className="number">{figure(indicator, actual)}</td><td data-label={say.expected} className="number">{figure(indicator, expected)}</td></tr>)}</tbody>
        </table>
      }
    />
  );
}

function optionOf(indicator: IndicatorDetail, [actual, expected, target]: readonly [string, string, string]) {
  const show = (value: number | null | undefined): string => figure(indicator, value);
  return {
    grid: { left: 8, right: 90, top: 36, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: show },
    legend: { top: 0, left: 0, data: [actual, expected] },
    xAxis: { type: 'category', data: indicator.series.map(({ period }) => period) },
    // The target is always in view: how far it is away is what people look for.
    yAxis: { type: 'value', axisLabel: { formatter: show }, ...(indicator.target === undefined ? {} : { max: ({ max }: { readonly max: number }) => Math.max(max, indicator.target ?? 0) }) },
    series: [
      {
        name: actual, type: 'line', data: indicator.series.map((point) => point.actual ?? null), connectNulls: true, symbolSize: 7, lineStyle: { width: 3 }, color: '#b8122b',
        ...(indicator.target === undefined ? {} : { markLine: { silent: true, symbol: 'none', label: { formatter: `${target} ${show(indicator.target)}` }, lineStyle: { color: '#26323d', type: 'dashed' }, data: [{ yAxis: indicator.target }] } }),
      },
      { name: expected, type: 'line', data: indicator.series.map((point) => point.expected ?? null), symbol: 'none', lineStyle: { type: 'dotted', width: 2 }, color: '#7d8b99' },
    ],
  };
}
