import type { LocalText } from '../../../../workflows/engine/plan';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

/** What to say in the call; folded away once somebody knows it by heart. */
export function CallScript({ text }: { readonly text: LocalText }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <details className="sheet call-script" open={!isFolded()} onToggle={({ currentTarget }) => localStorage.setItem(FOLDED, currentTarget.open ? '' : '1')}>
      <summary><h2>{say.script}</h2></summary>
      <p className="plain-text">{local(text)}</p>
    </details>
  );
}

const FOLDED = 'boai.script-folded';

function isFolded(): boolean {
  return localStorage.getItem(FOLDED) === '1';
}
