import { useMemo } from 'react';
import type { OverviewGroup } from '../../../api/campaign-contract';
import { Chart } from '../../components/chart/chart';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const ROW = 34;

/** The inspection by town as stacked bars; the table below has the same figures. */
export function TownChart({ groups }: { readonly groups: readonly OverviewGroup[] }) {
  const say = useTexts(texts);
  const option = useMemo(() => optionOf(groups, [say.done, say.onTime, say.late, say.untouched]), [groups, say]);
  if (groups.every(({ cycle }) => cycle.done + cycle.running === 0)) return null;
  return <Chart label={`${say.chart}：${groups.map(({ title, cycle }) => `${title} ${say.done} ${cycle.done} ${say.late} ${cycle.late}`).join('；')}`} option={option} height={groups.length * ROW + 60} />;
}

function optionOf(groups: readonly OverviewGroup[], [done, onTime, late, untouched]: readonly [string, string, string, string]) {
  const rows = [...groups].reverse();
  const bar = (name: string, color: string, value: (group: OverviewGroup) => number) => ({ name, color, type: 'bar', stack: 'all', barMaxWidth: 18, data: rows.map(value) });
  return {
    grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    legend: { top: 0, left: 0 },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: { type: 'category', data: rows.map(({ title }) => title) },
    series: [
      bar(done, '#2f7d52', ({ cycle }) => cycle.done),
      bar(onTime, '#9fc3e6', ({ cycle }) => Math.max(0, cycle.running - cycle.late - cycle.untouched)),
      bar(late, '#c9303c', ({ cycle }) => cycle.late),
      bar(untouched, '#d8dee4', ({ cycle }) => cycle.untouched),
    ],
  };
}
