import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { seedRecords } from '../../activities/sample-records';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { IndicatorDetail, IndicatorOverview } from '../../web/api/indicator-contract';
import { startPortal, type TestPortal } from './support/portal';

const NAMES = ['indicator-set', 'indicator', 'indicator-value', 'target-split', 'population-base', 'aed'];
let portal: TestPortal;
const set = { registry: 'indicator-set', id: 'set', values: { code: 'S-1', name: '示例指标', from: '2026-01-01', until: '2029-12-31', status: 'current', source: '示例', yellowLag: 10, redLag: 20 } };
const indicator = (id: string, values: object) => ({ registry: 'indicator', id, values: { set: 'set', code: 'AID-7', name: '公共场所AED', group: 'first-aid', measure: 'number', unit: '台', targetKind: 'level', target: 40, targetDate: '2029-12-31', direction: 'up', scope: 'district_total', numerator: { from: 'reported' }, ...values } });
const report = (name: string, branchId: string, period: string, value: number) => ({ registry: 'indicator-value', id: `${name}-${branchId}-${period}`, values: { indicator: name, branchId, period, value, origin: 'self-report' } });
const device = (id: string, branchId: string, installedOn: string) => ({ registry: 'aed', id, values: { serial: id, place: '大厅', publicPlace: true, installedOn, padsUntil: '2029-01-01', batteryUntil: '2029-01-01', branchId, status: '在用' } });

beforeAll(async () => {
  portal = await startPortal({ worker: false, now: () => new Date('2027-12-31T02:00:00Z') });
  const { root, town, village, otherTown } = portal.district;
  await publishRegistries(portal.store, NAMES.map((name) => JSON.parse(readFileSync(join(__dirname, `../../registries/catalogue/${name}.registry.json`), 'utf8')) as unknown).map(parseRegistry), 'tester');
  await seedRecords(portal.store, [
    set, indicator('aed', {}), indicator('trained', { code: 'AID-3', name: '新增救护员', measure: 'ratio', targetKind: 'yearly', target: 0.002, population: 'registered' }), indicator('words', { code: 'PUB-1', name: '宣传', target: undefined, targetText: '开展宣传' }),
    indicator('hung', { code: 'AID-8', name: '在用AED', numerator: { from: 'records', registry: 'aed', where: [{ field: 'status', op: 'is', value: '在用' }, { field: 'installedOn', op: 'until', value: '$to' }] } }),
    device('a', town, '2026-02-10'), device('b', village, '2026-12-31'), device('c', otherTown, '2027-07-01'), { ...device('d', town, '2026-02-10'), values: { ...device('d', town, '2026-02-10').values, status: '报废' } },
    report('aed', town, '2026Q4', 3), report('aed', town, '2027Q2', 8), report('aed', village, '2027Q1', 4), report('aed', otherTown, '2027Q3', 6), report('aed', otherTown, '2028Q1', 90),
    report('trained', town, '2026Q4', 500), report('trained', town, '2027Q1', 100), report('trained', otherTown, '2027Q3', 60),
    { registry: 'population-base', id: 'p', values: { area: root, kind: 'registered', value: 100_000, asOf: '2026-01-01', source: '示例' } },
  ], new Date());
});
afterAll(() => portal.close());

const overview = async (login: Parameters<TestPortal['as']>[0], query = '') => (await (await portal.as(login)).get<IndicatorOverview>(`/api/indicators${query}`)).body;

test('the district sees every indicator with what was reached by today, and how far behind time that is', async () => {
  const { rows, lights, set: running } = await overview('lead');

  expect(running?.id).toBe('set');
  expect(rows.map(({ id, actual, standing }) => [id, actual, standing.light])).toEqual([['trained', 0.0016, 'behind'], ['aed', 18, 'on-time'], ['hung', 3, 'far-behind'], ['words', undefined, 'no-target']]);
  expect(lights).toEqual({ behind: 1, 'on-time': 1, 'far-behind': 1, 'no-target': 1 });
  expect(rows[0]).toMatchObject({ numerator: 160, denominator: { value: 100_000, kind: { zh: '户籍人口' } } });
});

test('a town sees itself and what lies under it, and nothing else', async () => {
  const own = await overview('townSecretary');
  const other = await (await portal.as('townSecretary')).get(`/api/indicators?branch=${portal.district.otherTown}`);

  expect(own.branch?.id).toBe(portal.district.town);
  expect(own.rows.find(({ id }) => id === 'aed')?.actual).toBe(12);
  expect(other.status).toBe(404);
});

test('an indicator shows its course by quarter, and each report behind its number', async () => {
  const { body } = await (await portal.as('board')).get<IndicatorDetail>('/api/indicators/aed');

  expect(body.series.map(({ period, actual }) => [period, actual])).toEqual([['2026Q1', undefined], ['2026Q2', undefined], ['2026Q3', undefined], ['2026Q4', 3], ['2027Q1', 7], ['2027Q2', 12], ['2027Q3', 18], ['2027Q4', 18]]);
  expect(body.series.at(-1)?.expected).toBeCloseTo(20, 0);
  expect(body.branches).toEqual(expect.arrayContaining([expect.objectContaining({ branch: expect.objectContaining({ id: portal.district.town, kind: '镇' }), actual: 8, report: expect.objectContaining({ period: '2027Q2', origin: 'self-report' }) })]));
  expect(body.may.split).toBe(false);
});

test('an indicator that is counted from a register has a course too, where it is asked as of a day, and for a town alone', async () => {
  const { body } = await (await portal.as('board')).get<IndicatorDetail>('/api/indicators/hung');
  const { body: own } = await (await portal.as('townSecretary')).get<IndicatorDetail>('/api/indicators/hung');

  expect(body.series.map(({ actual }) => actual)).toEqual([1, 1, 1, 2, 2, 2, 3, 3]);
  expect(own.series.map(({ actual }) => actual)).toEqual([1, 1, 1, 2, 2, 2, 2, 2]);
  expect([body.actual, own.actual]).toEqual([3, 2]);
});

test('a target is shared out, checked against the whole, and every change is on record', async () => {
  const lead = await portal.as('lead');
  const share = (parts: object[], key = randomUUID()) => lead.send<IndicatorDetail>('PUT', '/api/indicators/aed/split', { parts }, { 'idempotency-key': key });
  const { town, otherTown } = portal.district;

  const first = await share([{ branchId: town, target: 25, agreement: '示例1号' }, { branchId: otherTown, target: 10 }]);
  const second = await share([{ branchId: town, target: 40, agreement: '示例1号' }]);

  expect(first.body.split).toEqual({ sum: 35, target: 40, difference: -5, parts: 2 });
  expect(first.body.branches.find(({ branch }) => branch.id === town)).toMatchObject({ actual: 12, part: { target: 25, agreement: '示例1号' }, standing: { light: 'on-time' } });
  expect(second.body.split).toEqual({ sum: 40, target: 40, difference: 0, parts: 1 });
  expect(second.body.changes[0]).toMatchObject({ by: { id: 'person-lead' }, changes: [{ field: 'target', from: 25, to: 40 }] });
  expect((await overview('townSecretary')).rows.find(({ id }) => id === 'aed')).toMatchObject({ target: 40, actual: 12 });
});

test('who does not answer for the plan cannot share it out, and a branch has one part', async () => {
  const parts = [{ branchId: portal.district.town, target: 1 }];
  const refused = await (await portal.as('inspector')).send('PUT', '/api/indicators/aed/split', { parts }, { 'idempotency-key': randomUUID() });
  const twice = await (await portal.as('lead')).send('PUT', '/api/indicators/aed/split', { parts: [...parts, ...parts] }, { 'idempotency-key': randomUUID() });
  const volunteer = await (await portal.as('volunteer')).get('/api/indicators');

  expect([refused.status, twice.status, volunteer.status]).toEqual([403, 400, 403]);
});

test('what the page shows can be had as a workbook', async () => {
  const { cookie } = await portal.as('lead');
  const rowsOf = async (path: string) => (await readXlsxFile(Buffer.from(await (await fetch(`${portal.origin}${path}`, { headers: { cookie } })).arrayBuffer())))[0]?.data ?? [];

  expect((await rowsOf('/api/indicators/export')).map((row) => row[0])).toEqual(['编号', 'AID-3', 'AID-7', 'AID-8', 'PUB-1']);
  expect((await rowsOf('/api/indicators/aed/export')).at(-1)?.slice(0, 2)).toEqual(['2027Q4', 18]);
});

test('before any set is entered the page says so instead of failing', async () => {
  const { rows, set: none } = await overview('admin', '?asOf=2020-01-01&set=missing');

  expect(none?.id).toBe('set');
  expect(rows.find(({ id }) => id === 'aed')?.actual).toBeUndefined();
});
