import { Popover } from 'antd';
import type { RecordRow } from '../../../api/registry-contract';
import type { LocalText } from '../../../../workflows/engine/plan';
import { bilingual, useSay, useTexts } from '../language/language';
import './records.css';

const texts = bilingual(
  { points: (n: number) => `${n}分`, none: '没有加分项', name: (title: string, n: number, why: string) => `${title}${n}分：${why}` },
  { points: (n: number) => `${n}`, none: 'nothing adds to it', name: (title: string, n: number, why: string) => `${title} ${n}: ${why}` },
);

interface Props {
  readonly title: LocalText;
  readonly note?: LocalText | undefined;
  readonly score: RecordRow['scores'][string] | undefined;
}

/** How many points a record has; on hovering or on a tap, which reasons gave them. */
export function Score({ title, note, score }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  if (score === undefined) return null;
  const reasons = score.reasons.map((reason) => local(reason));
  const why = (
    <div className="score-why">
      {reasons.length === 0 ? <p>{say.none}</p> : <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
      {note === undefined ? null : <p className="quiet">{local(note)}</p>}
    </div>
  );
  return (
    <Popover title={`${local(title)} ${say.points(score.points)}`} content={why} trigger={['hover', 'click']} destroyOnHidden>
      <button type="button" className={`pill score ${levelOf(score)}`} aria-label={say.name(local(title), score.points, reasons.length === 0 ? say.none : reasons.join('；'))}>{score.points}</button>
    </Popover>
  );
}

/** Colours say at a glance for how many reasons somebody comes first; nobody is ever left out by them. */
export function levelOf({ reasons }: RecordRow['scores'][string]): string {
  if (reasons.length >= 4) return 'pill-late';
  return reasons.length >= 2 ? 'pill-soon' : '';
}
