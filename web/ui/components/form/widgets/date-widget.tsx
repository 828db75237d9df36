import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { daysUntil, formatDay } from '../../dates/format-date';
import { useLanguage } from '../../language/language';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';

type Props = WidgetProps<Answers, RJSFSchema, FormContext>;

/**
 * A day. The browser's own picker: on phones nothing is better, it can be typed, and it costs no download; the day is
 * read back with its weekday, since people plan meetings by it.
 */
export function DateWidget({ id, value, disabled, readonly, required, rawErrors, onChange, onBlur, onFocus, options }: Props) {
  const { locale } = useLanguage();
  const wrong = (rawErrors ?? []).length > 0;
  const day = typeof value === 'string' ? value : '';
  return (
    <div className="date-field">
      <Input
        id={id}
        type="date"
        value={day}
        max="9999-12-31"
        disabled={disabled === true || readonly === true}
        aria-required={required === true}
        aria-invalid={wrong}
        aria-describedby={ariaDescribedByIds(id)}
        {...(wrong ? { status: 'error' as const } : {})}
        onChange={({ target }) => onChange(target.value === '' ? options.emptyValue : target.value)}
        onBlur={({ target }) => onBlur(id, target.value)}
        onFocus={({ target }) => onFocus(id, target.value)}
      />
      {day === '' ? null : <span className="date-read">{formatDay(day, locale)}{distance(day, locale)}</span>}
    </div>
  );
}

/** A moment in the district's zone; the answer is an ISO instant with its offset. */
export function DateTimeWidget({ id, value, disabled, readonly, required, rawErrors, onChange, onBlur, onFocus, options }: Props) {
  const wrong = (rawErrors ?? []).length > 0;
  return (
    <Input
      id={id}
      type="datetime-local"
      value={typeof value === 'string' ? inDistrict(value) : ''}
      disabled={disabled === true || readonly === true}
      aria-required={required === true}
      aria-invalid={wrong}
      aria-describedby={ariaDescribedByIds(id)}
      {...(wrong ? { status: 'error' as const } : {})}
      onChange={({ target }) => onChange(target.value === '' ? options.emptyValue : `${target.value}:00+08:00`)}
      onBlur={({ target }) => onBlur(id, target.value)}
      onFocus={({ target }) => onFocus(id, target.value)}
    />
  );
}

/** `YYYY-MM-DDTHH:mm` on the clocks of the district, which has no summer time. */
function inDistrict(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time + 8 * 3_600_000).toISOString().slice(0, 16);
}

function distance(day: string, locale: 'zh' | 'en'): string {
  const days = daysUntil(day);
  if (days <= 0 || days > 400) return '';
  return locale === 'en' ? `, in ${days} days` : `，${days}天后`;
}
