import type { IndicatorDetail, IndicatorOverview, IndicatorRow } from '../indicator-contract';
import { workbook, type Column } from '../workbook';

const LIGHTS: Readonly<Record<IndicatorRow['standing']['light'], string>> = {
  'on-time': '达到进度', behind: '落后（黄灯）', 'far-behind': '严重落后（红灯）', met: '已完成', missed: '未完成', 'no-target': '无数值目标', 'no-figure': '未填报', 'not-applicable': '不适用',
};

const ROWS: readonly Column<IndicatorRow>[] = [
  { title: '编号', width: 10, value: (row) => row.code },
  { title: '指标', width: 30, value: (row) => row.name.zh },
  { title: '类别', width: 14, value: (row) => row.group.title.zh },
  { title: '目标', width: 14, value: (row) => row.target },
  { title: '目标原文', width: 40, value: (row) => row.targetText },
  { title: '目标日期', width: 14, value: (row) => row.targetDate },
  { title: '实际', width: 14, value: (row) => row.actual ?? undefined },
  { title: '分子', width: 12, value: (row) => row.numerator },
  { title: '分母', width: 12, value: (row) => row.denominator?.value },
  { title: '单位', width: 8, value: (row) => (row.measure === 'ratio' ? '比例' : row.unit) },
  { title: '完成率', width: 10, value: (row) => row.standing.completion },
  { title: '时间进度', width: 10, value: (row) => row.standing.elapsed },
  { title: '时序偏差', width: 10, value: (row) => row.standing.lag },
  { title: '状态', width: 18, value: (row) => LIGHTS[row.standing.light] },
];

/** Every indicator of an overview, a line each. */
export function overviewWorkbook(overview: IndicatorOverview): Promise<Buffer> {
  return workbook('规划指标', ROWS, overview.rows);
}

/** One indicator's course by quarter. */
export function seriesWorkbook(detail: IndicatorDetail): Promise<Buffer> {
  return workbook(detail.code, [
    { title: '期间', width: 12, value: (point) => point.period },
    { title: '实际', width: 14, value: (point) => point.actual },
    { title: '按时序应达到', width: 16, value: (point) => point.expected },
  ], detail.series);
}
