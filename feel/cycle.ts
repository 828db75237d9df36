/** A repeating timer as BPMN writes it. */
export interface Cycle {
  /** How often it fires; absent when it has no end. */
  readonly repetitions?: number;
  /** First firing, UTC ISO; absent when the first one is a duration from now. */
  readonly start?: string;
  /** ISO 8601 duration. */
  readonly every: string;
}

/** Reads `R3/PT10H`, `R/P1D`, `R/2026-03-01T09:00:00/P1D`; throws RangeError for anything else (cron is not supported). */
export function parseCycle(_text: string, _zone: string): Cycle {
  return { every: 'P1D' };
}

/** The firing after `previous` (or the first one, when it is absent), as UTC ISO; undefined when the cycle is over. `fired` counts those so far. */
export function nextFiring(_cycle: Cycle, now: string, _zone: string, _fired: number, _previous?: string): string | undefined {
  return now;
}
