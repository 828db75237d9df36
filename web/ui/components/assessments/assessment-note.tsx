import { Link } from 'react-router';
import type { AssessmentView } from '../../../api/contract';
import { formatDay } from '../dates/format-date';
import { bilingual, useLanguage, useTexts } from '../language/language';
import { recordPath, registryPath } from '../records/use-registry';

const REGISTRY = 'impact-assessment';
const texts = bilingual(
  { valid: (day: string) => `个人信息保护影响评估有效，${day}前复评。`, overdue: '这里处理个人信息，影响评估已到期或须重做。', none: '这里处理个人信息，还没有有效的影响评估。', see: '查看评估', all: '影响评估台账' },
  { valid: (day: string) => `The impact on personal data has been assessed; review by ${day}.`, overdue: 'Personal data are handled here, and the impact assessment is overdue or to be done again.', none: 'Personal data are handled here, and their impact has not been assessed.', see: 'See the assessment', all: 'All assessments' },
);

/** Whether what is on this page may handle personal data: says so quietly when it was assessed, and aloud when not. */
export function AssessmentNote({ assessment: { state, recordId, reviewOn } }: { readonly assessment: AssessmentView }) {
  const say = useTexts(texts);
  const { locale } = useLanguage();
  const way = recordId === undefined ? <Link to={registryPath(REGISTRY)}>{say.all}</Link> : <Link to={recordPath(REGISTRY, recordId)}>{say.see}</Link>;
  if (state === 'valid') return <p className="quiet">{say.valid(formatDay(reviewOn ?? '', locale))} {way}</p>;
  return <div className="notice notice-warn" role="note"><p>{state === 'none' ? say.none : say.overdue} {way}</p></div>;
}
