import { districtDay, districtDayOf } from '../../activities/store/district-day';

test('the district’s day begins at midnight there, whatever zone the machine is in', () => {
  expect(districtDay(new Date('2026-12-31T15:59:59Z'))).toBe('2026-12-31');
  expect(districtDay(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
});

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026-03-02T15:59:59Z', '2026-03-02'],
  ['2026-03-02T16:00:00.000Z', '2026-03-03'],
  ['2026-03-02T23:30:00+08:00', '2026-03-02'],
  ['2026-03-02T23:30:00', '2026-03-02'],
  ['2026-02-30', undefined],
  ['soon', undefined],
])('%s writes the day %s', (text, day) => {
  expect(districtDayOf(text)).toBe(day);
});
