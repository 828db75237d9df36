import { byCycle, onceAt } from '../../client/schedule-spec';

const published = new Date('2026-02-10T03:04:05Z');
const zone = 'Asia/Shanghai';

test('every three months from a day follows the calendar of the district', () => {
  const { spec, times } = byCycle('R/2026-01-05T09:00:00+08:00/P3M', zone, published);

  expect(times).toBeUndefined();
  expect(spec).toMatchObject({ timezone: zone, calendars: [{ month: ['JANUARY', 'APRIL', 'JULY', 'OCTOBER'], dayOfMonth: 5, hour: 9, minute: 0, second: 0 }] });
});

test('every five years names the years', () => {
  const { spec } = byCycle('R/2026-12-01T08:00:00+08:00/P5Y', zone, published);

  expect(spec.calendars).toMatchObject([{ year: { start: 2026, step: 5 }, month: ['DECEMBER'], dayOfMonth: 1, hour: 8 }]);
});

test('a cycle without a start counts from when it was published, so often as it says', () => {
  const { spec, times } = byCycle('R3/P1D', zone, published);

  expect(times).toBe(3);
  expect(spec).toMatchObject({ intervals: [{ every: 86_400_000, offset: published.getTime() % 86_400_000 }], startAt: new Date(published.getTime() + 1) });
});

test('a date is one start at that instant', () => {
  expect(onceAt('2030-03-01T01:00:00.000Z')).toMatchObject({ times: 1, spec: { timezone: 'UTC', calendars: [{ year: 2030, month: 'MARCH', dayOfMonth: 1, hour: 1 }] } });
});

test.each([
  ['R/2026-01-31T09:00:00+08:00/P1M', 'not every month has it'],
  ['R/2026-01-05T09:00:00+08:00/P5M', 'must divide a year'],
  ['R/2026-01-05T09:00:00+08:00/P1M1D', 'give whole months'],
])('%s is refused, with the reason', (cycle, reason) => {
  expect(() => byCycle(cycle, zone, published)).toThrow(reason);
});
