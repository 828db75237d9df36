import type { Reminder } from './plan';

const UNITS = { h: { zh: '小时', en: 'h' }, d: { zh: '天', en: ' days' }, wd: { zh: '个工作日', en: ' working days' } } as const;

/** A reminder's offset in words: 到期前 3 天. */
export function offsetText({ amount, unit }: Reminder['offset']): { readonly zh: string; readonly en: string } {
  if (amount === 0) return { zh: '到期时', en: 'when due' };
  if (unit === '%') return { zh: `期限过去 ${amount}% 时`, en: `when ${amount}% of the time is over` };
  const { zh, en } = UNITS[unit];
  const number = Math.abs(amount);
  return amount < 0 ? { zh: `到期前 ${number} ${zh}`, en: `${number}${en} before it is due` } : { zh: `逾期 ${number} ${zh}`, en: `${number}${en} overdue` };
}
