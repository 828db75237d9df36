import { zonedDateTime } from '../../feel/instants';

/** The day (`YYYY-MM-DD`) that it is in the zone at that instant. */
export function localDate(instant: string, zone: string): string {
  return zonedDateTime(instant, zone).toPlainDate().toString();
}
