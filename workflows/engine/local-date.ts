/** The day (`YYYY-MM-DD`) that it is in the zone at that instant. */
export function localDate(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
}
