import type { CampaignCounts as Counts } from '../../../api/campaign-contract';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const SHOWN = ['done', 'running', 'late', 'untouched', 'exempted'] as const;

/** How many branches stand where; each number narrows the matrix to them. */
export function CampaignCounts({ counts, chosen, onChoose }: { readonly counts: Counts; readonly chosen: string; readonly onChoose: (state: string) => void }) {
  const say = useTexts(texts);
  return (
    <div className="campaign-counts" role="group" aria-label={say.state}>
      <button type="button" aria-pressed={chosen === ''} onClick={() => onChoose('')}><b>{counts.total}</b>{say.total}</button>
      {SHOWN.map((state) => <button key={state} type="button" className={state === 'late' && counts.late > 0 ? 'is-late' : undefined} aria-pressed={chosen === state} onClick={() => onChoose(chosen === state ? '' : state)}><b>{counts[state]}</b>{say[state]}</button>)}
    </div>
  );
}
