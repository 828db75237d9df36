import { addDays } from '../../../feel/day';
import type { SampleMatch } from './matches';
import type { AnsweredTask, Answers } from './play-tasks';

/** What differs from a form's first example in a match case; `{}` where the example fits. */
export function matchAnswers({ refuses }: SampleMatch, today: string, { task: { elementId, inputs } }: AnsweredTask): Answers {
  switch (elementId) {
    case 'match-received':
      return { match_ref_no: `示例-${today}`, registry_deadline: `${addDays(today, 10)}T17:00:00+08:00` };
    case 'education':
      return refuses === true ? { outcome: 'refuse', family_stance: '反对-配偶', reason_code: 'family_oppose_spouse' } : {};
    case 'ct-sample':
      return { sampled_on: today };
    case 'ct-result':
      return { check_by: addDays(today, 14) };
    case 'health-check':
      return { appointment_on: today };
    // The medicine may begin on the day of the consent: three days before the patient is prepared.
    case 'collection-plan':
      return { conditioning_on: addDays(today, 3), mobilise_on: today, collect_on: addDays(today, 4) };
    case 'final-consent':
      return { signed_on: today, staff_1: 'person-taoying', staff_2: 'person-guomei' };
    case 'logistics':
      return { companion: 'person-guomei' };
    case 'withdrawal-debrief':
      return { reason_code: 'family_oppose_spouse', preventable: true, improvement: '登记时就请家人一起听说明（示例）。' };
    case 'case-close':
      return { outcome_confirmed: inputs['outcome'], reason_code: inputs['reason'], donor_after: inputs['proposed_after'], certificate: '不适用' };
    default:
      return {};
  }
}
