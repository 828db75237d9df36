import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const HALF_A_YEAR = 183;

/** How long a term still lasts, coloured: red when it is over, amber within half a year. */
export function TermLeft({ days }: { readonly days: number }) {
  const say = useTexts(texts);
  return <span className={`pill ${days < 0 ? 'pill-late' : days <= HALF_A_YEAR ? 'pill-soon' : 'pill-good'}`}>{say.days(days)}</span>;
}
