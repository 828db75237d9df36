import type { CampaignView } from '../../../api/campaign-contract';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

interface Props {
  readonly campaign: CampaignView;
  readonly chosen: string;
  readonly onChoose: (stage: string) => void;
}

/** For each stage: how many branches have done it, are at it, are late with it. */
export function StageBars({ campaign, chosen, onChoose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const all = Math.max(1, campaign.counts.total - campaign.counts.exempted);
  return (
    <div className="stage-bars">
      {campaign.stages.map((stage) => {
        const [done, late, open] = [stage.done, stage.late, stage.open - stage.late].map((count) => (count / all) * 100) as [number, number, number];
        return (
          <button key={stage.id} type="button" className="stage-bar plain-button" aria-pressed={chosen === stage.id} onClick={() => onChoose(chosen === stage.id ? '' : stage.id)}>
            <span>{local(stage.title)} <b>{say.of(stage.done, all)}</b>{stage.late === 0 ? null : <span className="pill pill-late">{say.cells.late} {stage.late}</span>}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="way" width="100" height="10" />
              <rect className="done" width={done} height="10" />
              <rect className="open" x={done} width={open} height="10" />
              <rect className="late" x={done + open} width={late} height="10" />
            </svg>
          </button>
        );
      })}
    </div>
  );
}
