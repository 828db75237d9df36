import type { IndicatorDetail } from '../../../api/indicator-contract';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { figure } from './figures';
import { texts } from './texts';

/** Whether the parts make up the district's target. */
export function SplitCheck({ indicator }: { readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  const { sum, target, difference, parts } = indicator.split;
  if (parts === 0 && target === undefined) return null;
  return (
    <p className="split-check">
      <span>{say.sum} <b>{figure(indicator, sum)}</b></span>
      {target === undefined ? null : <span>{say.whole} <b>{figure(indicator, target)}</b></span>}
      {difference === undefined ? null : <Difference indicator={indicator} difference={difference} />}
    </p>
  );
}

function Difference({ indicator, difference }: { readonly indicator: IndicatorDetail; readonly difference: number }) {
  const say = useTexts(texts);
  if (difference === 0) return <span className="pill pill-good">{say.even}</span>;
  return difference < 0 ? <span className="pill pill-now">{say.short(figure(indicator, -difference))}</span> : <span className="pill pill-info">{say.over(figure(indicator, difference))}</span>;
}

/** Who changed which part, when, and from what to what. */
export function SplitChanges({ changes }: { readonly changes: IndicatorDetail['changes'] }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <details>
      <summary>{say.changes}</summary>
      {changes.length === 0 ? <p className="quiet">{say.noChanges}</p> : (
        <ul className="plain-list">
          {changes.map((change, index) => (
            <li key={index}>
              <Moment at={change.at} /> {change.by.name}：{change.changes.map(({ title, from, to }) => `${local(title)} ${textOf(from)} → ${textOf(to)}`).join('；')}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function textOf(value: unknown): string {
  return value === undefined || value === null || value === '' ? '—' : String(value);
}
