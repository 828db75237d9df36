import { isDate } from '../../feel/day';
import { zonedDateTime } from '../../feel/instants';

const ZONE = 'Asia/Shanghai';
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in the district at that instant, `YYYY-MM-DD`. */
export function districtDay(instant: Date, zone = ZONE): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  formats.set(zone, format);
  return format.format(instant);
}

/** The day in the district that a date, or a date and time (without offset: on the district's clocks), writes; undefined for any other text. */
export function districtDayOf(text: string): string | undefined {
  if (isDate(text)) return text;
  try {
    return zonedDateTime(text, ZONE).toPlainDate().toString();
  } catch {
    return undefined;
  }
}
