import type { IndicatorLight, IndicatorRow, IndicatorStanding } from '../../../api/indicator-contract';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const PILLS: Readonly<Record<IndicatorLight, string>> = {
  'on-time': 'pill-good', met: 'pill-good', behind: 'pill-now', 'far-behind': 'pill-late', missed: 'pill-late', 'no-target': 'pill-plain', 'no-figure': 'pill-plain', 'not-applicable': 'pill-plain',
};

/** In words and colour: colour alone tells nobody who cannot see it. */
export function Light({ light }: { readonly light: IndicatorLight }) {
  const say = useTexts(texts);
  return <span className={`pill ${PILLS[light]}`}>{say.lights[light]}</span>;
}

/** A figure as the indicator counts it: a ratio as a percentage, anything else with its unit. */
export function figure({ measure, unit }: Pick<IndicatorRow, 'measure' | 'unit'>, value: number | null | undefined): string {
  if (value === undefined || value === null) return '—';
  if (measure === 'ratio') return `${round(value * 100, 2)}%`;
  return `${round(value, 2).toLocaleString('zh-CN')}${unit}`;
}

export function percent(share: number | undefined): string {
  return share === undefined ? '—' : `${round(share * 100, 1)}%`;
}

/** How much is done, with a mark where it would be in time. */
export function Progress({ standing }: { readonly standing: IndicatorStanding }) {
  const say = useTexts(texts);
  const { completion, elapsed, light } = standing;
  if (completion === undefined) return <span className="quiet">—</span>;
  const done = Math.min(1, completion);
  return (
    <span className="progress" title={`${say.progress} ${percent(completion)}，${say.time} ${percent(elapsed)}`}>
      <svg className={`progress-bar progress-${light}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="progress-way" width="100" height="10" rx="2" />
        <rect className="progress-done" width={done * 100} height="10" rx="2" />
        {elapsed < 1 ? <rect className="progress-time" x={Math.min(99, elapsed * 100)} width="1" height="10" /> : null}
      </svg>
      <b>{percent(completion)}</b>
    </span>
  );
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
