import { PLAN_INDICATORS, PLAN_SETS, type SampleIndicator } from './plan-indicators';
import { SAMPLE_DISTRICT_ID } from './branches';

/** A record of the sample, to be added when it is missing. */
export interface SampleRecord {
  readonly registry: string;
  readonly id: string;
  readonly values: { readonly [field: string]: unknown };
}

const TOWNS = ['lianjing', 'liutang', 'sangyuan', 'lingwan', 'daoxiang', 'yunqiao', 'chenhui', 'hudang', 'xinyuan'];
const POPULATIONS = [
  { area: SAMPLE_DISTRICT_ID, kind: 'registered', value: 426_200, asOf: '2020-12-31', source: '按规划“8524人占2%”反算，口径待核' },
  { area: SAMPLE_DISTRICT_ID, kind: 'total', value: 412_600, asOf: '2020-12-31', source: '按规划“81704人占19.8%”反算，口径待核' },
  { area: SAMPLE_DISTRICT_ID, kind: 'students', value: 8_600, asOf: '2025-09-01', source: '示例值，待以教育统计替换' },
  { area: SAMPLE_DISTRICT_ID, kind: 'resident', value: 600_000, asOf: '2020-12-31', source: '示例值，待以统计公报替换' },
];
/** The last quarters of the plan's years, and the quarters of the next set that are over. */
const PLAN_YEARS = ['2021Q4', '2022Q4', '2023Q4', '2024Q4', '2025Q4'];
const NEXT_QUARTERS = ['2026Q1', '2026Q2', '2026Q3'];

/** Sets, indicators, reports, parts of targets and population bases of the sample district (示例). */
export function sampleIndicatorRecords(): SampleRecord[] {
  const sets = PLAN_SETS.map((values): SampleRecord => ({ registry: 'indicator-set', id: setId(values.code), values }));
  const populations = POPULATIONS.map((values): SampleRecord => ({ registry: 'population-base', id: `sample-${values.area}-${values.kind}`, values }));
  return [...sets, ...populations, ...PLAN_INDICATORS.flatMap(ofPlan), ...PLAN_INDICATORS.flatMap(ofNext)];
}

function ofPlan({ values, result }: SampleIndicator): SampleRecord[] {
  const id = indicatorId('14-5', values.code);
  const record: SampleRecord = { registry: 'indicator', id, values: defined({ ...values, set: setId('14-5'), baseDate: '2020-12-31', targetDate: '2025-12-31' }) };
  if (result === undefined) return [record];
  const steps = PLAN_YEARS.map((period, index) => ({ period, total: reached(values, result, index) }));
  return [record, ...steps.flatMap(({ period, total }) => reports(id, values, period, total))];
}

/** A yearly figure is about the same each year; an increase comes in fifths; a level climbs from its base. */
function reached({ targetKind, base }: SampleIndicator['values'], result: number, year: number): number {
  if (targetKind === 'yearly') return year === 4 ? result : Math.round(result * (0.9 + year * 0.025));
  if (targetKind === 'increase') return year === 4 ? tenths(result - 4 * tenths(result / 5)) : tenths(result / 5);
  const from = typeof base === 'number' ? base : 0;
  return tenths(Math.floor(from + ((result - from) * (year + 1)) / 5));
}

function ofNext({ values, next }: SampleIndicator): SampleRecord[] {
  if (next === undefined) return [];
  const id = indicatorId('15-5', values.code);
  const { targetText: _text, note: _note, ...kept } = values;
  const record: SampleRecord = { registry: 'indicator', id, values: defined({ ...kept, ...next.values, set: setId('15-5'), base: next.base, baseDate: '2025-12-31', targetDate: '2030-12-31', target: next.target }) };
  const values15 = next.quarters.flatMap((total, index) => reports(id, values, NEXT_QUARTERS[index] ?? '', total));
  return [record, ...values15, ...parts(id, values, next.target)];
}

/** What the towns report, or the district where towns have nothing to report. */
function reports(indicator: string, values: SampleIndicator['values'], period: string, total: number): SampleRecord[] {
  const ofTowns = byTowns(values) && Number.isInteger(total);
  const shares = ofTowns ? TOWNS.map((branchId, index) => ({ branchId, value: shareOf(total, index) })) : [{ branchId: SAMPLE_DISTRICT_ID, value: total }];
  return shares.map(({ branchId, value }) => ({ registry: 'indicator-value', id: `${indicator}-${branchId}-${period}`, values: { indicator, branchId, period, value, origin: 'entered', note: '示例' } }));
}

/** The district's target shared out to the towns; one of them is left a little short, so that the check has something to say. */
function parts(indicator: string, values: SampleIndicator['values'], target: number | undefined): SampleRecord[] {
  if (target === undefined || values['measure'] === 'ratio' || !byTowns(values)) return [];
  const short = values.code === 'EMG-4' ? 2 : 0;
  return TOWNS.map((branchId, index) => ({
    registry: 'target-split', id: `${indicator}-${branchId}`,
    values: { indicator, branchId, target: shareOf(target - short, index), agreement: `秀红责〔2026〕${index + 1}号（示例）`, signedOn: '2026-01-16' },
  }));
}

function byTowns(values: SampleIndicator['values']): boolean {
  return Array.isArray(values['kinds']) && values['kinds'].includes('镇');
}

/** A whole number over the towns, the first ones taking what does not divide. */
function shareOf(total: number, index: number): number {
  return Math.floor(total / TOWNS.length) + (index < total % TOWNS.length ? 1 : 0);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function setId(code: string): string {
  return `indicator-set-${code}`;
}

function indicatorId(set: string, code: string): string {
  return `indicator-${set}-${code}`;
}

function defined(values: SampleRecord['values']): SampleRecord['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
