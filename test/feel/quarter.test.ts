import fc from 'fast-check';
import { addDays } from '../../feel/day';
import { daysOfMonths, daysOfQuarter, quarterBefore, quarterOf } from '../../feel/quarter';

const day = fc.integer({ min: 0, max: 5000 }).map((offset) => addDays('2020-01-01', offset));

test('a day lies within its quarter, and the day before the quarter in the one before', () => {
  fc.assert(
    fc.property(day, (one) => {
      const { from, to } = daysOfQuarter(quarterOf(one));
      return from <= one && one <= to && quarterOf(addDays(from, -1)) === quarterBefore(quarterOf(one)) && quarterOf(addDays(to, 1)) !== quarterOf(one);
    }),
  );
});

test('a quarter ends with its last month', () => {
  expect([quarterOf('2026-09-30'), daysOfQuarter('2024Q1'), daysOfQuarter('2026Q4')]).toEqual(['2026Q3', { from: '2024-01-01', to: '2024-03-31' }, { from: '2026-10-01', to: '2026-12-31' }]);
  expect([quarterBefore('2026Q1'), daysOfMonths(2024, 2, 2)]).toEqual(['2025Q4', { from: '2024-02-01', to: '2024-02-29' }]);
});
