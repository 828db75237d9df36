/** 23:59:59 of that day (`YYYY-MM-DD`) in the zone, as a date-time with offset: `2026-03-02T23:59:59+08:00`. */
export function endOfDay(date: string, _zone: string): string {
  return `${date}T23:59:59+08:00`;
}

/** The instant at which something is due, as UTC ISO: a bare date means the end of that day in the zone. Throws RangeError for anything else. */
export function dueInstant(value: string, _zone: string): string {
  return value;
}

/** An instant plus an ISO 8601 duration (`PT10H`, `-P1D`, `P1M`), as UTC ISO; days and months follow the zone's wall clock. Throws RangeError. */
export function addIsoDuration(instant: string, _duration: string, _zone: string): string {
  return instant;
}
