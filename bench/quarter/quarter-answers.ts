import { inspectionAnswers, cycleAnswers } from '../../activities/store/sample/inspection-answers';
import type { AnsweredTask } from '../../activities/store/sample/play-tasks';
import type { BranchDocument } from '../../activities/store/documents';
import type { Answers } from '../../cli/demo/cast';
import type { BranchRow, TaskDetail } from '../../web/api/contract';
import type { Strand } from './plot';

export interface Asked {
  readonly task: TaskDetail;
  /** Which time the step is open in its case. */
  readonly opening: number;
  /** Whoever answers; the id of the person. */
  readonly by: string;
  readonly branch: BranchRow | undefined;
  readonly strand: Strand | undefined;
  readonly today: string;
}

/** What differs from the form's first example. */
export function quarterAnswers(asked: Asked): Answers {
  const { task: { elementId }, today } = asked;
  if (elementId === 'cycle-plan') return { ...cycleAnswers(today, elementId), self_from: today };
  return { ...inspected(asked), ...OWN[elementId]?.(asked) };
}

function inspected({ task, opening, branch, strand, today }: Asked): Answers {
  if (branch === undefined) return {};
  const facts = { inspection: { branchId: branch.id, ...(strand?.practice === undefined ? {} : { practice: strand.practice }) }, branch: { ...branch, _id: branch.id, membersAdult: branch.members } as unknown as BranchDocument, today };
  return inspectionAnswers(facts, { task: { elementId: task.elementId, inputs: task.context }, opening, prefilled: {} } as unknown as AnsweredTask);
}

const OWN: { readonly [elementId: string]: (asked: Asked) => Answers } = {
  'self-report': ({ task }) => ({ base_date: task.draft.answers['base_date'] }),
  'assign-onsite': ({ today }) => ({ visit_on: today }),
  'onsite-check': ({ strand }) => ({ findings: strand?.found ?? [] }),
  'finding-confirm': ({ task, strand }) => ({ rows: rows(task, 'finding_rows').map((row) => ({ ...row, agree: strand?.disputed !== true, ...(strand?.disputed === true ? { reason: '名册已补录，请再核实（示例）。' } : {}) })) }),
  'dispute-decide': ({ task }) => ({ rows: rows(task, 'disputed').map((row) => ({ ...row, decision: 'drop', opinion: '经核实已整改（示例）。' })) }),
  'notice-issue': ({ task, today }) => ({ notice_no: `示例红督〔${today.slice(0, 4)}〕${task.branch.id.length + 30}号`, rows: rows(task, 'rows') }),
  'rectify-plan': ({ task }) => ({ finish_on: task.draft.answers['finish_on'] }),
  recheck: ({ by, strand, opening }) => ({ rechecker: by, ...(opening === 1 && strand?.redo === true ? { verdict: '部分', fact: '仍有会议没有纪要（示例）。' } : {}), ...(opening === 1 && strand?.untrue === true ? { verdict: '未整改', false_report: true, fact: '会费并未上缴，报告不实（示例）。' } : {}) }),
  'major-decide': ({ task }) => ({ rectify_by: task.draft.answers['rectify_by'] }),
  'extension-decide': ({ task }) => ({ granted_due: task.context['new_due'] }),
  interview: ({ today }) => ({ held_on: today }),
  'quarter-report': ({ today }) => ({ doc_no: `示例〔${today.slice(0, 4)}〕8号`, practices: [{ title: '“红十字+网格”宣传（示例）', branch: 'hudang' }] }),
};

function rows(task: TaskDetail, name: string): readonly Answers[] {
  const value: unknown = task.context[name];
  return Array.isArray(value) ? (value as readonly Answers[]) : [];
}
