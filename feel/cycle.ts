import { addIsoDuration, dueInstant, parseDuration } from './instants';

/** A repeating timer as BPMN writes it. */
export interface Cycle {
  /** How often it fires; absent when it has no end. */
  readonly repetitions?: number;
  /** First firing, UTC ISO; absent when the first one comes one period from now. */
  readonly start?: string;
  /** ISO 8601 duration, longer than nothing. */
  readonly every: string;
}

/** Reads `R3/PT10H`, `R/P1D`, `R/2026-03-01T09:00:00/P1D`; throws RangeError for anything else, cron included. */
export function parseCycle(text: string, zone: string): Cycle {
  const parts = text.trim().split('/');
  const repeat = /^R(-1|\d*)$/.exec(parts[0] ?? '');
  if (repeat === null) {
    const hint = /^(@|\S+\s+\S+\s+\S+)/.test(text.trim()) ? ' (cron expressions are not supported)' : '';
    throw new RangeError(`"${text}" is not a cycle such as R3/PT10H or R/2026-03-01T09:00:00/P1D${hint}`);
  }
  if (parts.length !== 2 && parts.length !== 3) throw new RangeError(`"${text}" is not a cycle: it needs a duration, and may have one start`);
  const every = parts[parts.length - 1] ?? '';
  if (parseDuration(every).sign !== 1) throw new RangeError(`"${text}" repeats without a pause`);
  const repetitions = repeat[1] === '' || repeat[1] === '-1' ? undefined : Number(repeat[1]);
  const start = parts.length === 3 ? cycleStart(parts[1] ?? '', zone) : undefined;
  return { every, ...(repetitions === undefined ? {} : { repetitions }), ...(start === undefined ? {} : { start }) };
}

/**
 * The next firing, as UTC ISO, or undefined when the cycle is over.
 * `fired` counts the firings so far; without one the first is the start, or one period after `now`.
 * Later firings follow the first one's schedule (`previous` is the due instant of the last), not the moment of waking.
 */
export function nextFiring(cycle: Cycle, now: string, zone: string, fired: number, previous?: string): string | undefined {
  if (cycle.repetitions !== undefined && fired >= cycle.repetitions) return undefined;
  if (previous !== undefined) return addIsoDuration(previous, cycle.every, zone);
  return cycle.start ?? addIsoDuration(now, cycle.every, zone);
}

function cycleStart(text: string, zone: string): string {
  return text.includes('T') ? dueInstant(text, zone) : dueInstant(`${text}T00:00:00`, zone);
}
