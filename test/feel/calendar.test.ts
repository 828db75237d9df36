import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { addDays } from '../../feel/day';
import { addStatutoryDays, addWorkingDays, evaluateWithNotes, isWorkingDay, workingDaysBetween } from '../../feel/index';
import { LUNAR_FESTIVALS } from '../../feel/lunar-festivals';
import { publishedCalendar } from '../../feel/published-calendar';
import { CONTEXT, valueOf } from './support/evaluating';

const calendar = publishedCalendar();
/**
 * Prints the festivals of the years that it is given. A process of its own, in the district's zone: the library's functions
 * answer for the day before on machines west of Greenwich, and Intl's lunar calendar takes the new moon of 2027-02-06 23:56 for the day after.
 */
const LUNAR_CALENDAR = `
  const { getSolarDateFromLunar, getSolarTermDate } = require('chinese-days');
  const lunar = (year, day) => getSolarDateFromLunar(year + '-' + day).date;
  const festivals = (year) => [lunar(year, '01-01'), getSolarTermDate(Number(year), 4, 'pure_brightness'), lunar(year, '05-05'), lunar(year, '08-15')].map((date) => date.slice(5));
  console.log(JSON.stringify(Object.fromEntries(process.argv.slice(1).map((year) => [year, festivals(year)]))));
`;

const isWorked = (date: string): boolean => isWorkingDay(calendar, date).value;

test('2027-01-01 is no working day, and that is assumed', () => {
  expect(isWorkingDay(calendar, '2027-01-01')).toEqual({ value: false, assumedYears: ['2027'] });
});

test('the published table of 2026 is exact, make-up days included', () => {
  expect(calendar.years['2026']?.workdays).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  expect(isWorkingDay(calendar, '2026-09-20')).toEqual({ value: true, assumedYears: [] });
  expect(calendar.years['2027']).toBeUndefined();
});

test('国庆 2026 is skipped, and its make-up Saturday counts', () => {
  expect(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(isWorked)).not.toContain(true);
  expect(addWorkingDays(calendar, '2026-09-30', 1)).toEqual({ value: '2026-10-08', assumedYears: [] });
  expect(addWorkingDays(calendar, '2026-09-30', 3).value).toBe('2026-10-10');
  expect(addWorkingDays(calendar, '2026-09-30', 4).value).toBe('2026-10-12');
  expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-12').value).toBe(4);
  expect(addStatutoryDays(calendar, '2026-09-25', 7).value).toBe('2026-10-08');
});

test.each([
  ['元旦', '2027-01-01'],
  ['除夕', '2027-02-05'],
  ['春节', '2028-01-26'],
  ['清明', '2027-04-05'],
  ['劳动节', '2028-05-01'],
  ['端午', '2027-06-09'],
  ['中秋', '2027-09-15'],
  ['国庆', '2027-10-01'],
  ['a Sunday', '2027-03-07'],
])('in a year without a table %s (%s) is off', (_name, date) => {
  expect(isWorkingDay(calendar, date)).toEqual({ value: false, assumedYears: [date.slice(0, 4)] });
});

test('an ordinary day of a year without a table is worked, and assumed', () => {
  expect(isWorkingDay(calendar, '2027-03-08')).toEqual({ value: true, assumedYears: ['2027'] });
});

test('the lunar festivals agree with the lunar calendar of chinese-days', () => {
  const years = Object.keys(LUNAR_FESTIVALS);

  const expected: unknown = JSON.parse(execFileSync(process.execPath, ['-e', LUNAR_CALENDAR, ...years], { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Shanghai' } }));

  expect(LUNAR_FESTIVALS).toEqual(expected);
});

test('only years that were looked at count as assumed', () => {
  expect(addWorkingDays(calendar, '2026-12-30', 1).assumedYears).toEqual([]);
  expect(addWorkingDays(calendar, '2026-12-30', 2).assumedYears).toEqual(['2027']);
  expect(workingDaysBetween(calendar, '2026-12-30', '2028-01-03').assumedYears).toEqual(['2027', '2028']);
});

test('no days from a day off is the next working day, from a working day the day itself', () => {
  expect(addWorkingDays(calendar, '2026-10-01', 0).value).toBe('2026-10-08');
  expect(addWorkingDays(calendar, '2026-09-30', 0).value).toBe('2026-09-30');
});

test('days count backwards too', () => {
  expect(addWorkingDays(calendar, '2026-10-08', -1).value).toBe('2026-09-30');
  expect(workingDaysBetween(calendar, '2026-10-12', '2026-09-30').value).toBe(-4);
});

test.each([['2026-02-30', 1], ['soon', 1], ['2026-01-01', 1.5], ['2026-01-01', 1e9], ['2026-01-01', Number.NaN]])('%s and %s days are refused', (from, count) => {
  expect(() => addWorkingDays(calendar, from, count)).toThrow(RangeError);
});

const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2022-01-01', offset));
const count = fc.integer({ min: 1, max: 300 });

test('adding n working days ends on a working day with n working days between', () => {
  fc.assert(
    fc.property(day, count, (from, n) => {
      const end = addWorkingDays(calendar, from, n).value;
      return isWorked(end) && end > from && workingDaysBetween(calendar, from, end).value === n;
    }),
  );
});

test('one more working day is later, and a statutory period never ends on a day off or early', () => {
  fc.assert(
    fc.property(day, count, (from, n) => {
      const statutory = addStatutoryDays(calendar, from, n).value;
      return addWorkingDays(calendar, from, n + 1).value > addWorkingDays(calendar, from, n).value && isWorked(statutory) && statutory >= addDays(from, n);
    }),
  );
});

describe('in FEEL', () => {
  test.each([
    ['add working days(date("2026-09-30"), 3)', '2026-10-10'],
    ['add working days("2026-09-30T18:00:00Z", 1)', '2026-10-08'],
    ['working days between("2026-09-30", "2026-10-12")', 4],
    ['is working day(date("2026-10-10"))', true],
    ['add statutory days("2026-03-05", 30)', '2026-04-07'],
    ['end of day("2026-03-05")', '2026-03-05T23:59:59+08:00'],
    ['end of day(today())', '2026-03-02T23:59:59+08:00'],
    ['add working days(missing, 3)', null],
    ['working days between(today(), due) <= 3', true],
  ])('%s is %j', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test('an evaluation tells which years it had to assume', () => {
    expect(evaluateWithNotes('add working days("2026-12-30", 5)', {}, CONTEXT)).toMatchObject({ value: '2027-01-07', assumedYears: ['2027'] });
    expect(evaluateWithNotes('add working days("2026-03-02", 5)', {}, CONTEXT).assumedYears).toEqual([]);
  });
});
