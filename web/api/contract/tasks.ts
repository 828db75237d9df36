import type { Variables } from '../../../feel/types';
import type { LocalText } from '../../../workflows/engine/plan';
import type { TaskRecord } from '../registry-contract';
import type { BranchRef, FileRef, FormView, LimitView, PersonRef } from './shared';

/**
 * GET /api/tasks?view=mine|group|done|all|calls&due=overdue|today|week&process&element&branch&q&sort=due|priority&page&size.
 * `mine`: claimed by or assigned to me, or only I can do it; `group`: open to my posts and unclaimed;
 * `calls` (今日电话): of both, those about a record, by priority.
 */
export interface TaskRow {
  readonly id: string;
  /** The step of the process: tasks of the same kind share it. */
  readonly elementId: string;
  readonly name: LocalText;
  /** The instance's title. */
  readonly title: string;
  readonly titleEn?: string;
  /** What the record that it is about is called, masked: 张*. */
  readonly about?: string;
  readonly instanceId: string;
  readonly process: { readonly id: string; readonly name: LocalText };
  readonly branch: BranchRef;
  readonly due?: string;
  /** 暂按推算: the due date rests on a year without a published holiday table. */
  readonly dueAssumed: boolean;
  readonly openedAt: string;
  readonly closedAt?: string;
  readonly priority: number;
  /** Why the priority is what it is, when the process says so (input `risk_reasons`). */
  readonly why?: readonly LocalText[];
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly claimedBy?: PersonRef;
  readonly assignee?: PersonRef;
  readonly groups: readonly { readonly group: string; readonly name: LocalText }[];
  readonly revision: number;
  readonly completedBy?: PersonRef;
}

/** GET /api/tasks/summary */
export interface TaskSummary {
  readonly overdue: number;
  readonly today: number;
  readonly week: number;
  readonly mine: number;
  readonly group: number;
  /** 今日电话 */
  readonly calls: number;
  readonly started: number;
  readonly unreadNotifications: number;
}

/**
 * GET /api/tasks/:id. Ids hold slashes: send them through `encodeURIComponent`.
 * POST /api/tasks/:id/claim { revision }, /release { revision }, /assignment { to, revision } → TaskRow; a lost race is 409 `TaskClaimed`, `TaskNotOpen` or `StaleRevision`.
 * POST /api/tasks/:id/copy { format: 'pdf' | 'xlsx' } → FileRef (201): a copy of what is kept about the person, where `copy` is there.
 */
export interface TaskDetail extends TaskRow {
  readonly form?: FormView;
  /** The record that it is about (`boai:record`), and what is linked to it. */
  readonly record?: TaskRecord;
  /** The form's file field for a copy of what is kept about the person, for who may make one (`boai:copy`). */
  readonly copy?: string;
  /** The record (`<registry>/<id>`) whose personal fields who does the task may correct, on its page with ?task=<id> (`boai:corrects`). */
  readonly corrects?: string;
  /** What to say in a call (`boai:script`). */
  readonly script?: LocalText;
  /** Read-only values beside the form, `context.*` in its rules. */
  readonly context: Variables;
  readonly draft: Draft;
  /** The answers given, when it is completed. */
  readonly submission?: SubmissionView;
  /** Earlier steps' answers, newest first. */
  readonly earlier: readonly SubmissionView[];
  /** What the process printed, newest first. */
  readonly papers: readonly FileRef[];
  readonly comments: readonly CommentView[];
  /** Limits that the process uses, with their 依据. */
  readonly limits: readonly LimitView[];
  readonly may: { readonly claim: boolean; readonly release: boolean; readonly reassign: boolean; readonly complete: boolean; readonly link: boolean; readonly why?: LocalText };
}

/** PUT /api/tasks/:id/draft, PUT /api/processes/:id/start/draft with SaveDraft → Draft. Saved as one types, valid or not; 409 `DraftGone` when it was handed in meanwhile. */
export interface Draft {
  readonly revision: number;
  readonly answers: { readonly [name: string]: unknown };
  /** Top-level fields that somebody else changed since `baseRevision` and this save also changed: theirs is kept in `theirs`, ours was stored. */
  readonly conflicts: readonly { readonly field: string; readonly theirs: unknown; readonly by: PersonRef; readonly at: string }[];
  /** Absent: nothing is kept yet, `answers` are the form's first values. */
  readonly savedAt?: string;
  readonly others: readonly PersonRef[];
}

export interface SaveDraft {
  readonly baseRevision: number;
  /** Changed top-level fields only; null removes. */
  readonly changes: { readonly [name: string]: unknown };
}

/**
 * POST /api/tasks/:id/completion { answers, revision }, header `idempotency-key` (a UUID made when the page opened).
 * 422 `InvalidInput` with `problems`; 503 `Unavailable`: send the same key and answers again, or a new key once the answers change (409 `KeyReused` otherwise).
 */
export interface CompletionResult {
  readonly seq: number;
  /** False with status 202: accepted, shown a little later. */
  readonly visible: boolean;
  /** The next tasks that I can see, first those that I can do. */
  readonly next: readonly TaskRow[];
  readonly status: 'running' | 'completed' | 'cancelled' | 'failed';
  readonly repeated: boolean;
}

export interface SubmissionView {
  readonly id: string;
  readonly taskId: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly by: PersonRef;
  /** Who was away, when a deputy handed it in. */
  readonly onBehalfOf?: PersonRef;
  readonly at: string;
  readonly form?: FormView;
  /** Masked where personal. */
  readonly answers: { readonly [name: string]: unknown };
  readonly files: readonly FileRef[];
}

/** GET, POST { text, taskId? } /api/instances/:id/comments */
export interface CommentView {
  readonly id: string;
  readonly by: PersonRef;
  readonly text: string;
  readonly at: string;
  readonly taskId?: string;
}
