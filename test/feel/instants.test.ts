import { addIsoDuration, dueInstant, endOfDay, nextFiring, parseCycle } from '../../feel/index';

const ZONE = 'Asia/Shanghai';

test.each([
  ['2026-03-02', '2026-03-02T15:59:59.000Z'],
  ['2026-03-02T09:00:00', '2026-03-02T01:00:00.000Z'],
  ['2026-03-02T09:00', '2026-03-02T01:00:00.000Z'],
  ['2026-03-02T09:00:00+02:00', '2026-03-02T07:00:00.000Z'],
  ['2026-03-02T09:00:00.5Z', '2026-03-02T09:00:00.500Z'],
  ['2026-03-02T09:00:00@America/New_York', '2026-03-02T14:00:00.000Z'],
])('what is due at %s is due at %s', (value, instant) => {
  expect(dueInstant(value, ZONE)).toBe(instant);
});

test.each(['', 'tomorrow', '2026-02-30', '2026-03-02T25:00:00', '2026-03-02T09:00:00@Nowhere/Else', '09:00'])('"%s" is no due date', (value) => {
  expect(() => dueInstant(value, ZONE)).toThrow(RangeError);
});

test('a day ends in the zone, also where clocks change', () => {
  expect(endOfDay('2026-03-02', ZONE)).toBe('2026-03-02T23:59:59+08:00');
  expect(endOfDay('2026-03-08', 'America/New_York')).toBe('2026-03-08T23:59:59-04:00');
  expect(dueInstant('1989-06-01', ZONE)).toBe('1989-06-01T14:59:59.000Z');
});

test.each([
  ['PT10H', '2026-01-31T10:00:00.000Z'],
  ['P1M', '2026-02-28T00:00:00.000Z'],
  ['P2W', '2026-02-14T00:00:00.000Z'],
  ['-P1D', '2026-01-30T00:00:00.000Z'],
  ['P1DT2H', '2026-02-01T02:00:00.000Z'],
])('%s after 2026-01-31T00:00Z is %s', (duration, instant) => {
  expect(addIsoDuration('2026-01-31T00:00:00Z', duration, ZONE)).toBe(instant);
});

test('a day keeps the wall clock where clocks change, 24 hours do not', () => {
  expect(addIsoDuration('2026-03-07T17:00:00Z', 'P1D', 'America/New_York')).toBe('2026-03-08T16:00:00.000Z');
  expect(addIsoDuration('2026-03-07T17:00:00Z', 'PT24H', 'America/New_York')).toBe('2026-03-08T17:00:00.000Z');
});

describe('cycles', () => {
  const firings = (text: string, most: number): string[] => {
    const cycle = parseCycle(text, ZONE);
    const all: string[] = [];
    for (let next = nextFiring(cycle, '2026-03-02T00:00:00.000Z', ZONE, 0); next !== undefined && all.length < most; next = nextFiring(cycle, '2099-01-01T00:00:00Z', ZONE, all.length, next)) all.push(next);
    return all;
  };

  test('of a number of times come to an end', () => {
    expect(firings('R3/PT10H', 9)).toEqual(['2026-03-02T10:00:00.000Z', '2026-03-02T20:00:00.000Z', '2026-03-03T06:00:00.000Z']);
    expect(firings('R0/PT10H', 9)).toEqual([]);
  });

  test('without a number go on', () => {
    expect(firings('R/P1D', 2)).toEqual(['2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z']);
  });

  test('with a start begin there, and keep to its schedule', () => {
    expect(firings('R2/2026-03-10T09:00:00/P1M', 9)).toEqual(['2026-03-10T01:00:00.000Z', '2026-04-10T01:00:00.000Z']);
    expect(firings('R1/2026-03-10/P1D', 9)).toEqual(['2026-03-09T16:00:00.000Z']);
  });

  test.each([
    ['0 0 9 * * *', 'cron expressions are not supported'],
    ['@daily', 'cron expressions are not supported'],
    ['R/PT0S', 'repeats without a pause'],
    ['R/-P1D', 'repeats without a pause'],
    ['R3', 'it needs a duration'],
    ['PT10H', 'is not a cycle'],
    ['R/soon/P1D', 'is not a date and time'],
    ['R/P1X', 'is not an ISO 8601 duration'],
  ])('"%s" is refused', (text, reason) => {
    expect(() => parseCycle(text, ZONE)).toThrow(reason);
  });
});
