/** A value that a process variable can hold: JSON, nothing else. Dates are ISO strings. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

export type Variables = { readonly [name: string]: Value };

/** Statutory holidays and make-up working days of one year, as the State Council publishes them. */
export interface CalendarYear {
  /** Days off that are not ordinary weekend days, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked (调休), `YYYY-MM-DD`. */
  readonly workdays: readonly string[];
}

/** The table that working-day arithmetic uses; it enters workflows as data. */
export interface Calendar {
  /** Names the table's content; grows with each change. */
  readonly version: string;
  /** By year, `"2026"`. A year that is missing here is assumed: weekends and fixed-date holidays (暂按推算). */
  readonly years: Readonly<Record<string, CalendarYear>>;
}

/** What an expression may know besides its variables. */
export interface FeelContext {
  /** ISO instant that `now()` and `today()` answer from. */
  readonly now: string;
  /** IANA zone, `Asia/Shanghai`. */
  readonly zone: string;
  readonly calendar: Calendar;
}
