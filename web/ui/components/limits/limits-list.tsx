import type { LimitView } from '../../../api/contract';
import { bilingual, useSay, useTexts } from '../language/language';
import './limits.css';

/** Units are Chinese words in the limits' files. */
const UNITS: Readonly<Record<string, string>> = { 天: 'days', 工作日: 'working days', 小时: 'hours', 次: 'times', 人: 'people', 届: 'terms', 票: 'votes', 个月: 'months', 年: 'years', '到会/应到': '(present/invited)', '赞成/基数': '(in favour/base)' };

const texts = bilingual(
  {
    none: '本流程没有设定时限和门槛。', basis: '依据',
    tags: { S: '规划原文', V: '查阅原文', 'V~': '同类参照', M: '工作常识', D: '默认建议' },
    unit: (unit: string) => (unit.includes('/') ? `（${unit}）` : unit === '%' ? '%' : ` ${unit}`),
    note: '“默认建议”和“工作常识”没有文件规定，可由管理员调整。',
  },
  {
    none: 'This process has no limits or thresholds.', basis: 'Basis',
    tags: { S: 'from the plan', V: 'read in the source', 'V~': 'by analogy', M: 'common knowledge', D: 'suggested default' },
    unit: (unit: string) => (unit === '%' ? '%' : ` ${UNITS[unit] ?? unit}`),
    note: '“Suggested default” and “common knowledge” rest on no document; administrators may change them.',
  },
);

/** The limits and thresholds of a process, each with what it rests on. */
export function LimitsList({ limits }: { readonly limits: readonly LimitView[] }) {
  const say = useTexts(texts);
  const local = useSay();
  if (limits.length === 0) return <p className="quiet">{say.none}</p>;
  return (
    <>
      <ul className="limits">
        {limits.map((limit) => (
          <li key={limit.id}>
            <span>{local(limit.title)}</span>
            <b>{valueText(limit)}{say.unit(limit.unit)}</b>
            <span className="limit-basis"><abbr className={`pill limit-${limit.basis.tag === 'V~' ? 'A' : limit.basis.tag}`} title={say.tags[limit.basis.tag]}>{say.tags[limit.basis.tag]}</abbr> {limit.basis.text}</span>
          </li>
        ))}
      </ul>
      <p className="field-hint">{say.note}</p>
    </>
  );
}

function valueText({ value }: LimitView): string {
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
