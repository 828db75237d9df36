import type { RecordDetail, RegistryDetail } from '../../../api/registry-contract';
import { useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { levelOf } from '../../components/records/score';
import { texts } from './texts';

/** What puts a record before others, reason by reason; and that it decides nothing by itself. */
export function Scores({ registry, record }: { readonly registry: RegistryDetail; readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <Section title={say.scores}>
      {registry.scores.map(({ id, title, note }) => {
        const score = record.scores[id];
        return (
          <div key={id} className="record-score">
            <p><b>{local(title)}</b> {score === undefined ? null : <span className={`pill ${levelOf(score)}`}>{say.points(score.points)}</span>}</p>
            {score === undefined || score.reasons.length === 0 ? <p className="quiet">{say.noReasons}</p> : <ul className="reasons">{score.reasons.map((reason) => <li key={reason.zh} className="pill">{local(reason)}</li>)}</ul>}
            {note === undefined ? null : <p className="field-hint">{local(note)}</p>}
          </div>
        );
      })}
    </Section>
  );
}
