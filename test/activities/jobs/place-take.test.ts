import { jobRunner } from '../../../activities/jobs';
import { publishRegistries } from '../../../activities/store/publish-registry';
import { addWorkingDays } from '../../../feel';
import { publishedCalendar } from '../../../feel/published-calendar';
import type { Variables } from '../../../feel/types';
import { shippedRegistry } from '../../processes/support/registry-world';
import { openStore, type TestStore } from '../../support/mongo';
import { keeperFor, nobody } from '../../support/records';

const PER_DAY = 20;
const TODAY = '2026-03-02';
const calendar = publishedCalendar();
const dayOf = (n: number): string => addWorkingDays(calendar, TODAY, n).value;

let store: TestStore;
let now = `${TODAY}T02:00:00Z`;
let run: (type: string, variables: Variables) => Promise<Variables>;
beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, [shippedRegistry('donor')], 'tester');
  const runner = jobRunner({ store, instances: nobody, httpHosts: [], now: () => new Date(now), records: keeperFor(store) });
  run = (type, variables) => runner({ instanceId: 'i1', processId: 'p', elementId: 'spread', jobId: 'i1/spread/1/1', type, headers: {}, variables });
});
beforeEach(async () => {
  now = `${TODAY}T02:00:00Z`;
  await store.places.model.deleteMany({});
});
afterAll(() => store.drop());

const take = async (holder: string, urgency = 0, day = TODAY): Promise<string> => String((await run('place.take', { queue: 'calls', holder, day, perDay: PER_DAY, urgency }))['day']);
const counts = async (): Promise<Record<string, number>> => {
  const days = await store.places.find({ day: { $exists: true } }, { sort: { day: 1 } });
  return days.reduce<Record<string, number>>((sums, { day = '' }) => ({ ...sums, [day]: (sums[day] ?? 0) + 1 }), {});
};

test('those who come one by one on a day fill it, and then the next working day; who asks again keeps the day', async () => {
  const days: string[] = [];
  for (let n = 0; n < 30; n += 1) days.push(await take(`d${n}`));

  expect(days).toEqual([...Array<string>(20).fill(TODAY), ...Array<string>(10).fill(dayOf(1))]);
  expect(await Promise.all([take('d3'), take('d29')])).toEqual([TODAY, dayOf(1)]);
  expect(await counts()).toEqual({ [TODAY]: 20, [dayOf(1)]: 10 });
});

test('however many come at once, in several processes, no day has more than its number', async () => {
  const other = await openStore(store.connection.name);
  const runner = jobRunner({ store: other, instances: nobody, httpHosts: [], now: () => new Date(now), records: keeperFor(other) });
  const elsewhere = (holder: string, urgency: number) => runner({ instanceId: 'i2', processId: 'p', elementId: 'spread', jobId: 'i2/spread/1/1', type: 'place.take', headers: {}, variables: { queue: 'calls', holder, day: TODAY, perDay: PER_DAY, urgency } });

  await Promise.all(Array.from({ length: 130 }, (_, n) => (n % 2 === 0 ? take(`d${n}`, n % 3) : elsewhere(`d${n}`, n % 3))));
  await other.close();

  const found = await counts();
  expect(Math.max(...Object.values(found))).toBe(PER_DAY);
  expect(found[TODAY]).toBe(PER_DAY);
});

test('who is more urgent gets a later day’s place of who is least, who is given another day when it comes; today’s are kept', async () => {
  for (let n = 0; n < 2 * PER_DAY; n += 1) await take(`d${n}`, n === 25 ? 1 : 2);

  const urgent = await take('urgent', 5);
  now = `${dayOf(1)}T02:00:00Z`;
  const [moved, kept] = [await take('d25', 1, dayOf(1)), await take('d26', 2, dayOf(1))];

  expect([urgent, moved, kept]).toEqual([dayOf(1), dayOf(2), dayOf(1)]);
  expect(await counts()).toEqual({ [TODAY]: 20, [dayOf(1)]: 20, [dayOf(2)]: 1 });
});

test('thousands of donors of an import are called a few a day, the most urgent first, with no day left out', async () => {
  const donors = 2_000;
  const document = shippedRegistry('donor');
  const rows = Array.from({ length: donors }, (_, n) => ({ recordId: `d${n}`, values: { name: '示例', status: '活跃', enrolledOn: '2015-03-01', branchId: 'lianjing', ambivalence: n % 4, movedAway: n % 3 === 0, familySupport: n % 5 === 0 ? '反对' : '支持' } }));
  for (let from = 0; from < donors; from += 500) await store.records.writeMany(document, rows.slice(from, from + 500), { kind: 'imported', by: 'tester', at: new Date(now), importId: 'i' }, `part-${from}`);
  const waiting = rows.map(({ recordId }) => recordId);
  const points = new Map((await store.records.of('donor').find({})).map(({ _id, scores }) => [_id, scores?.['priority']?.points ?? 0]));
  const begin = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const { total } = await run('record.find', { registry: 'donor', sort: '-score.priority', earlierThan: id, where: { status: '活跃' }, limit: 1 });
      await take(id, points.get(id), dayOf(Math.floor(Number(total) / PER_DAY)));
    }
  };

  await Promise.all(Array.from({ length: 8 }, begin));

  const days = Array.from({ length: donors / PER_DAY }, (_, n) => dayOf(n));
  expect(await counts()).toEqual(Object.fromEntries(days.map((day) => [day, PER_DAY])));
  const urgencies = (await store.places.find({}, { sort: { day: 1, urgency: -1 } })).map(({ urgency }) => urgency);
  expect(urgencies).toEqual([...urgencies].sort((a, b) => b - a));
});

test('what is no number of places, or no day, is refused', async () => {
  await expect(run('place.take', { queue: 'calls', holder: 'd', day: TODAY, perDay: 0 })).rejects.toThrow('needs a whole number above 0 as its input "perDay"');
  await expect(run('place.take', { queue: 'calls', holder: 'd', day: 'soon', perDay: 1 })).rejects.toThrow('needs a date as its input "day"');
});
