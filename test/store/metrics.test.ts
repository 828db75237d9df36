import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countMetrics } from '../../activities/store/metrics';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import { metricDays } from '../../registries/metric-period';
import { funnelRows, metricValue, type MetricsDocument, type MetricValue } from '../../registries/metrics';
import donorMetrics from '../../registries/metrics/donor.metrics.json';
import supervisionMetrics from '../../registries/metrics/supervision.metrics.json';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor } from '../support/records';

const DONORS = donorMetrics as MetricsDocument;
const SUPERVISION = supervisionMetrics as MetricsDocument;
const IDS = ['donor', 'match-case', 'followup', 'inspection'];
const at = new Date('2026-12-31T01:00:00Z');
let store: TestStore;

type Values = { readonly [field: string]: unknown };
const donor = (more: Values): Values => ({ name: '示例', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '活跃', lastValidContactOn: '2026-06-01', ...more });
const closed = (more: Values): Values => ({ matchRefNo: 'x', donorId: 'd', receivedOn: '2026-02-01', status: '已结案', closedOn: '2026-05-01', reachedOn: '2026-02-02', daysToReached: 1, firstInTime: true, ...more });
const inspected = (branchId: string, quarter: string, scoredOn: string, visited: boolean): Values => ({ quarter, branchId, grade: '优', finalScore: 95, late: false, missing: false, capped: false, visited, findings: 0, scoredOn });
const refused = (exitStage: string, more: Values = {}): Values => closed({ outcome: '捐献者退出', donorRefused: true, exitStage, ...more });

const RECORDS: { readonly [registry: string]: readonly Values[] } = {
  donor: [
    ...Array.from({ length: 8 }, () => donor({})),
    donor({ status: '失联', lostOn: '2026-05-01', lastValidContactOn: '2024-06-01', tracedOn: '2026-05-01', traceResult: '失联' }),
    donor({ status: '失联', lostOn: '2025-05-01', lastValidContactOn: '2024-06-01' }),
    donor({ status: '退出', exitedOn: '2026-03-01' }),
    donor({ status: '退出', exitedOn: '2025-12-31' }),
    donor({ status: '身故', exitedOn: '2026-04-01' }),
    donor({ status: '超龄', exitedOn: '2027-01-01' }),
    donor({ status: '已入库', enrolledOn: '2026-01-20', storedOn: '2026-03-02', lastValidContactOn: undefined }),
    donor({ status: '登记', enrolledOn: '2026-01-20', storedOn: undefined, lastValidContactOn: undefined }),
    donor({ lastValidContactOn: '2025-11-01', tracedOn: '2026-07-01', traceResult: '找到' }),
  ],
  'match-case': [
    closed({ outcome: '捐献完成', ctConsentOn: '2026-02-10', checkedOn: '2026-03-01', checkResult: '合格', signedOn: '2026-03-10', mobilisedOn: '2026-03-20', daysToCtConsent: 9, daysToCollected: 48 }),
    refused('首次联系'),
    refused('高分辨同意前', { preventable: true, debriefedOn: '2026-03-01', daysToReached: 3 }),
    refused('高分辨后', { ctConsentOn: '2026-02-10', daysToCtConsent: 11, preventable: false, debriefedOn: '2026-03-01' }),
    refused('签署后', { ctConsentOn: '2026-02-10', checkedOn: '2026-03-01', checkResult: '合格', signedOn: '2026-03-10' }),
    closed({ outcome: '医学原因', exitStage: '高分辨后', ctConsentOn: '2026-02-10', checkedOn: '2026-03-01', checkResult: '不合格' }),
    closed({ outcome: '联系不上', exitStage: '首次联系', reachedOn: undefined, daysToReached: undefined, firstInTime: false }),
    closed({ outcome: '患者方取消', outsideCancel: true }),
    closed({ outcome: '捐献完成', closedOn: '2025-12-31', receivedOn: '2025-10-20' }),
    { ...closed({}), status: '进行中', closedOn: undefined },
  ],
  followup: [
    { donorId: 'd', point: '7天', scheduledOn: '2026-03-09', result: '已完成', inWindow: true },
    { donorId: 'd', point: '30天', scheduledOn: '2026-03-30', result: '未接通', inWindow: false },
    { donorId: 'd', point: '6个月', scheduledOn: '2026-09-02', result: '已退出随访', inWindow: true },
    { donorId: 'd', point: '第1年', scheduledOn: '2027-03-02', result: '已完成', inWindow: true },
  ],
  // A town that is visited each quarter, a village whose turn came in the second, and one that was inspected once and never visited.
  inspection: [
    inspected('town', '2026Q1', '2026-05-20', true), inspected('village', '2026Q1', '2026-05-20', false), inspected('gone', '2026Q1', '2026-05-20', false),
    inspected('town', '2026Q2', '2026-08-20', true), inspected('village', '2026Q2', '2026-08-20', true),
  ],
};

beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, IDS.map((id) => JSON.parse(readFileSync(join(__dirname, `../../registries/catalogue/${id}.registry.json`), 'utf8'))).map(parseRegistry), 'tester');
  const keeper = keeperFor(store);
  for (const [id, rows] of Object.entries(RECORDS)) {
    const registry = await store.registries.latest(id);
    if (registry === undefined) throw new Error(`"${id}" is not published`);
    for (const [index, values] of rows.entries()) {
      const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
      await keeper.save({ document: registry.document, id: `${id}-${index}`, changeId: `c${index}`, cause: { kind: 'changed', by: 'p', at }, change: () => known });
    }
  }
});
afterAll(() => store.drop());

async function figures(period: string, document = DONORS): Promise<ReadonlyMap<string, MetricValue>> {
  const days = metricDays(period, '2026-12-31');
  if (days === undefined) throw new Error('no period');
  const counts = await countMetrics(store, document, days);
  const stages = document.metrics.flatMap((metric) => (metric.kind === 'ratio' ? (metric.stages ?? []).map(({ id }) => [`${metric.id}/${id}`, metricValue(metric, counts, document, id)] as const) : []));
  return new Map([...document.metrics.map((metric) => [metric.id, metricValue(metric, counts, document)] as const), ...stages]);
}

const of = (values: ReadonlyMap<string, MetricValue>, id: string): string => `${values.get(id)?.n ?? '?'}/${values.get(id)?.of ?? '?'}`;

test('donors are counted as the definitions say', async () => {
  const year = await figures('2026');

  // Eight that are active, one that was found, one stored this year.
  expect(year.get('valid-pool')).toEqual({ n: 10 });
  // One lost and one that left this year; the deceased is no loss and leaves the denominator, who left last year is gone before.
  expect(of(year, 'loss-rate')).toBe('2/13');
  expect(of(year, 'lost-rate')).toBe('2/12');
  expect(of(year, 'contact-rate')).toBe('8/10');
  expect(of(year, 'trace-success')).toBe('1/2');
});

test('a loss counts in the period in which it happened', async () => {
  expect(of(await figures('2026Q2'), 'loss-rate')).toBe('1/13');
  expect(of(await figures('2025'), 'loss-rate')).toBe('2/15');
});

test('cases are counted when they are closed, without those that were ended from outside', async () => {
  const year = await figures('2026');

  expect(['refusal-rate', 'late-refusal', 'unreachable-rate', 'typing-consent', 'check-pass', 'donation-rate', 'first-contact-in-time', 'preventable'].map((id) => `${id} ${of(year, id)}`)).toEqual([
    'refusal-rate 4/6', 'late-refusal 1/2', 'unreachable-rate 1/7', 'typing-consent 4/6', 'check-pass 2/3', 'donation-rate 1/7', 'first-contact-in-time 6/7', 'preventable 1/2',
  ]);
  expect(year.get('refusal-rate')?.percent).toBeUndefined();
});

test('a refusal belongs to its stage, of the cases that came so far', async () => {
  const year = await figures('2026');

  expect(['first-contact', 'before-typing', 'after-typing', 'after-check', 'after-signing', 'after-mobilisation'].map((stage) => of(year, `refusal-by-stage/${stage}`))).toEqual(['1/7', '1/5', '1/4', '0/2', '1/2', '0/1']);
});

test('medians are of those that have the number', async () => {
  const year = await figures('2026');

  expect([year.get('days-to-reached')?.median, year.get('days-to-typing')?.median, year.get('days-to-collected')]).toEqual([1, 10, { n: 1, of: 1, median: 48 }]);
});

test('follow-ups count when they are due, without those who left', async () => {
  expect(of(await figures('2026'), 'follow-up-in-time')).toBe('1/2');
});

test('branches visited are of a quarter’s branches, and over a year each branch counts once', async () => {
  const visited = async (period: string): Promise<string> => of(await figures(period, SUPERVISION), 'visited');

  expect([await visited('2026Q2'), await visited('2026Q3'), await visited('2026')]).toEqual(['1/3', '2/2', '2/3']);
});

test('funnels follow each year’s cases and donors', async () => {
  const days = metricDays('2026', '2026-12-31');
  const counts = await countMetrics(store, DONORS, days ?? { today: '2026-12-31' });

  expect(DONORS.funnels.map((funnel) => funnelRows(funnel, counts))).toEqual([
    [{ cohort: '2026', counts: [7, 6, 4, 2, 2, 1, 1] }, { cohort: '2025', counts: [1, 1, 0, 0, 0, 0, 1] }],
    [{ cohort: '2026', counts: [2, 1, 1, 0] }, { cohort: '2024', counts: [15, 15, 9, 8] }],
  ]);
});

test('one aggregation is enough for a registry', async () => {
  const asked: string[] = [];
  const watched = { registries: store.registries, records: { ...store.records, aggregate: async <T>(registry: string, pipeline: readonly object[]) => (asked.push(registry), store.records.aggregate<T>(registry, pipeline)) } };

  await countMetrics(watched, DONORS, { today: '2026-12-31' });

  expect(asked.sort()).toEqual(['donor', 'followup', 'match-case']);
});
