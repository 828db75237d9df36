import { DateTime } from 'luxon';
import type { NotificationDocument } from '../store/documents';
import type { Timing } from '../store/delivery/documents';

/** What comes within this time goes out together, where nobody wants a daily digest. */
const GATHER_MS = 60_000;

/** When a notice may go out: at the next digest, escalations at once, and never in quiet hours. */
export function sendAt({ at, kind }: Pick<NotificationDocument, 'at' | 'kind'>, timing: Timing, zone: string): Date {
  if (kind === 'escalation') return afterQuiet(at, timing, zone);
  if (timing.digestAt === undefined) return afterQuiet(new Date(at.getTime() + GATHER_MS), timing, zone);
  return afterQuiet(next(at, timing.digestAt, zone), timing, zone);
}

/** The instant itself, or the end of the quiet hours that it lies in. */
export function afterQuiet(at: Date, { quiet }: Timing, zone: string): Date {
  if (quiet === undefined || quiet.from === quiet.until) return at;
  const time = DateTime.fromJSDate(at, { zone }).toFormat('HH:mm');
  // 22:00 to 07:30 spans midnight, 12:00 to 14:00 does not.
  const isQuiet = quiet.from < quiet.until ? quiet.from <= time && time < quiet.until : quiet.from <= time || time < quiet.until;
  return isQuiet ? next(at, quiet.until, zone) : at;
}

/** The first time that the clock shows that time of day, from the instant on. */
function next(at: Date, time: string, zone: string): Date {
  const from = DateTime.fromJSDate(at, { zone });
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = from.set({ hour, minute, second: 0, millisecond: 0 });
  return (today < from ? today.plus({ days: 1 }) : today).toJSDate();
}
