import { randomUUID } from 'node:crypto';
import type { Store } from '../../../activities/store/connect-store';
import { hashPassword } from '../../../activities/store/passwords';
import type { CompletionResult, TaskDetail } from '../../../web/api/contract';
import { PASSWORD } from './district';
import { pathOf, type Caller } from './portal';

export type Answers = { readonly [name: string]: unknown };
type Rows = readonly Answers[];

/** Two more inspectors: whoever visited may not re-check. */
export async function addInspectors(store: Store, districtId: string): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  await store.people.createMissing(['inspector2', 'inspector3'].map((login) => ({ id: `person-${login}`, login, name: `示例${login}`, passwordHash, posts: [{ role: 'inspector', branchId: districtId }], mustChangePassword: false })));
}

/** What people write, beside what their form suggests. */
export const ANSWERS: { readonly [elementId: string]: (task: TaskDetail) => Answers } = {
  'cycle-plan': () => ({ scope_kinds: ['镇', '街道'], teams: [{ name: '第一组', members: ['person-inspector', 'person-inspector2'], conflict_declared: true }] }),
  'cycle-approve': () => ({ decision: 'approve', opinion: '同意。' }),
  'self-report': ({ draft }) => ({ items: (draft.answers['items'] as Rows).map((item) => ({ ...item, actual: item['code'] === 'MEM-1' ? 40 : 1, ...(item['result'] === 'ratio' ? { den: 1 } : {}), self_score: item['points'] })), has_practice: true, practice_title: '网格宣传', practice_text: '每月入户宣传一次，成效明显。' }),
  'self-sign': () => ({ decision: 'sign', truthful: true }),
  'desk-review': ({ draft }) => ({ checks: ((draft.answers['checks'] ?? []) as Rows).map((check) => ({ ...check, verdict: 'ok' })), result: 'accept', findings: [], wants_onsite: false }),
  'assign-onsite': () => ({ inspectors: ['person-inspector', 'person-inspector2'], recusal_checked: true }),
  'onsite-check': ({ draft, title }) => ({
    outcome: 'done', checkin_place: '示例镇', has_practice: false, interviewees: 2, samples: { members_phoned: 5, certificates_drawn: 3, aeds_read: 1 },
    items: (draft.answers['items'] as Rows).map((item) => ({ ...item, result: '符合', score: item['points'] })),
    findings: title.includes('示例镇') ? [{ code: 'FEE', severity: '较大', title: '会费未上缴', fact: '本年度会费尚未上缴。', basis: '会费管理办法', owner: '会长' }] : [],
  }),
  'onsite-cosign': () => ({ decision: 'agree', present: true }),
  'finding-confirm': () => ({}),
  'score-finalise': () => ({}),
  'score-approve': () => ({ decision: 'approve' }),
  'quarter-report': () => ({ doc_no: '示例〔2026〕1号', summary: '本季度督导按方案完成，总体良好。', next_focus: '会费收缴。', bulletins_included: true, to_board: true }),
  'report-approve': () => ({ decision: 'approve', opinion: '同意。' }),
  'notice-issue': () => ({ notice_no: '示例红督〔2026〕1号', requirement: '请按期整改。', copy_to: ['镇街党（工）委'] }),
  'notice-approve': () => ({ decision: 'approve' }),
  'notice-receipt': () => ({ received: true, contact_post: '秘书长' }),
};

/** Hands a task in with what people write; answers false where this caller may not, or nothing is known to write. */
export async function complete(caller: Caller, taskId: string, own?: Answers): Promise<boolean> {
  const { body: task } = await caller.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  const answersOf = ANSWERS[taskId.split('/').at(-2) ?? ''];
  if ((answersOf === undefined && own === undefined) || !task.may.complete) return false;
  const answer = await caller.send<CompletionResult>('POST', `/api/tasks/${pathOf(taskId)}/completion`, { answers: { ...task.draft.answers, ...answersOf?.(task), ...own }, revision: task.revision }, { 'idempotency-key': randomUUID() });
  if (answer.status >= 300) throw new Error(`${taskId}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return true;
}
