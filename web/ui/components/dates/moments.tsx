import { bilingual, useLanguage, useTexts } from '../language/language';
import { daysUntil, formatDay, formatDaysLeft, formatMoment, formatShortDay, formatTime, isEndOfDay } from './format-date';

const texts = bilingual(
  { assumed: '暂按推算', assumedWhy: '该年度的法定节假日安排尚未公布，期限暂按周末和固定节日推算，公布后自动重算。', due: '期限', noDue: '未设期限', late: '已超期' },
  { assumed: 'provisional', assumedWhy: 'The public holidays of that year are not published yet; the date will be computed again when they are.', due: 'Due', noDue: 'no due date', late: 'overdue' },
);

/** A day, 2026年3月2日（周一）; its exact time shows on hovering. */
export function Day({ at }: { readonly at: string }) {
  const { locale } = useLanguage();
  return <time dateTime={at} title={at.includes('T') ? `${formatDay(at, locale)} ${formatTime(at)}` : undefined}>{formatDay(at, locale)}</time>;
}

/** A day where room is short, 2027年3月2日; the weekday shows on hovering. */
export function ShortDay({ at }: { readonly at: string }) {
  const { locale } = useLanguage();
  return <time dateTime={at} title={formatDay(at, locale)}>{formatShortDay(at, locale)}</time>;
}

/** A moment, 3月2日 14:05; the whole date shows on hovering. */
export function Moment({ at }: { readonly at: string }) {
  const { locale } = useLanguage();
  return <time dateTime={at} title={`${formatDay(at, locale)} ${formatTime(at)}`}>{formatMoment(at, locale)}</time>;
}

export type Urgency = 'late' | 'now' | 'soon' | 'calm';

export function urgencyOf(days: number): Urgency {
  if (days < 0) return 'late';
  if (days === 0) return 'now';
  return days <= 3 ? 'soon' : 'calm';
}

interface DueProps {
  readonly at: string | undefined;
  readonly assumed?: boolean;
  /** A closed task has a due date, but is not late any more. */
  readonly closed?: boolean;
}

/** A due date with how far it is away, coloured by urgency; with its hour, unless it is the day's end. */
export function Due({ at, assumed = false, closed = false }: DueProps) {
  const say = useTexts(texts);
  const { locale } = useLanguage();
  if (at === undefined) return <span className="quiet">{say.noDue}</span>;
  const days = daysUntil(at);
  const isPast = days === 0 && Date.parse(at) < Date.now();
  return (
    <span className="due">
      <time dateTime={at} title={`${say.due} ${formatDay(at, locale)} ${formatTime(at)}`}>{isEndOfDay(at) ? formatShortDay(at, locale) : formatMoment(at, locale)}</time>
      {closed ? null : <span className={`pill pill-${isPast ? 'late' : urgencyOf(days)}`}>{isPast ? say.late : formatDaysLeft(days, locale)}</span>}
      {assumed ? <abbr className="pill pill-plain" title={say.assumedWhy}>{say.assumed}</abbr> : null}
    </span>
  );
}
