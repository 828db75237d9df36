import type { Variables } from '../../../feel/types';
import { withRow, type Change, type RuleBook, type RuleCase } from '../support/rule-book';

const CONTEXTS: { readonly [form: string]: Variables } = {
  'subject-request.identify': { who: 'donor', asked_by: 'self', round: 1, max_rounds: 2 },
  'subject-request.decide': { who: 'donor', found: 'donor' },
  'subject-request.correct': { found: 'donor' },
  'subject-request.stop-use': { purposes: ['publicity', 'share-with-registry'] },
  'subject-request.send-answer': { reply: 'link' },
  'breach-incident.contain': { discovered_at: '2026-01-05T00:40:00Z' },
  'breach-incident.notify-authority': { discovered_at: '2026-01-05T00:40:00Z' },
  'breach-incident.notify-persons': { discovered_at: '2026-01-05T00:40:00Z', persons: 38 },
  'breach-incident.review': { level: 'considerable', persons_at: '2026-01-05T07:00:00Z', not_told: false },
  'impact-assessment.assess': { data_kinds: ['health'], review_months: 12 },
  'impact-assessment.approve': { conclusion: 'go' },
  'impact-assessment-review.review': { review_months: 12 },
};
const DAYS: { readonly [form: string]: string } = { 'impact-assessment.assess': '2026-01-05', 'impact-assessment-review.review': '2026-01-05' };

const of = (process: string) => (step: string, change: Change, more: Partial<RuleCase> = {}): RuleCase => ({ form: `${process}.${step}`, change, ...more });
const request = of('subject-request');
const breach = of('breach-incident');
const impact = of('impact-assessment');
const TOMORROW = '2027-01-01';
const LATER = '2027-01-01T02:00:00Z';
const EARLIER = '2026-01-04T23:00:00Z';
const decided = (change: Change, context: Variables = {}): RuleCase => request('decide', change, { context });
const refused = { decision: 'refused', reason_code: 'secrecy', reason: '法律规定应当保密。' };

const CASES: RuleBook['cases'] = [
  ['a member who withdraws a consent', request('start', { who: 'member' }, { example: 1 }), ['withdraw-by-donor']],
  ['next of kin who withdraw a consent', request('start', { asked_by: 'kin', asker_name: '何小满', asker_relation: '女儿' }, { example: 1 }), ['kin-not-withdraw']],
  ['a correction that does not say what is wrong', request('start', { correction: undefined }), ['required']],
  ['an answer by post to no address', request('start', { reply: 'letter' }), ['required']],
  ['a relative who wants to be deleted', request('start', {}, { example: 2 }), []],
  ['a request of tomorrow', request('identify', { received_on: TOMORROW }), ['received-past']],
  ['somebody else whose authority nobody saw', request('identify', {}, { context: { asked_by: 'agent' } }), ['authority-shown']],
  ['somebody else whose authority was seen', request('identify', { authority_seen: true }, { context: { asked_by: 'agent' } }), []],
  ['a member found among the donors', request('identify', {}, { context: { who: 'member' } }), ['found-fits-who']],
  ['a donor found among the members', request('identify', {}, { example: 3 }), ['found-fits-who']],
  ['a member found nowhere', request('identify', { found: 'none', donor_id: undefined }, { context: { who: 'member' } }), []],
  ['asking for more a third time', request('identify', {}, { example: 1, context: { round: 3 } }), ['asked-often-enough']],
  ['a supplement of nothing', request('supplement', { id_number: undefined }), ['something-given']],
  ['a withdrawal that is refused', decided({ kind: 'withdraw', purposes: ['publicity'], ...refused }), ['withdrawal-is-granted']],
  ['a withdrawal of somebody unknown', decided({ kind: 'withdraw', purposes: ['publicity'], ...refused, reason_code: 'no_data' }, { found: 'none' }), []],
  ['a correction of nobody’s data', decided({}, { found: 'none' }), ['nothing-to-grant']],
  ['a deletion refused for what must be kept', decided({ kind: 'delete', ...refused, reason_code: 'retention' }), ['kept-is-partly']],
  ['a correction without a ground to delete', decided({ ...refused, reason_code: 'no_ground' }), ['refuses-no-deletion']],
  ['a deletion without its ground', decided({ kind: 'delete' }), ['required']],
  ['a returned refusal without words', request('approve-refusal', { approval: 'return' }), ['required']],
  ['paper sent as a file', request('provide-copy', { handed_by: '加密文件' }), ['paper-is-no-file']],
  ['a copy handed over tomorrow', request('provide-copy', { handed_on: TOMORROW }), ['handed-past']],
  ['a copy that nobody made', request('provide-copy', { copy_file: undefined }, { context: { copy_of: 'donor/d1' } }), ['copy-is-attached']],
  ['a copy with others in it', request('provide-copy', { others_removed: false }), ['const']],
  ['a correction of nothing', request('correct', { fix_phone: false, new_phone: undefined }), ['something-corrected']],
  ['a member’s ID number', request('correct', { fix_id_number: true, new_id_number: '330411199803070028' }, { context: { found: 'member' } }), ['members-have-less']],
  ['a ticked field without its value', request('correct', { new_phone: undefined }), ['required']],
  ['a use that stops tomorrow', request('stop-use', { stopped_on: TOMORROW }), ['stopped-past']],
  ['a registry that was not told', request('stop-use', { told: ['公众号和网站'] }), ['registry-told']],
  ['pages that still stand', request('stop-use', { told: ['省分库'] }), ['pages-cleared']],
  ['no receivers, and one', request('stop-use', { told: ['没有接收方', '采集医院'] }, { context: { purposes: ['follow-up'] } }), ['none-means-none']],
  ['an erasure that nobody knows to be final', request('erase-check', { irreversible: false }), ['const']],
  ['keeping what is over', request('restrict', { keep_until: '2026-12-31' }), ['keep-ahead']],
  ['an answer sent tomorrow', request('send-answer', { sent_on: TOMORROW }), ['sent-past']],
  ['an answer by post to somebody who wanted a link', request('send-answer', {}, { example: 1 }), ['~sent-as-wished']],

  ['a breach found tomorrow', breach('start', { discovered_at: LATER }), ['discovered-at-past']],
  ['a breach contained tomorrow', breach('contain', { contained_at: LATER }), ['contained-at-past']],
  ['a breach contained before it was found', breach('contain', { contained_at: EARLIER }), ['after-discovery']],
  ['evidence that is not kept', breach('contain', { evidence_kept: false }), ['~keep-evidence']],
  ['persons who are not told of a harm', breach('assess', { tell_persons: false }), ['persons-told-unless-averted']],
  ['a grave harm that was averted', breach('assess', { level: 'grave' }, { example: 1 }), ['grave-is-not-averted']],
  ['a slight harm with health data', breach('assess', { data_kinds: ['health'], level: 'slight' }), ['sensitive-is-not-slight']],
  ['telling nobody in particular', breach('assess', { persons: 0 }), ['nobody-to-tell']],
  ['an authority told tomorrow', breach('notify-authority', { first_at: LATER, authorities: [{ body: '区网信办', at: LATER, by: '书面' }] }), ['first-at-past']],
  ['an authority told before the first', breach('notify-authority', { first_at: '2026-01-05T03:10:00Z' }), ['first-is-first']],
  ['an authority told before it was found', breach('notify-authority', { first_at: EARLIER }), ['report-after-discovery']],
  ['persons told tomorrow', breach('notify-persons', { persons_first_at: LATER }), ['persons-first-at-past']],
  ['persons told before it was found', breach('notify-persons', { persons_first_at: EARLIER }), ['persons-after-discovery']],
  ['two who were not reached', breach('notify-persons', { unreached: undefined }), ['all-or-said-why']],
  ['two who were not reached by what was published', breach('notify-persons', { unreached: undefined, ways: ['公告'] }), []],
  ['more persons than there are', breach('notify-persons', { persons_told: 39 }), ['~no-more-than-all']],
  ['an order of tomorrow', breach('order', { ordered_on: TOMORROW }), ['ordered-past']],
  ['a measure that is still to be done', breach('measures', { measures: withRow('breach-incident.measures', 'measures', 0, { done_on: TOMORROW }) }), ['measures-done']],
  ['people who were not trained', breach('measures', { trained: false }), ['people-are-trained']],
  ['a closing before persons were told', breach('review', {}, { context: { persons_at: null } }), ['told-before-closed']],
  ['a closing of what nobody had to be told', breach('review', {}, { context: { persons_at: null, not_told: true } }), []],
  ['a grave one that is not assessed again', breach('review', {}, { context: { level: 'grave' } }), ['grave-assessed-again']],

  ['an assessment of nothing', impact('start', { processes: [], registries: [] }), ['covers-something']],
  ['sensitive data as no reason', impact('start', { triggers: ['entrust'] }), ['sensitive-is-a-trigger']],
  ['data sent abroad', impact('start', { triggers: ['sensitive', 'abroad'] }), ['~nothing-goes-abroad']],
  ['receivers without a name', impact('start', { receivers: undefined }), ['receivers-named']],
  ['going on with a high risk', impact('assess', { residual: 'high' }), ['high-risk-stops']],
  ['going on before the measures', impact('assess', { risks: withRow('impact-assessment.assess', 'risks', 0, { in_place: false }) }), ['measures-in-place']],
  ['a low rest of the gravest risk', impact('assess', { risks: withRow('impact-assessment.assess', 'risks', 0, { likelihood: 3, harm: 3 }) }), ['grave-risk-remains']],
  ['a review that is over', impact('assess', { review_on: '2026-01-05' }), ['review-ahead']],
  ['a review after two years', impact('assess', { review_on: '2028-01-05' }), ['review-yearly']],
  ['health data by contract', impact('assess', { basis: 'contract' }), ['sensitive-by-consent']],
  ['refusing what must not go on anyhow', impact('approve', { approval: 'refuse', opinion: '没有必要' }, { context: { conclusion: 'stop' } }), ['stop-is-not-approved-to-go']],
  ['measures in place tomorrow', impact('put-in-place', { in_place_on: TOMORROW }), ['in-place-past']],
  ['a next review that is over', of('impact-assessment-review')('review', { next_review_on: '2026-01-05' }), ['next-ahead']],
  ['a next review after two years', of('impact-assessment-review')('review', { next_review_on: '2028-01-05' }), ['next-yearly']],
];

/** Requests about personal data, breaches, impact assessments. */
export const RIGHTS: RuleBook = { contexts: CONTEXTS, days: DAYS, cases: CASES };
