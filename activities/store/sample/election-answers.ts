import { addWorkingDays } from '../../../feel';
import { addDays } from '../../../feel/day';
import type { Calendar } from '../../../feel/types';
import { postOfCandidate, type ElectionFacts } from './election-facts';
import type { SampleElection } from './elections';

type Answers = { readonly [name: string]: unknown };

export interface AnswerSituation {
  readonly election: SampleElection;
  readonly facts: ElectionFacts;
  readonly elementId: string;
  /** Which time the step is open. */
  readonly opening: number;
  readonly inputs: Answers;
  /** What the form copies from earlier steps. */
  readonly prefilled: Answers;
  readonly calendar: Calendar;
}

/** What differs from a form's first example in a sample election; `{}` where the example fits. */
export function electionAnswers(situation: AnswerSituation): Answers {
  return ANSWERS[situation.elementId]?.(situation) ?? {};
}

const has = ({ election }: AnswerSituation, turn: NonNullable<SampleElection['turns']>[number]): boolean => election.turns?.includes(turn) ?? false;

const ANSWERS: { readonly [elementId: string]: (situation: AnswerSituation) => Answers } = {
  'request-submit': (situation) => request(situation),
  'request-review': (situation) => (has(situation, 'returned') && situation.opening === 1 ? { checklist: ['term_true', 'fees_cleared'], result: 'return', opinion: '会员名册还是上年度的，方案缺时间安排，请补正后再报。' } : {}),
  'request-approve': ({ facts, inputs }) => ({
    approval_no: `秀红（示例）〔${facts.today.slice(0, 4)}〕12号`, approved_vice_presidents: inputs['vice_presidents'] ?? undefined, approved_council: inputs['planned_council'] ?? undefined, approved_delegates: inputs['planned_delegates'] ?? undefined,
  }),
  'prep-setup': ({ facts }) => ({ team: ['组长', '材料', '会务'].map((role, index) => ({ name: facts.names[index] ?? `成员${index + 1}（示例）`, role })) }),
  'member-roll-freeze': ({ facts: { branch } }) => ({ members_adult: branch.membersAdult, members_youth: branch.membersYouth, group_members: branch.membersGroup, last_report_adult: branch.membersAdult, eligible_voters: branch.membersAdult }),
  nominate: ({ facts }) => ({ candidates: [...facts.names.map((name, index) => candidate(facts, name, postOfCandidate(facts, index), index)), ...(facts.supervisor === undefined ? [] : [candidate(facts, facts.supervisor, '监事', 0)])] }),
  publicity: (situation) => (has(situation, 'in-publicity') ? {} : past(situation)),
  notice: ({ election, facts, opening }) => (election.until === 'congress' ? {} : { sent_on: addDays(facts.today, -10 - opening), meeting_date: addDays(facts.today, -1) }),
  congress: (situation) => congress(situation),
  'council-first': ({ facts, prefilled }) => council(facts, prefilled),
  'result-report': ({ facts, prefilled }) => result(facts, prefilled),
  'result-approve': ({ facts }) => ({ approval_no: `秀红（示例）〔${facts.today.slice(0, 4)}〕58号`, term_years: facts.branch.termYears }),
  handover: ({ facts: { branch } }) => ({ accounts: branch.officers.filter(({ post, personId }) => post === '副会长' && personId !== undefined).map(({ personId }) => ({ person: personId })) }),
  'defer-submit': () => ({ detail: '社区正在拆分，待居委会换届后再办。', reason: '主要领导调整' }),
};

function request(situation: AnswerSituation): Answers {
  const { facts } = situation;
  if (has(situation, 'deferred') && situation.opening === 1) return { action: 'request-deferral' };
  const { branch, seats, vicePresidents, delegates } = facts;
  const forms = { full: '会员代表大会', standard: '会员大会', light: '直接选举', 'appointed-record': '不召开' } as const;
  const hasCouncil = branch.variant === 'full' || branch.variant === 'standard';
  return {
    doc_no: `${branch.name.slice(0, 4)}红会〔${facts.today.slice(0, 4)}〕3号`, variant: branch.variant, convene_form: forms[branch.variant], planned_delegates: branch.variant === 'full' ? delegates : undefined,
    planned_council: hasCouncil ? seats : undefined, posts: hasCouncil ? { president: 1, vice_presidents: vicePresidents, secretary: 1 } : undefined, supervisor_mode: hasCouncil ? branch.supervisorMode : undefined,
    sign_mode: has(situation, 'signed-online') ? 'online' : 'paper',
  };
}

function candidate(facts: ElectionFacts, name: string, target_post: string, index: number): Answers {
  const isIncumbent = facts.branch.officers.some((officer) => officer.name === name);
  const org_post = ['镇社会事业办干部', '中心小学教师', '卫生院医师', '村委会委员', '社区工作者'][index % 5];
  return { name, org_post, target_post, is_member: true, party_opinion: '同意', is_incumbent: isIncumbent, consecutive_terms: isIncumbent ? 1 : 0, resume_file: 'sample-resume', consent_signed: true };
}

/** A publicity that is over. */
function past({ facts, calendar }: AnswerSituation): Answers {
  const start = addDays(facts.today, -24);
  return { start_date: start, end_date: addWorkingDays(calendar, start, 5).value };
}

function congress(situation: AnswerSituation): Answers {
  const { inputs, opening, prefilled } = situation;
  const should = Number(inputs['should_attend']);
  const common = { held_on: inputs['meeting_date'], should_attend: should };
  if (has(situation, 'no-quorum') && opening === 1) return { ...common, outcome: 'invalid-quorum', present: Math.floor(should * 0.6) };
  const present = Math.ceil(should * 0.9);
  const votes = rows(prefilled['votes']).map((row, index) => ({ ...row, yes: present - (index % 4), no: index % 4, abstain: 0, elected: true }));
  return { ...common, present, ballots: { issued: present, collected: present, valid: present, invalid: 0 }, votes, tellers: ['计票人甲（示例）'], scrutineers: ['监票人乙（示例）'], agenda_results: [{ item: '工作报告', passed: true }, { item: '选举办法', passed: true }], base: '到会' };
}

function council({ seats, supervisor }: ElectionFacts, prefilled: Answers): Answers {
  const present = seats - 1;
  return { should_attend: seats, present, votes: rows(prefilled['votes']).map((row) => ({ ...row, yes: present, no: 0, abstain: 0, elected: true })), honorary: [], supervisors: supervisor === undefined ? undefined : [{ name: supervisor, post: '监事' }] };
}

function result({ branch }: ElectionFacts, prefilled: Answers): Answers {
  const officers = rows(prefilled['officers']).filter((row) => row['post'] !== '理事');
  if (branch.variant !== 'appointed-record') return { officers: officers.length > 0 ? officers : undefined };
  const held = branch.officers.filter(({ post }) => post !== '名誉会长').map(({ name, post }) => ({ name, post, source: '当然' }));
  return { kind: 'appointment', officers: held, files: { report: 'sample-report', basis: 'sample-basis' } };
}

function rows(value: unknown): readonly Answers[] {
  return Array.isArray(value) ? (value as readonly Answers[]) : [];
}
