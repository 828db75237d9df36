import { daysOfPeriod } from '../../registries/metric-period';
import { metricProblems } from '../../registries/metric-problems';
import { countsOf, funnelRows, meanOf, medianOf, metricValue, type Counts, type Metric, type MetricsDocument } from '../../registries/metrics';
import donorMetrics from '../../registries/metrics/donor.metrics.json';
import supervisionMetrics from '../../registries/metrics/supervision.metrics.json';
import { shippedRegistry } from '../processes/support/registry-world';

const DONORS = donorMetrics as MetricsDocument;
const registries = new Map(['donor', 'contact-log', 'match-case', 'followup'].map((id) => [id, shippedRegistry(id)]));

const counted = (numbers: { readonly [name: string]: number }): Counts => ({ count: (name) => numbers[name] ?? 0, numbers: () => [], years: () => ({}) });
const RATIO: Metric = { id: 'r', kind: 'ratio', title: { zh: '比率' }, definition: { zh: '分子÷分母' }, registry: 'donor', denominator: [], numerator: [{ field: 'status', op: 'is', value: '失联' }], stages: [{ id: 's', title: { zh: '阶段' }, denominator: [], numerator: [] }] };

test('the donors’ metrics count fields that there are, in both languages', () => {
  expect(metricProblems(DONORS, registries)).toEqual([]);
  expect([...DONORS.metrics, ...DONORS.funnels].filter(({ title, definition }) => title.en === undefined || definition.en === undefined || !/\p{Script=Han}/u.test(definition.zh))).toEqual([]);
});

test('every metric of the domain is there', () => {
  expect(DONORS.metrics.map(({ id }) => id)).toEqual([
    'valid-pool', 'loss-rate', 'lost-rate', 'contact-rate', 'trace-success', 'refusal-rate', 'refusal-by-stage', 'late-refusal', 'unreachable-rate', 'typing-consent', 'check-pass', 'donation-rate',
    'first-contact-in-time', 'days-to-reached', 'days-to-typing', 'days-to-collected', 'follow-up-in-time', 'preventable',
  ]);
  const byStage = DONORS.metrics.find(({ id }) => id === 'refusal-by-stage');
  expect(byStage?.kind === 'ratio' ? byStage.stages?.map(({ title }) => title.zh) : []).toEqual(['首次联系', '高分辨同意前', '高分辨后', '体检后', '签署后', '动员后']);
});

test('a share of fewer than ten has no percentage, one of none has nothing to divide by', () => {
  expect(metricValue(RATIO, counted({ 'r/n': 1, 'r/of': 9 }), DONORS)).toEqual({ n: 1, of: 9 });
  expect(metricValue(RATIO, counted({ 'r/n': 1, 'r/of': 10 }), DONORS)).toEqual({ n: 1, of: 10, percent: 10 });
  expect(metricValue(RATIO, counted({ 'r/n': 1, 'r/of': 3 }), { hidePercentBelow: 0 })).toEqual({ n: 1, of: 3, percent: 33.3 });
  expect(metricValue(RATIO, counted({}), { hidePercentBelow: 0 })).toEqual({ n: 0, of: 0 });
});

test('a stage narrows both sides of the share', () => {
  const metric = DONORS.metrics.find(({ id }) => id === 'refusal-by-stage');
  const counts = metric === undefined ? [] : countsOf({ ...DONORS, metrics: [metric], funnels: [] });
  const numerator = counts.find(({ name }) => name === 'refusal-by-stage/after-signing/n');

  expect(numerator?.where).toEqual(expect.arrayContaining([{ field: 'donorRefused', op: 'is', value: true }, { field: 'signedOn', op: 'filled' }, { field: 'exitStage', op: 'is', value: '签署后' }]));
  expect(metricValue(RATIO, counted({ 'r/s/n': 2, 'r/s/of': 20 }), DONORS, 's')).toEqual({ n: 2, of: 20, percent: 10 });
});

test('the inspections’ metrics count fields that there are, in both languages', () => {
  const document = supervisionMetrics as MetricsDocument;

  expect(metricProblems(document, new Map(['inspection', 'finding', 'accountability'].map((id) => [id, shippedRegistry(id)])))).toEqual([]);
  expect(document.metrics.filter(({ title, definition }) => title.en === undefined || definition.en === undefined || !/\p{Script=Han}/u.test(definition.zh))).toEqual([]);
});

test('a mean comes with its standard deviation, and of nothing there is none', () => {
  expect([meanOf([2, 4, 4, 4, 5, 5, 7, 9]), meanOf([])]).toEqual([{ mean: 5, deviation: 2 }, {}]);
});

test('the median is the middle one, or the mean of two', () => {
  expect([medianOf([48]), medianOf([9, 1, 5]), medianOf([1, 10, 2, 4]), medianOf([])]).toEqual([48, 5, 3, undefined]);
});

test('a funnel has a row for each cohort, the newest first, with nought where nobody came so far', () => {
  const [funnel] = DONORS.funnels;
  if (funnel === undefined) throw new Error('no funnel');
  const years: { readonly [name: string]: Record<string, number> } = { 'cases/received': { 2025: 3, 2026: 2 }, 'cases/reached': { 2025: 2 } };

  expect(funnelRows(funnel, { count: () => 0, numbers: () => [], years: (name) => years[name] ?? {} })).toEqual([
    { cohort: '2026', counts: [2, 0, 0, 0, 0, 0, 0] },
    { cohort: '2025', counts: [3, 2, 0, 0, 0, 0, 0] },
  ]);
});

test('periods are years, quarters and months', () => {
  expect(['2026', '2026Q1', '2024-02', '2026Q4', '2026Q5', 'x'].map(daysOfPeriod)).toEqual([
    { from: '2026-01-01', to: '2026-12-31' }, { from: '2026-01-01', to: '2026-03-31' }, { from: '2024-02-01', to: '2024-02-29' }, { from: '2026-10-01', to: '2026-12-31' }, undefined, undefined,
  ]);
});

test('metrics over what is not there are refused', () => {
  const odd = (metric: object): MetricsDocument => ({ ...DONORS, metrics: [{ id: 'x', title: { zh: '示例' }, definition: { zh: '示例' }, registry: 'donor', kind: 'count', where: [], ...metric } as Metric], funnels: [] });
  const messages = (document: MetricsDocument) => metricProblems(document, registries).map(({ message }) => message);

  expect(messages(odd({ registry: 'nowhere' }))).toEqual(['there is no registry "nowhere"']);
  expect(messages(odd({ where: [{ anyOf: [[{ field: 'colour', op: 'filled' }]] }] }))).toEqual(['the registry has no field "colour"']);
  expect(messages(odd({ kind: 'median', field: 'status', unit: { zh: '天' } }))).toEqual(['"status" is no integer or number that may be counted']);
});
