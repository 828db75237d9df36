import type { Variables } from '../../../feel/types';
import { listOf, withRow, type Change, type RuleBook, type RuleCase } from '../support/rule-book';

const grades = { excellent_from: 90, good_from: 80, pass_from: 60 };
const finding = { branch_name: '莲泾镇红十字会（示例）', finding: '会员名册未更新', severity: '一般', due_on: '2027-01-20' };
const CONTEXTS: { readonly [form: string]: Variables } = {
  'supervision-cycle.cycle-plan': { quarter_to: '2026-12-31', next_day: '2027-01-04', visits_by: '2027-02-10', team_min: 2 },
  'supervision-cycle.cycle-approve': { onsite_share: 25.3, share_min: 25 },
  'branch-inspection.self-report': { base_day: '2026-12-31', change_percent: 50 },
  'branch-inspection.desk-review': { queries: 0, max_queries: 2 },
  'branch-inspection.assign-onsite': { visits_by: '2027-02-10' },
  'branch-inspection.onsite-check': { visit_on: '2026-12-20', reschedules: 0, max_reschedules: 2, sample_members: 5, sample_certificates: 3 },
  'branch-inspection.score-finalise': { total: 86, grade: '良', capped: false, cap: 79, grave: false, ...grades },
  'rectification.notice-issue': { days_ordinary: 15, days_considerable: 30 },
  'aed-watch.maintain': { kind: 'check', before_days: 30 },
  'finding-rectification.rectify-plan': finding,
  'finding-rectification.extension': { limit_on: '2027-01-15', extended: false, extension_days: 15 },
  'finding-rectification.extension-decide': { ...finding, due_on: '2027-01-15', extension_days: 15 },
  'finding-rectification.recheck': { ...finding, first_inspectors: ['person-hejun'] },
};
/** A week before the examples of what is still to come. */
const DAYS: { readonly [form: string]: string } = { 'branch-inspection.assign-onsite': '2027-01-10' };

const of = (process: string) => (step: string, change: Change, more: Partial<RuleCase> = {}): RuleCase => ({ form: `${process}.${step}`, change, ...more });
const cycle = of('supervision-cycle');
const inspection = of('branch-inspection');
const rectification = of('finding-rectification');
const upkeep = (change: Change, kind: string): RuleCase => of('aed-watch')('maintain', change, { context: { kind } });
const self = (index: number, change: Change): Change => ({ items: withRow('branch-inspection.self-report', 'items', index, change) });
const visit = (index: number, change: Change): Change => ({ items: withRow('branch-inspection.onsite-check', 'items', index, change) });
const found = (step: string, index: number, change: Change): Change => ({ findings: withRow(`branch-inspection.${step}`, 'findings', index, change) });
const returned: readonly (readonly [string, RuleCase])[] = [
  ['a self-report', inspection('self-sign', { decision: 'return' })], ['a visit', inspection('onsite-cosign', { decision: 'return' })], ['a score', inspection('score-approve', { decision: 'return' })],
  ['a notice', of('rectification')('notice-approve', { decision: 'return' })], ['a plan', rectification('plan-review', { decision: 'return' })], ['a rectification', rectification('rectify-sign', { decision: 'return' })], ['a closing', rectification('close-approve', { decision: 'return' })],
];

const CASES: RuleBook['cases'] = [
  ['an inspection of a year far away', cycle('start', { quarter: '2029Q1' }), ['not-too-far']],
  ['a plan that leaves the streets out', cycle('cycle-plan', { scope_kinds: ['镇', '村'] }), ['towns-covered']],
  ['self-reports before the quarter is over', cycle('cycle-plan', { self_from: '2026-12-31' }), ['self-after-quarter']],
  ['visits that end before the self-reports', cycle('cycle-plan', { onsite_until: '2027-01-04' }), ['visits-after-reports']],
  ['a team of three where four are asked for', cycle('cycle-plan', {}, { context: { team_min: 4 } }), ['one-team-each']],
  ['a branch that is added and dropped', cycle('cycle-plan', { onsite_drop: [{ branch: 'lianjing-xuexiao1', why: '正在装修' }] }), ['drop-with-add']],
  ['a plan that visits fewer than a quarter', cycle('cycle-approve', {}, { context: { onsite_share: 24.9 } }), ['~share-kept']],

  ['an indicator without a figure', inspection('self-report', self(1, { actual: undefined })), ['all-answered']],
  ['an indicator that does not apply', inspection('self-report', self(1, { actual: undefined, self_score: undefined, na: true })), []],
  ['an own score above its points', inspection('self-report', self(0, { self_score: 6 })), ['score-within-points']],
  ['a ratio above one', inspection('self-report', self(2, { actual: 121 })), ['ratio-whole']],
  ['a ratio without a denominator', inspection('self-report', self(2, { den: undefined })), ['ratio-whole']],
  ['a yes-or-no item answered with two', inspection('self-report', self(0, { actual: 2 })), ['yes-or-no']],
  ['half as many again as last quarter', inspection('self-report', self(1, { actual: 177 })), []],
  ['more than half as many again, unexplained', inspection('self-report', self(1, { actual: 178 })), ['~explained-jump']],
  ['more than half as many again, explained', inspection('self-report', self(1, { actual: 178, note: '两村合并。' })), []],
  ['a figure without the evidence that it needs', inspection('self-report', self(3, { evidence: [] })), ['~evidence-given']],
  ['figures of tomorrow', inspection('self-report', { base_date: '2027-01-01' }), ['as-of-past']],
  ['a correction without a figure', inspection('self-clarify', { answers: [{ ...listOf('branch-inspection.self-clarify', 'answers')[0], correct: false }] }), ['corrected']],

  ['a query that asks nothing', inspection('desk-review', { result: 'query' }), ['something-to-ask']],
  ['a review that passes with a question open', inspection('desk-review', { checks: withRow('branch-inspection.desk-review', 'checks', 0, { verdict: 'ask' }) }), ['nothing-left-to-ask']],
  ['a third query', inspection('desk-review', {}, { example: 1, context: { queries: 2 } }), ['asked-too-often']],
  ['a finding that is not written down', inspection('desk-review', { findings: [] }), ['finding-noted']],
  ['an item that is not scored', inspection('desk-review', { scores: withRow('branch-inspection.desk-review', 'scores', 0, { score: undefined }) }), ['scored']],
  ['misused funds that are called ordinary', inspection('desk-review', found('desk-review', 0, { code: 'FUND' })), ['grave-kinds']],
  ['an AED out of order that is called ordinary', inspection('desk-review', found('desk-review', 0, { code: 'AED' })), ['~at-once-kinds']],

  ['an inspector who has to stand back', inspection('assign-onsite', { recused: ['person-hejun'] }), ['nobody-recused']],
  ['a single inspector', inspection('assign-onsite', { inspectors: ['person-hejun'] }), ['minItems']],
  ['a visit after the plan’s last day', inspection('assign-onsite', { visit_on: '2027-02-11' }), ['~in-the-window']],
  ['a visit on a Sunday', inspection('assign-onsite', { visit_on: '2027-01-24' }), ['~on-a-working-day']],
  ['an item that does not apply and has points', inspection('onsite-check', visit(3, { score: 5 })), ['scored-unless-not-applicable']],
  ['more points than there are', inspection('onsite-check', visit(0, { score: 21 })), ['scored-unless-not-applicable']],
  ['points for what is not met', inspection('onsite-check', visit(2, { score: 5 })), ['~no-points-for-not-met']],
  ['too few members phoned', inspection('onsite-check', { samples: { members_phoned: 4, certificates_drawn: 3, aeds_read: 2 } }), ['~enough-samples']],
  ['a visit of tomorrow', inspection('onsite-check', { visited_on: '2027-01-01' }), ['not-in-future']],
  ['a visit that is put off to an earlier day', inspection('onsite-check', {}, { example: 1, context: { visit_on: '2027-02-05' } }), ['later-day']],
  ['a visit that is put off for the third time', inspection('onsite-check', {}, { example: 1, context: { reschedules: 2 } }), ['put-off-too-often']],
  ['false data that are called considerable', inspection('onsite-check', found('onsite-check', 1, { code: 'DATA' })), ['grave-kinds']],
  ['expired supplies that are called ordinary', inspection('onsite-check', found('onsite-check', 0, { code: 'SUPPLY' })), ['~at-once-kinds']],

  ['a dispute without a reason', inspection('finding-confirm', { rows: withRow('branch-inspection.finding-confirm', 'rows', 0, { agree: false }) }), ['reasoned']],
  ['an amendment to nothing', inspection('dispute-decide', { rows: withRow('branch-inspection.dispute-decide', 'rows', 0, { decision: 'amend' }) }), ['amended-to']],
  ['a total that does not follow', inspection('score-finalise', { total: 87 }), ['total-adds-up']],
  ['a total with an adjustment', inspection('score-finalise', { total: 84, adjustments: [{ delta: -2, why: '两次退回' }] }), []],
  ['a late report with 86 points', inspection('score-finalise', {}, { context: { capped: true } }), ['capped-when-late']],
  ['a pass with 86 points', inspection('score-finalise', { grade: '合格' }), ['grade-of-total']],
  ['a veto that passes', inspection('score-finalise', { veto: ['data'] }), ['veto-fails']],
  ['a grave finding without a veto', inspection('score-finalise', {}, { context: { grave: true } }), ['~veto-of-findings']],
  ...returned.map(([what, given]): RuleBook['cases'][number] => [`${what} that is returned without a word`, given, ['say-why']]),

  ['an ordinary finding with fourteen days', of('rectification')('notice-issue', { rows: withRow('rectification.notice-issue', 'rows', 0, { days: 14 }) }), ['~no-shorter']],
  ['a plan that ends after the limit', rectification('rectify-plan', { finish_on: '2027-01-21' }), ['within-limit']],
  ['a stop-gap of tomorrow', rectification('stop-gap', { done_on: '2027-01-01' }), ['not-in-future']],
  ['a grave finding to be rectified today', rectification('major-decide', { rectify_by: '2026-12-31' }), ['by-a-later-day']],
  ['a rectification of tomorrow', rectification('rectify-submit', { finished_on: '2027-01-01' }), ['not-in-future']],
  ['an extension that is asked for after the limit', rectification('extension', { ext_new_due: '2027-01-25' }, { day: '2027-01-16' }), ['filed-before-due']],
  ['an extension that is asked for on the last day', rectification('extension', {}, { day: '2027-01-15' }), []],
  ['a second extension', rectification('extension', {}, { context: { extended: true } }), ['once-only']],
  ['an extension to an earlier day', rectification('extension', { ext_new_due: '2027-01-15' }), ['later-than-due']],
  ['an extension of sixteen days', rectification('extension', { ext_new_due: '2027-01-31' }), ['not-too-long']],
  ['an extension granted to no day', rectification('extension-decide', { granted_due: undefined }), ['until-when']],
  ['sixteen days granted', rectification('extension-decide', { granted_due: '2027-01-31' }), ['not-too-long']],
  ['a re-check by one of the first inspectors', rectification('recheck', { rechecker: 'person-hejun' }), ['somebody-else']],
  ['a false report that counts as rectified', rectification('recheck', { false_report: true }), ['false-is-not-rectified']],
  ['a re-check of tomorrow', rectification('recheck', { checked_on: '2027-01-01' }), ['not-in-future']],
  ...['urge', 'phone-urge', 'interview', 'bulletin'].map((step): RuleBook['cases'][number] => [`a rung (${step}) that is held back with hardly a word`, rectification(step, { action: 'hold', reason: '再等等' }), ['reasoned-hold']]),
  ['pads that were not replaced', upkeep({ pads_until: undefined }, 'pads'), ['pads-replaced']],
  ['pads that expire within the month', upkeep({ pads_until: '2027-01-20' }, 'pads'), ['pads-replaced']],
  ['a battery that was not replaced', upkeep({ battery_until: undefined }, 'battery'), ['battery-replaced']],
  ['a device with old pads that is taken out of use', upkeep({ pads_until: undefined, result: '停用', note: '等新电极片。' }, 'pads'), []],
  ['a device that is still broken', upkeep({ result: '待处理', note: '自检仍报警。' }, 'repair'), ['repaired']],
  ['something wrong, without saying what', upkeep({ result: '待处理' }, 'check'), ['said-why']],
  ['a hand-over of tomorrow', of('accountability')('hand-over', { sent_on: '2027-01-01' }), ['not-in-future']],
  ['an answer of tomorrow', of('accountability')('feedback', { answered_on: '2027-01-01' }), ['not-in-future']],
  ['a proposal although nobody was heard', of('accountability')('propose', { heard_party: false }), ['const']],
];

/** Cases for the forms of the quarterly inspection, of rectification and of accountability. */
export const SUPERVISION: RuleBook = { contexts: CONTEXTS, days: DAYS, cases: CASES };
