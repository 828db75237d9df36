import { addWorkingDays } from '../../../feel';
import { addDays } from '../../../feel/day';
import type { BranchDocument } from '../documents';
import { firstAidCounts } from './first-aid-records';
import { FOUND, type SampleInspection } from './inspections';
import { calendar, type AnsweredTask, type Answers } from './play-tasks';
import { inspectedQuarter } from './quarter';

const INSPECTORS = ['person-hejun', 'person-dengli'];
const TEAMS = [['liutang', 'sangyuan', 'lingwan', 'daoxiang', 'lianjing'], ['yunqiao', 'chenhui', 'hudang', 'xinyuan']];
/** Where an AED is reported that the register doesn't have. */
const MISCOUNTED = 'hudang';
const PRACTICE = { practice_title: '“红十字+网格”宣传（示例）', practice_text: '与社区网格结合，每月入户宣传一次，居民知晓率明显提高（示例）。' };

/** The plan of the quarter and its approval, with self-reports open since yesterday. */
export function cycleAnswers(today: string, elementId: string): Answers {
  if (elementId !== 'cycle-plan') return {};
  return {
    exempt: [], onsite_add: [], onsite_drop: [], indicator_set: '15-5', self_from: addDays(today, -1), onsite_until: addDays(today, 30), focus: '会员名册、会费上缴和AED完好情况（示例）。',
    teams: TEAMS.map((towns, index) => ({ name: index === 0 ? '第一组' : '第二组', members: index === 0 ? INSPECTORS : ['person-mabin', 'person-dengli'], towns, conflict_declared: true })),
  };
}

export interface InspectionFacts {
  readonly inspection: SampleInspection;
  readonly branch: BranchDocument;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What differs from a form's first example in an inspection and the rectification that follows; `{}` where the example fits. */
export function inspectionAnswers(facts: InspectionFacts, asked: AnsweredTask): Answers {
  return ANSWERS[asked.task.elementId]?.(facts, asked) ?? {};
}

const ANSWERS: { readonly [elementId: string]: (facts: InspectionFacts, asked: AnsweredTask) => Answers } = {
  'self-report': (facts, asked) => ({ items: rows(asked, 'items').map((item) => figure(facts, item)), difficulty: null, ...practice(facts) }),
  'desk-review': (facts, asked) => ({
    checks: rows(asked, 'checks').map((check) => ({ ...check, verdict: 'ok' })), result: 'accept', wants_onsite: facts.inspection.visit === true,
    scores: rows(asked, 'score_rows').map((row) => ({ ...row, score: row['na'] === true ? undefined : (row['score'] ?? row['self_score'] ?? row['points']) })), findings: findings(facts),
  }),
  'assign-onsite': ({ inspection, today }) => ({ inspectors: INSPECTORS, visit_on: inspection.until === 'onsite-check' ? addWorkingDays(calendar, today, 3).value : today }),
  'onsite-check': (facts, asked) => ({
    visited_on: facts.today, checkin_place: facts.branch.name.replace('红十字会（示例）', ''), findings: findings(facts),
    items: rows(asked, 'score_rows').map((row, index) => ({ ...row, result: index % 7 === 3 ? '基本符合' : '符合', score: index % 7 === 3 ? Math.floor(Number(row['points']) / 2) : row['points'] })),
  }),
  'finding-confirm': (_facts, asked) => ({ rows: rows(asked, 'finding_rows') }),
  'score-finalise': (_facts, { task: { inputs } }) => ({ total: inputs['total'], grade: inputs['grade'], blocks: inputs['blocks'] ?? null, comment: '会员名册要及时更新（示例）。' }),
  'notice-issue': (facts, asked) => ({ notice_no: `示例红督〔${facts.today.slice(0, 4)}〕${facts.branch._id === 'liutang' ? 31 : 32}号`, rows: rows(asked, 'rows') }),
  'rectify-plan': ({ today }) => ({ finish_on: addDays(today, 10) }),
};

/** The figure of the quarter: as the registers have it (one branch counts an AED too many), else about as last quarter. */
function figure({ branch, today }: InspectionFacts, item: Answers): Answers {
  const { code, result, points, last } = item;
  const { certificates, aeds } = firstAidCounts(branch._id, today, inspectedQuarter(today).to);
  const registered: { readonly [code: string]: number } = { 'MEM-1': branch.membersAdult, 'AID-1': certificates, 'AID-7': aeds + (branch._id === MISCOUNTED ? 1 : 0) };
  const actual = registered[String(code)] ?? (result === 'boolean' ? 1 : typeof last === 'number' ? last : 2 + (branch.name.length % 5));
  return { ...item, actual, self_score: points, ...(result === 'ratio' ? { den: Math.max(1, Math.ceil(actual * 1.1)) } : {}), ...(item['evidence_needed'] === true ? { evidence: ['sample-photo-1'] } : {}) };
}

function practice({ inspection }: InspectionFacts): Answers {
  return inspection.practice === true ? { has_practice: true, ...PRACTICE } : { has_practice: false, practice_title: null, practice_text: null, practice_photos: null };
}

function findings({ inspection }: InspectionFacts): readonly Answers[] {
  return (inspection.found ?? []).map((kind) => FOUND[kind]);
}

function rows({ task }: AnsweredTask, name: string): readonly Answers[] {
  const value: unknown = task.inputs[name];
  return Array.isArray(value) ? (value as readonly Answers[]) : [];
}
