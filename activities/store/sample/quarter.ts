import { addDays } from '../../../feel/day';

/** A quarter of the year, as `2026Q3`, with its last day. */
export interface Quarter {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The quarter that is inspected on a day, with self-reports open since the day before: the one before that day's. */
export function inspectedQuarter(today: string): Quarter {
  return before(quarterOf(addDays(today, -2)));
}

/** The quarter that was inspected before. */
export function before({ from }: Quarter): Quarter {
  return quarterOf(addDays(from, -1));
}

function quarterOf(day: string): Quarter {
  const year = Number(day.slice(0, 4));
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  const first = (number: number): string => `${year + Math.floor((number - 1) / 4)}-${String(((number - 1) % 4) * 3 + 1).padStart(2, '0')}-01`;
  return { name: `${year}Q${quarter}`, from: first(quarter), to: addDays(first(quarter + 1), -1) };
}
