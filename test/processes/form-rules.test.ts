import type { Variables } from '../../feel/types';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import { exampleAnswers } from '../../forms/example-answers';
import { formFiles, limitValues, shippedForm } from './support/shipped';
import { calendar } from './support/story';

type Change = { readonly [name: string]: unknown };

/** What the tasks of the first town's election bring along. */
const limits = limitValues('branch-reelection');
const rule = { quorum_num: 2, quorum_den: 3, majority_num: 1, majority_den: 2, majority_base: '到会' };
const CONTEXTS: { readonly [form: string]: Variables } = {
  'branch-reelection.request-submit': { term_end: '2026-12-01', term_no: 3, members: 240, variant: 'full', overdue: false, deferred_already: false, delegates_from: 80, light_below: 10 },
  'branch-reelection.request-review': { term_end: '2026-12-01', returns: 0, max_returns: 2 },
  'branch-reelection.request-approve': { term_end: '2026-12-01', proposed_date: '2026-11-20', variant: 'full', vice_presidents: 2, planned_council: 15, planned_delegates: 60 },
  'branch-reelection.prep-setup': { approved_on: '2026-01-10', team_min: 3, conditions_given: false },
  'branch-reelection.member-roll-freeze': { last_report_members: 240, members_youth: 0, group_members: 1, mismatch_percent: 5 },
  'branch-reelection.delegate-quota': { planned_delegates: 60, grassroots_percent: 60 },
  'branch-reelection.nominate': { seats: 15, vice_presidents: 2, supervisor_mode: 'none', extra: 1, variant: 'full', max_terms: 2 },
  'branch-reelection.publicity': { min_days: 5, max_days: 7 },
  'branch-reelection.objection': { objection_type: '程序', publicity_end: '2026-10-10' },
  'branch-reelection.report-prepare': { handed_up_percent: 20 },
  'branch-reelection.report-audit': { handed_up_percent: 20 },
  'branch-reelection.notice': { term_end: '2026-12-01', reconvene_by: null, notice_days: 7, planned_date: '2026-11-20', expected: 60 },
  'branch-reelection.congress': { meeting_date: '2026-11-20', seats: 15, failures: 0, should_attend: 60, ...rule, proxy_votes: 0 },
  'branch-reelection.run-off': { open_seats: 2, should_attend: 60, ...rule },
  'branch-reelection.council-first': { seats: 15, vice_presidents: 2, supervisor_mode: 'none', congress_date: '2026-11-20', ...rule },
  'branch-reelection.result-report': { congress_date: '2026-11-20', variant: 'full', last_decision: null },
  'branch-reelection.result-approve': { proposal: 'approve', procedure_ok: true, term_years: 5 },
  'defer.defer-submit': { term_end: '2026-12-01', max_months: Number(limits['defer_max_months']), deferred_already: false },
  'mid-term-change.proposal': { branch: { id: 'lianjing' } },
  'dissolve-merge.application': { branch: { id: 'lianjing' } },
};

/** After everything that the examples say has happened. */
const AFTER = '2026-12-31';
const DAYS: { readonly [form: string]: string } = { 'branch-reelection.request-submit': '2026-02-02', 'defer.defer-submit': '2026-03-02', 'branch-reelection.notice': '2026-11-10' };

interface Case {
  readonly form: string;
  readonly change: Change;
  readonly context?: Variables;
  /** `YYYY-MM-DD`. */
  readonly day?: string;
  readonly example?: number;
}

/** Ids of the rules that the changed example breaks, warnings with a `~`. */
function broken({ form, change, context, day, example = 0 }: Case): string[] {
  const document = shippedForm(form);
  const answers = { ...(example === 0 ? exampleAnswers(document) : document.examples[example]), ...change };
  const now = `${day ?? DAYS[form] ?? AFTER}T02:00:00Z`;
  const problems = checkAnswers(compileForm(document), answers, { context: { ...CONTEXTS[form], ...context }, now, zone: 'Asia/Shanghai', calendar, side: 'server' });
  return problems.map(({ rule: id, level }) => (level === 'warning' ? `~${id}` : id));
}

const election = (step: string, change: Change, more: Partial<Case> = {}): Case => ({ form: `branch-reelection.${step}`, change, ...more });
const example = (form: string, name: string): readonly Change[] => exampleAnswers(shippedForm(`branch-reelection.${form}`))[name] as readonly Change[];
/** A list of the first example with one row changed. */
const row = (form: string, name: string, index: number, change: Change): readonly Change[] => example(form, name).map((item, at) => (at === index ? { ...item, ...change } : item));
const ballots = (issued: number, collected: number, valid: number, invalid: number): Change => ({ ballots: { issued, collected, valid, invalid } });

test.each(formFiles.map((file) => file.replace('/', '.').replace('.form.json', '')))('the first example of %s breaks no rule in its election', (form) => {
  expect(broken({ form, change: {} }).filter((id) => !id.startsWith('~'))).toEqual([]);
});

const CASES: readonly (readonly [what: string, given: Case, rules: readonly string[]])[] = [
  ['a meeting after the end of the term', election('request-submit', { proposed_date: '2026-12-02' }), ['proposed-before-term-end']],
  ['a meeting on the last day of the term', election('request-submit', { proposed_date: '2026-12-01' }), []],
  ['a meeting after the end of a term that is over already', election('request-submit', { proposed_date: '2027-02-01' }, { day: '2026-12-20', context: { overdue: true } }), []],
  ['a meeting in the past', election('request-submit', { proposed_date: '2026-02-01' }), ['proposed-in-future']],
  ['a general meeting of a branch of eighty', election('request-submit', { variant: 'standard', convene_form: '会员大会' }, { context: { members: 80 } }), ['~variant-fits-members']],
  ['a general meeting of a branch of nine', election('request-submit', { variant: 'standard', convene_form: '会员大会' }, { context: { members: 9 } }), ['~variant-fits-members']],
  ['a general meeting of a branch of seventy-nine', election('request-submit', { variant: 'standard', convene_form: '会员大会' }, { context: { members: 79 } }), []],
  ['a council with an even number of members', election('request-submit', { planned_council: 16 }), ['~odd-council']],
  ['a form of meeting that does not fit the variant', election('request-submit', { convene_form: '会员大会' }), ['form-fits-variant']],
  ['a council without a vice-president', election('request-submit', { posts: { president: 1, vice_presidents: 0, secretary: 1 } }), ['posts-of-council']],
  ['six vice-presidents', election('request-submit', { posts: { president: 1, vice_presidents: 6, secretary: 1 } }), ['maximum']],
  ['a request to defer a term that is over', election('request-submit', { action: 'request-deferral' }, { context: { overdue: true } }), ['deferral-before-term-end']],
  ['a request without its sealed scan', election('request-submit', { attach: undefined }), ['required']],

  ['a request that passes although a point is unchecked', election('request-review', { checklist: ['term_true'] }), ['all-checked']],
  ['a request that is returned for the third time', election('request-review', { result: 'return' }, { context: { returns: 2 } }), ['returned-too-often']],
  ['an opinion of fewer than ten characters', election('request-review', { opinion: '同意。' }), ['minLength']],

  ['changed numbers that are called unchanged', election('request-approve', { approved_council: 13 }), ['unchanged']],
  ['an approval of the future', election('request-approve', { approved_date: '2027-01-02' }), ['not-in-future']],

  ['a preparatory team of two', election('prep-setup', { team: example('prep-setup', 'team').slice(0, 2) }), ['team-size']],
  ['a preparatory team without a lead', election('prep-setup', { team: row('prep-setup', 'team', 0, { role: '联络' }) }), ['one-lead']],
  ['a preparatory team that names somebody twice', election('prep-setup', { team: row('prep-setup', 'team', 1, { name: '王强（示例）' }) }), ['distinct-team']],
  ['a negative budget', election('prep-setup', { budget: -1 }), ['minimum']],

  ['a roll that is five percent off', election('member-roll-freeze', { members_adult: 252 }), []],
  ['a roll that is more than five percent off', election('member-roll-freeze', { members_adult: 253 }), ['~roll-mismatch']],
  ['more voters than members', election('member-roll-freeze', { eligible_voters: 246 }), ['voters-on-roll']],
  ['a rate of fees above one', election('member-roll-freeze', { fee_paid_rate: 1.1 }), ['maximum']],

  ['quotas that do not add up', election('delegate-quota', { quota: row('delegate-quota', 'quota', 0, { quota: 9 }) }), ['quota-sum']],
  ['fewer delegates than approved', election('delegate-quota', { delegates_chosen: 59 }), ['all-chosen']],
  ['neither a list nor a file of delegates', election('delegate-quota', { delegate_file: undefined }), ['list-or-file']],
  ['a list that names a delegate twice', election('delegate-quota', { delegates_chosen: 2, quota: [{ unit: '门诊', quota: 2, method: '选举' }], delegate_list: [{ name: '甲（示例）', unit: '门诊' }, { name: '甲（示例）', unit: '门诊' }] }, { context: { planned_delegates: 2 } }), ['list-complete']],
  ['few delegates from the grassroots', election('delegate-quota', { share_grassroots: 40 }), ['~grassroots']],

  ['a candidate fewer than seats', election('nominate', { candidates: example('nominate', 'candidates').slice(0, 14) }), ['equal-number']],
  ['a contested election without an extra candidate', election('nominate', { election_mode: '差额' }), ['contested-number']],
  ['a contested election with one extra candidate', election('nominate', { election_mode: '差额' }, { context: { seats: 14 } }), []],
  ['a person named for two posts', election('nominate', { candidates: row('nominate', 'candidates', 3, { name: '王强（示例）' }) }), ['one-post-each']],
  ['no candidate for president', election('nominate', { candidates: row('nominate', 'candidates', 0, { target_post: '理事' }) }), ['president-named']],
  ['too few candidates for vice-president', election('nominate', { candidates: row('nominate', 'candidates', 1, { target_post: '理事' }) }), ['vice-presidents']],
  ['no supervisor although there is to be one', election('nominate', {}, { context: { supervisor_mode: 'supervisor' } }), ['supervisor-named']],
  ['a candidate who is no member', election('nominate', { candidates: row('nominate', 'candidates', 5, { is_member: false }) }), ['const']],
  ['a candidate who has served many terms', election('nominate', { candidates: row('nominate', 'candidates', 0, { consecutive_terms: 2 }) }), ['~incumbents']],
  ['a council candidate in a light election', election('nominate', { candidates: [...example('nominate', 'candidates').slice(0, 1), ...example('nominate', 'candidates').slice(7, 8)] }, { context: { variant: 'light', seats: 2 } }), ['only-president']],

  ['a candidate who is turned down without a reason', election('qualify', { candidates: row('qualify', 'candidates', 0, { result: '不合格' }), outcome: 'replace' }), ['reason-given']],
  ['a candidate who passes although a point is unchecked', election('qualify', { candidates: row('qualify', 'candidates', 0, { checked: ['age'] }) }), ['fully-checked']],
  ['all pass although one does not', election('qualify', { candidates: row('qualify', 'candidates', 0, { result: '补充', reason: '缺入会登记。' }) }), ['all-qualified']],

  ['five working days over the National Day holiday', election('publicity', { start_date: '2026-09-28', end_date: '2026-10-10' }), []],
  ['four working days over the National Day holiday', election('publicity', { start_date: '2026-09-28', end_date: '2026-10-09' }), ['long-enough']],
  ['seven days that are only five working days', election('publicity', { start_date: '2026-03-02', end_date: '2026-03-09' }), []],
  ['eight working days', election('publicity', { start_date: '2026-03-02', end_date: '2026-03-12' }), ['~not-too-long']],

  ['an unfounded objection that replaces a candidate', election('objection', { outcome: 'replace' }), ['unfounded-resumes']],
  ['a founded objection that changes nothing', election('objection', { conclusion: '成立' }), ['founded-replaces']],
  ['a partly founded objection, either way', election('objection', { conclusion: '部分成立', outcome: 'replace' }), []],
  ['an objection of somebody who is not anonymous and has no name', election('objection', { raiser: { anonymous: false } }), ['raiser-named']],

  ['less than a fifth of the fees handed up', election('report-prepare', { fee_handed_up: 2439.99 }), ['handed-up']],
  ['an adverse audit that passes', election('report-audit', { audit_opinion: '否定', remarks: '账实不符。' }), ['adverse-is-fixed']],

  ['a notice six days before', election('notice', { sent_on: '2026-11-10', meeting_date: '2026-11-16' }), ['early-enough']],
  ['a notice seven days before', election('notice', { sent_on: '2026-11-10', meeting_date: '2026-11-17' }), []],
  ['a meeting later than thirty days after the one without a quorum', election('notice', {}, { context: { reconvene_by: '2026-11-19' } }), ['reconvened-in-time']],
  ['a meeting after the term', election('notice', { meeting_date: '2026-12-02' }), ['~within-term']],

  ['more people present than there are', election('congress', { present: 61, ...ballots(56, 56, 55, 1) }), ['present-at-most-all']],
  ['exactly two thirds present', election('congress', { present: 40, ...ballots(40, 40, 40, 0), votes: example('congress', 'votes').map((vote) => ({ ...vote, yes: 40, no: 0 })) }), []],
  ['just fewer than two thirds present', election('congress', { present: 39, ...ballots(39, 39, 39, 0), votes: example('congress', 'votes').map((vote) => ({ ...vote, yes: 39, no: 0 })) }), ['quorum']],
  ['no quorum claimed although it was met', election('congress', { outcome: 'invalid-quorum', present: 40 }), ['no-quorum']],
  ['proxy votes', election('congress', { proxies: 1 }), ['no-proxies']],
  ['more ballots issued than people present', election('congress', ballots(57, 56, 55, 1)), ['issued']],
  ['more ballots collected than issued', election('congress', ballots(56, 57, 56, 1)), ['collected']],
  ['a void count that is none', election('congress', { outcome: 'invalid-count' }), ['void-count']],
  ['valid and invalid ballots that are not those collected', election('congress', ballots(56, 56, 56, 1)), ['valid-and-invalid']],
  ['more votes for somebody than valid ballots', election('congress', { votes: row('congress', 'votes', 2, { yes: 55, no: 1 }) }), ['votes-at-most-valid']],
  ['somebody elected by exactly half of those present', election('congress', { votes: example('congress', 'votes').map((vote) => ({ ...vote, yes: 28, no: 27 })) }), ['elected-by-majority']],
  ['everybody elected by one more than half of those present', election('congress', { votes: example('congress', 'votes').map((vote) => ({ ...vote, yes: 29, no: 26 })) }), []],
  ['a majority of those present that is none of those who should attend', election('congress', { base: '应到', votes: example('congress', 'votes').map((vote) => ({ ...vote, yes: 30, no: 25 })) }), ['elected-by-majority']],
  ['a seat left open in an election that is called complete', election('congress', { votes: row('congress', 'votes', 14, { elected: false, yes: 20, no: 35 }) }), ['seats-filled']],
  ['all seats filled in an election that is called partial', election('congress', { outcome: 'partial' }), ['seats-open']],
  ['somebody elected with fewer votes than somebody who is not', election('congress', { outcome: 'partial', votes: row('congress', 'votes', 12, { elected: false }) }), ['highest-first']],
  ['a teller who is a candidate', election('congress', { tellers: ['王强（示例）'] }), ['tellers-no-candidates']],
  ['a scrutineer who is a candidate', election('congress', { scrutineers: ['李娟（示例）'] }), ['scrutineers-no-candidates']],
  ['somebody who counts and supervises', election('congress', { tellers: ['许琴（示例）'] }), ['tellers-not-scrutineers']],
  ['a candidate who is on the ballot twice', election('congress', { votes: row('congress', 'votes', 1, { name: '王强（示例）' }) }), ['one-row-each']],
  ['a result without the scrutineers’ signature', election('congress', { scrutineer_signed: false }), ['const']],
  ['a run-off that leaves a seat open and is called complete', election('run-off', { votes: row('run-off', 'votes', 1, { elected: false }) }), ['seats-filled']],

  ['two presidents', election('council-first', { votes: row('council-first', 'votes', 1, { post: '会长' }) }), ['one-president']],
  ['more vice-presidents than approved', election('council-first', {}, { context: { vice_presidents: 1 } }), ['vice-presidents']],
  ['a person elected to two posts', election('council-first', { votes: row('council-first', 'votes', 3, { name: '王强（示例）' }) }), ['one-post-each']],
  ['a council without a quorum', election('council-first', { present: 9, votes: example('council-first', 'votes').map((vote) => ({ ...vote, yes: 9, no: 0 })) }), ['quorum']],
  ['no supervisors although there are to be some', election('council-first', {}, { context: { supervisor_mode: 'board' } }), ['supervisors']],

  ['a result without the minutes', election('result-report', { files: { report: 'a', method: 'b', scrutiny: 'c', publicity: 'd', roll: 'e' } }), ['required']],
  ['an appointment without its basis', election('result-report', { kind: 'appointment', files: { report: 'a' } }, { context: { variant: 'appointed-record' } }), ['required']],
  ['an officer in two posts', election('result-report', { officers: row('result-report', 'officers', 1, { name: '王强（示例）' }) }), ['one-post-each']],
  ['a proposal to approve a procedure that is not in order', election('result-review', { procedure_ok: false }), ['in-order']],
  ['an approval of a procedure that is not in order', election('result-approve', {}, { context: { procedure_ok: false } }), ['in-order']],

  ['an item that nobody has received', election('handover', { items: row('handover', 'items', 3, { received: false }) }), ['all-signed']],
  ['a successor who is the one who leaves', election('handover', { accounts: [{ person: 'p1', successor: 'p1' }] }), ['not-to-oneself']],
  ['old accounts that are not all listed', election('handover', { old_accounts_revoked: false }), ['const']],
  ['an archive with a missing item', election('archive', { items: row('archive', 'items', 0, { state: 'missing' }) }), ['nothing-missing']],
  ['an archive with eleven items', election('archive', { items: example('archive', 'items').slice(0, 11) }), ['minItems', 'twelve-items']],
  ['an archive with an item twice', election('archive', { items: row('archive', 'items', 0, { item: 'roll' }) }), ['twelve-items']],
  ['an item that does not apply, without a note', election('archive', { items: row('archive', 'items', 4, { state: 'not-applicable' }) }), ['not-applicable-noted']],

  ['a deferral asked for a second time', election('request-submit', { action: 'request-deferral' }, { context: { deferred_already: true } }), ['deferral-once']],
  ['a council smaller than its posts', election('request-submit', { planned_council: 3, posts: { president: 1, vice_presidents: 3, secretary: 1 } }), ['posts-fit-council']],
  ['an approved council smaller than its posts', election('request-approve', { decision: 'approve-with-change', conditions: '调整。', approved_council: 3 }), ['posts-fit-council']],
  ['a roll of the future', election('member-roll-freeze', { roll_date: '2027-01-02' }), ['roll-date']],
  ['few fees paid', election('member-roll-freeze', { fee_paid_rate: 0.5 }), ['~fees-paid']],
  ['a unit with two rows of delegates', election('delegate-quota', { quota: row('delegate-quota', 'quota', 1, { unit: '镇机关' }) }), ['unit-once']],
  ['no candidate for secretary-general', election('nominate', { candidates: row('nominate', 'candidates', 3, { target_post: '理事' }) }), ['secretary-named']],
  ['a candidate whose unit objects', election('nominate', { candidates: row('nominate', 'candidates', 8, { party_opinion: '不同意' }) }), ['unit-agrees']],
  ['a list sent back although everybody is qualified', election('qualify', { outcome: 'replace' }), ['someone-to-replace']],
  ['a publicity that has not begun', election('publicity', { start_date: '2027-01-04', end_date: '2027-01-11' }), ['not-backdated']],
  ['more fees spent than came in', election('report-prepare', { fee_spent: 9761 }), ['~spent-what-was-kept']],
  ['an audit that passes although too little was handed up', election('report-audit', { fee_handed_up: 2000 }), ['handed-up']],
  ['a notice of the future', election('notice', { sent_on: '2026-11-11' }), ['sent-already']],
  ['a congress of the future', election('congress', { held_on: '2027-01-02' }), ['held-already']],
  ['a run-off with more people than there are', election('run-off', { present: 61 }), ['present-at-most-all']],
  ['a run-off without a quorum', election('run-off', { present: 39, ...ballots(39, 39, 39, 0), votes: example('run-off', 'votes').map((vote) => ({ ...vote, yes: 39, no: 0 })) }), ['quorum']],
  ['a run-off with more ballots than people', election('run-off', ballots(53, 52, 52, 0)), ['issued']],
  ['a run-off with more ballots collected than issued', election('run-off', ballots(51, 52, 52, 0)), ['collected']],
  ['a run-off whose ballots do not add up', election('run-off', ballots(52, 52, 52, 1)), ['valid-and-invalid']],
  ['a run-off with more votes than ballots', election('run-off', { votes: row('run-off', 'votes', 0, { no: 9 }) }), ['votes-at-most-valid']],
  ['a run-off won without a majority', election('run-off', { votes: row('run-off', 'votes', 1, { yes: 26, no: 26 }) }), ['elected-by-majority']],
  ['a run-off won with fewer votes than the loser has', election('run-off', { outcome: 'vacant', votes: row('run-off', 'votes', 0, { elected: false }) }), ['highest-first']],
  ['a run-off that is called open although it filled all seats', election('run-off', { outcome: 'vacant' }), ['seats-open']],
  ['more council members present than there are', election('council-first', { present: 16 }), ['present-at-most-all']],
  ['more votes in the council than members present', election('council-first', { votes: row('council-first', 'votes', 0, { no: 3 }) }), ['votes-at-most-present']],
  ['an officer elected by half of the council', election('council-first', { votes: row('council-first', 'votes', 0, { yes: 7, no: 7 }) }), ['elected-by-majority']],
  ['a council without a secretary-general', election('council-first', { votes: row('council-first', 'votes', 3, { elected: false }) }), ['one-secretary']],
  ['a council that meets before the congress', election('council-first', { held_on: '2026-11-19' }), ['after-congress']],
  ['an election reported as an appointment', election('result-report', { kind: 'appointment', files: { report: 'a', basis: 'b' } }), ['kind-fits']],
  ['a result without a president', election('result-report', { officers: row('result-report', 'officers', 0, { post: '副会长' }) }), ['one-president']],
  ['a report of the future', election('result-report', { submitted_on: '2027-01-02' }), ['submitted-already']],
  ['a redo proposed without naming a defect', election('result-review', { proposal: 'order-redo' }), ['defects-named']],
  ['an announcement of the future', election('announce', { announced_on: '2027-01-02' }), ['announced-already']],
  ['a handover with an item twice', election('handover', { items: row('handover', 'items', 0, { item: '名册' }) }), ['eight-items']],
  ['a branch asked to supply what is not missing', election('archive', { outcome: 'supply' }), ['something-missing']],

  ['a deferral after the term has ended', { form: 'defer.defer-submit', change: {}, day: '2026-12-02' }, ['filed-in-time']],
  ['a second deferral', { form: 'defer.defer-submit', change: {}, context: { deferred_already: true } }, ['once-only']],
  ['a deferral to a day within the term', { form: 'defer.defer-submit', change: { new_date: '2026-12-01' } }, ['after-term']],
  ['a deferral approved in the future', { form: 'defer.defer-approve', change: { approved_date: '2027-01-02' } }, ['not-in-future']],
  ['a replacement of nobody', { form: 'mid-term-change.proposal', change: { changes: [{ post: '副会长', name: '孙丽（示例）', org_post: '主任', source: '补选' }] } }, ['leaving-named']],
  ['a replacement by the one who leaves', { form: 'mid-term-change.proposal', change: { changes: [{ post: '副会长', leaving: '孙丽（示例）', name: '孙丽（示例）', org_post: '主任', source: '补选' }] } }, ['not-oneself']],
  ['a person who takes two posts', { form: 'mid-term-change.proposal', change: { kind: '补选', changes: [{ post: '副会长', name: '孙丽（示例）', org_post: '主任', source: '补选' }, { post: '秘书长', name: '孙丽（示例）', org_post: '主任', source: '补选' }] } }, ['one-post-each']],
  ['a change decided in the future', { form: 'mid-term-change.proposal', change: { decided_on: '2027-01-02' } }, ['decided-already']],
  ['a change approved in the future', { form: 'mid-term-change.change-approve', change: { approved_date: '2027-01-02' } }, ['not-in-future']],
  ['a closure decided in the future', { form: 'dissolve-merge.application', change: { decided_on: '2027-01-02' } }, ['decided-already']],
  ['a closure approved in the future', { form: 'dissolve-merge.approval', change: { approved_date: '2027-01-02' } }, ['not-in-future']],
  ['a transfer that is not complete', { form: 'dissolve-merge.transfer', change: { done: ['members'] } }, ['all-done']],
  ['a small new branch with a council', { form: 'new-establishment.application', change: { members_adult: 9 } }, ['~light-when-small']],
  ['a new branch approved in the future', { form: 'new-establishment.approval', change: { approved_date: '2027-01-02' } }, ['not-in-future']],
  ['a deferral of a year and a day', { form: 'defer.defer-submit', change: { new_date: '2027-12-02' } }, ['at-most-a-year']],
  ['a merger into itself', { form: 'dissolve-merge.application', change: { merge_into: 'lianjing' } }, ['not-into-itself']],
];

describe.each(CASES)('%s', (_what, given, rules) => {
  test(rules.length === 0 ? 'is taken' : `breaks ${rules.join(', ')}`, () => {
    expect([...new Set(broken(given))]).toEqual(rules);
  });
});

test('every rule of every form is broken by some case', () => {
  const tried = new Set(CASES.flatMap(([, { form }, rules]) => rules.map((id) => `${form} ${id.replace('~', '')}`)));
  const untried = formFiles.flatMap((file) => {
    const form = shippedForm(file.replace('/', '.').replace('.form.json', ''));
    return (form.rules ?? []).map(({ id }) => `${form.id} ${id}`).filter((id) => !tried.has(id));
  });

  expect(untried).toEqual([]);
});
