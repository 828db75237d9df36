import type { Locale } from '../language/language';

/** The district's zone: a due day is a day there, wherever the browser stands. */
export const ZONE = 'Asia/Shanghai';

const DAY_MS = 86_400_000;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const clock = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });

function partsOf(instant: string): Parts | undefined {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(instant);
  if (plain !== null) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]), hour: 0, minute: 0 };
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return undefined;
  const part = Object.fromEntries(clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return { year: part['year'] ?? 0, month: part['month'] ?? 0, day: part['day'] ?? 0, hour: part['hour'] ?? 0, minute: part['minute'] ?? 0 };
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 2026年3月2日（周一） · Mon 2 Mar 2026; takes an instant or a plain day, and gives what it can't read back as it is. */
export function formatDay(instant: string, locale: Locale): string {
  const parts = partsOf(instant);
  if (parts === undefined) return instant;
  const weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
  if (locale === 'en') return `${WEEKDAYS_EN[weekday] ?? ''} ${parts.day} ${MONTHS_EN[parts.month - 1] ?? ''} ${parts.year}`;
  return `${parts.year}年${parts.month}月${parts.day}日（周${WEEKDAYS[weekday] ?? ''}）`;
}

/** 3月2日 · 2 Mar, with the year only when it is not this one. */
export function formatShortDay(instant: string, locale: Locale, now: Date = new Date()): string {
  const parts = partsOf(instant);
  if (parts === undefined) return instant;
  const sameYear = parts.year === partsOf(now.toISOString())?.year;
  if (locale === 'en') return `${parts.day} ${MONTHS_EN[parts.month - 1] ?? ''}${sameYear ? '' : ` ${parts.year}`}`;
  return `${sameYear ? '' : `${parts.year}年`}${parts.month}月${parts.day}日`;
}

/** 3月2日 14:05, with the year only when it is not this one. */
export function formatMoment(instant: string, locale: Locale, now: Date = new Date()): string {
  return `${formatShortDay(instant, locale, now)} ${formatTime(instant)}`;
}

/** 14:05 */
export function formatTime(instant: string): string {
  const parts = partsOf(instant);
  return parts === undefined ? instant : `${String(parts.hour).padStart(2, '0')}:${String(parts.minute).padStart(2, '0')}`;
}

/** Whether it stands for a whole day: a plain day, or its last minute. */
export function isEndOfDay(instant: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(instant) || formatTime(instant) === '23:59';
}

/** Calendar days in the district's zone from now until then; negative when it is past. */
export function daysUntil(instant: string, now: Date = new Date()): number {
  const then = partsOf(instant);
  const today = partsOf(now.toISOString());
  if (then === undefined || today === undefined) return 0;
  return Math.round((Date.UTC(then.year, then.month - 1, then.day) - Date.UTC(today.year, today.month - 1, today.day)) / DAY_MS);
}

/** 今天到期 · 还有3天 · 已超期2天. */
export function formatDaysLeft(days: number, locale: Locale): string {
  if (locale === 'en') {
    if (days === 0) return 'due today';
    return days > 0 ? `${days} ${days === 1 ? 'day' : 'days'} left` : `${-days} ${days === -1 ? 'day' : 'days'} overdue`;
  }
  if (days === 0) return '今天到期';
  return days > 0 ? `还有${days}天` : `已超期${-days}天`;
}

/** How long something took: 3天4小时 · 25分钟 · 不到1分钟. */
export function formatLength(seconds: number, locale: Locale): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (locale === 'en') {
    if (minutes < 1) return 'under a minute';
    if (hours < 1) return `${minutes} min`;
    return days < 1 ? `${hours} h ${minutes % 60} min` : `${days} d ${hours % 24} h`;
  }
  if (minutes < 1) return '不到1分钟';
  if (hours < 1) return `${minutes}分钟`;
  if (days < 1) return minutes % 60 === 0 ? `${hours}小时` : `${hours}小时${minutes % 60}分钟`;
  return hours % 24 === 0 ? `${days}天` : `${days}天${hours % 24}小时`;
}

/** Today in the district, `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  const parts = partsOf(now.toISOString());
  if (parts === undefined) return '';
  return `${parts.year}-${String(parts.month).padStart(2, '0')}-${String(parts.day).padStart(2, '0')}`;
}
