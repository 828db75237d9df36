import { figureOf, quartersBetween, ratioOf, seriesOf, sumOf } from '../../registries/indicator-actual';

const reports = [
  { branchId: 'a', period: '2026Q1', value: 3 },
  { branchId: 'b', period: '2026Q1', value: 2 },
  { branchId: 'a', period: '2026Q2', value: 5 },
  { branchId: 'b', period: '2027Q1', value: 1 },
];
const quarters = ['2025Q4', '2026Q1', '2026Q2', '2027Q1'];

test('a level is what each branch reported last', () => {
  expect(seriesOf('level', reports, quarters)).toEqual([undefined, 5, 7, 6]);
});

test('an increase is everything that was added', () => {
  expect(seriesOf('increase', reports, quarters)).toEqual([undefined, 5, 10, 11]);
});

test('a yearly figure begins anew each year', () => {
  expect(seriesOf('yearly', reports, quarters)).toEqual([undefined, 5, 10, 1]);
});

test('nothing reported is no zero, and decimals add up as people write them', () => {
  expect(sumOf('level', [])).toBeUndefined();
  expect(sumOf('increase', [{ last: 0, sum: 0.1, sumOfYear: 0 }, { last: 0, sum: 0.2, sumOfYear: 0 }])).toBe(0.3);
  expect(figureOf('yearly', { last: 1, sum: 2, sumOfYear: 3 })).toBe(3);
});

test('a ratio without a base has no value', () => {
  expect(ratioOf(5, 0)).toBeNull();
  expect(ratioOf(5, undefined)).toBeNull();
  expect(ratioOf(undefined, 100)).toBeUndefined();
  expect(ratioOf(5, 100)).toBe(0.05);
});

test('quarters run over the end of a year', () => {
  expect(quartersBetween('2025Q3', '2026Q2')).toEqual(['2025Q3', '2025Q4', '2026Q1', '2026Q2']);
});
