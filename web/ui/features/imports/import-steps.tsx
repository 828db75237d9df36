import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const STEPS = ['file', 'check', 'confirm', 'done'] as const;
export type ImportStep = (typeof STEPS)[number];

/** How far an import is. */
export function ImportSteps({ at }: { readonly at: ImportStep }) {
  const say = useTexts(texts);
  const now = STEPS.indexOf(at);
  return (
    <ol className="steps" aria-label={say.steps}>
      {STEPS.map((step, index) => <li key={step} className={index < now ? 'step step-past' : index === now ? 'step step-now' : 'step'} aria-current={index === now ? 'step' : undefined}><span className="step-no" aria-hidden="true">{index + 1}</span>{say.step[step]}</li>)}
    </ol>
  );
}
