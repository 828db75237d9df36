import fc from 'fast-check';
import { standingOf, type IndicatorAim } from '../../registries/indicator-standing';

const aim: IndicatorAim = { targetKind: 'level', direction: 'up', target: 40, from: '2021-01-01', targetDate: '2025-12-31', yellowLag: 10, redLag: 20 };

test('half way through the plan with half of the target is in time', () => {
  const standing = standingOf(aim, 20, '2023-07-02');

  expect(standing).toMatchObject({ completion: 0.5, light: 'on-time' });
  expect(standing.elapsed).toBeCloseTo(0.5, 2);
  expect(standing.expected).toBeCloseTo(20, 0);
});

test.each([
  [16, 'on-time'],
  [15, 'behind'],
  [12, 'behind'],
  [11, 'far-behind'],
])('half way through the plan %d of 40 is %s', (actual, light) => {
  expect(standingOf(aim, actual, '2023-07-02').light).toBe(light);
});

test('after the target date there is a result and no lag', () => {
  expect(standingOf(aim, 41, '2026-11-25')).toEqual({ completion: 41 / 40, elapsed: 1, expected: 40, light: 'met' });
  expect(standingOf(aim, 39, '2026-01-01')).toMatchObject({ light: 'missed' });
  expect(standingOf(aim, 39, '2026-01-01').lag).toBeUndefined();
  expect(standingOf(aim, 39, '2025-12-31').lag).toBeLessThan(0);
});

test('a yearly target is measured over its year', () => {
  const yearly = standingOf({ ...aim, targetKind: 'yearly', target: 800 }, 400, '2024-07-01');

  expect(yearly.elapsed).toBeCloseTo(0.5, 2);
  expect(yearly.light).toBe('on-time');
});

test('what should stay low is behind as soon as it is above its target', () => {
  const down: IndicatorAim = { ...aim, direction: 'down', target: 10 };

  expect(standingOf(down, 8, '2022-01-01').light).toBe('on-time');
  expect(standingOf(down, 12, '2022-01-01')).toMatchObject({ light: 'behind' });
  expect(standingOf(down, 20, '2022-01-01')).toMatchObject({ light: 'far-behind' });
});

test('a ratio without a base is not applicable, and a figure that nobody reported is no zero', () => {
  expect(standingOf(aim, null, '2023-01-01').light).toBe('not-applicable');
  expect(standingOf(aim, undefined, '2023-01-01').light).toBe('no-figure');
  const { target: _target, ...inWords } = aim;
  expect(standingOf(inWords, 5, '2023-01-01').light).toBe('no-target');
});

test('more is never a worse light', () => {
  const order = ['far-behind', 'behind', 'on-time'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1825 }), (one, other, days) => {
      const today = new Date(Date.UTC(2021, 0, 1 + days)).toISOString().slice(0, 10);
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((actual) => order.indexOf(standingOf(aim, actual, today).light));
      return (less ?? 0) <= (more ?? 0);
    }),
  );
});
