import { addDays } from '../../../feel/day';
import { daysOfQuarter, quarterBefore, quarterOf } from '../../../feel/quarter';

/** A quarter of the year, as `2026Q3`, with its last day. */
export interface Quarter {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The quarter that is inspected on a day, with self-reports open since the day before: the one before that day's. */
export function inspectedQuarter(today: string): Quarter {
  return before({ name: quarterOf(addDays(today, -2)) });
}

/** The quarter that was inspected before. */
export function before({ name }: Pick<Quarter, 'name'>): Quarter {
  const earlier = quarterBefore(name);
  return { name: earlier, ...daysOfQuarter(earlier) };
}
