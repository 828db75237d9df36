import type { Variables } from '../../../feel/types';
import type { LocalText } from '../../../workflows/engine/plan';
import type { BranchRef, FileRef, FormView, InstanceRef, PersonRef } from './shared';
import type { CommentView, SubmissionView, TaskRow } from './tasks';

/** GET /api/instances/:id/next: what comes next in a case, for whoever just handed something in. */
export interface NextView {
  readonly status: InstanceRow['status'];
  /** The open tasks that I can do. */
  readonly tasks: readonly TaskRow[];
  /** What else is waited for, also of others. */
  readonly waits: readonly WaitView[];
}

/** GET /api/instances?view=started|branch|all&status&process&branch&q&incidents=1&sort&page&size */
export interface InstanceRow {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  /** What the record that it is about is called, masked; for whoever may read that record. */
  readonly about?: string;
  readonly process: { readonly id: string; readonly name: LocalText };
  readonly branch: BranchRef;
  readonly status: 'running' | 'completed' | 'cancelled' | 'failed';
  readonly incidents: number;
  readonly standsAt: readonly { readonly elementId: string; readonly name: LocalText; readonly since: string }[];
  readonly startedAt: string;
  readonly startedBy: PersonRef;
  readonly endedAt?: string;
  readonly due?: string;
}

/** What people may do at an event that waits, besides their tasks. GET /api/instances/:id/actions → ActionView[]; POST /api/instances/:id/actions/:subscriptionId { answers }, header `idempotency-key` → CompletionResult; 409 `ActionNotOpen`. */
export interface ActionView {
  readonly subscriptionId: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly form: FormView;
  /** Read-only values beside the form, `context.*` in its rules. */
  readonly context: Variables;
  /** First values. */
  readonly answers: { readonly [name: string]: unknown };
  readonly may: boolean;
  /** The absent person for whom the viewer would do it. */
  readonly onBehalfOf?: PersonRef;
}

/**
 * A campaign that runs (`boai:campaign`), for those who direct campaigns. POST /api/instances/:id/campaign/:elementId/items { branchIds },
 * header `idempotency-key` → { seq, visible }; POST …/exemptions { childIds, reason } → { exempted, visible }. 409 `CampaignOver`.
 */

/** GET /api/instances/:id; POST /api/instances/:id/cancellation { reason } → { seq, visible } */
export interface InstanceDetail extends InstanceRow {
  readonly version: number;
  readonly seq: number;
  readonly diagram: {
    readonly xml: string;
    /** Element and flow ids. */
    readonly active: readonly string[];
    readonly visited: readonly string[];
    readonly taken: readonly string[];
    readonly incidents: readonly string[];
  };
  readonly timeline: readonly TimelineEntry[];
  /** 为什么停在这里. */
  readonly waits: readonly WaitView[];
  readonly submissions: readonly SubmissionView[];
  readonly actions: readonly ActionView[];
  /** What the process printed, newest first. */
  readonly papers: readonly FileRef[];
  readonly incidentList: readonly IncidentView[];
  readonly children: readonly InstanceRow[];
  readonly parent?: InstanceRef;
  readonly comments: readonly CommentView[];
  readonly endReason?: string;
  readonly may: { readonly cancel: boolean; readonly retry: boolean; readonly comment: boolean };
}

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: 'started' | 'task-opened' | 'task-completed' | 'task-cancelled' | 'reminder' | 'hand-reminder' | 'escalation' | 'timer' | 'job' | 'message' | 'action' | 'incident' | 'incident-resolved' | 'child-started' | 'child-ended' | 'changed' | 'ended';
  readonly elementId?: string;
  readonly name?: LocalText;
  readonly by?: PersonRef;
  readonly text: LocalText;
  /** Of a completed task: how long it was open. */
  readonly seconds?: number;
  readonly submissionId?: string;
}

export interface WaitView {
  readonly elementId: string;
  readonly name: LocalText;
  readonly kind: 'task' | 'timer' | 'message' | 'signal' | 'job' | 'child' | 'incident' | 'join' | 'compensation';
  /** What is awaited, in words. */
  readonly detail: LocalText;
  readonly since: string;
  readonly who: readonly { readonly group: string; readonly name: LocalText; readonly people: readonly PersonRef[] }[];
  readonly claimedBy?: PersonRef;
  readonly due?: string;
  readonly dueAssumed: boolean;
  /** What happens next by itself, and when. */
  readonly next: readonly { readonly at: string; readonly text: LocalText }[];
  readonly taskId?: string;
}

/** GET /api/incidents?open=1&page&size → Page<IncidentView>; POST /api/incidents/:id/retry { variables? } → { seq, visible } */
export interface IncidentView {
  readonly id: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly cause: string;
  readonly message: string;
  readonly raisedAt: string;
  readonly resolvedAt?: string;
}
