/**
 * What the portal and the API say to each other. Everything is JSON under `/api`; instants are ISO strings.
 * Errors are `Problem` with the status that `errors.ts` chose. Lists are paged on the server.
 */
import type { AnswerProblem, FormDocument } from '../../forms/document';
import type { Value, Variables } from '../../feel/types';
import type { LocalText } from '../../workflows/engine/plan';
import type { TaskRecord } from './registry-contract';

/** A refused request. `message` is what the user sees: what is wrong and what to do. */
export interface Problem {
  /** For example `NotSignedIn`, `Forbidden`, `NotFound`, `InvalidInput`, `TaskNotOpen`, `TaskClaimed`, `ActorExcluded`, `KeyReused`, `StaleRevision`, `Unavailable`. */
  readonly code: string;
  readonly message: LocalText;
  /** Of `InvalidInput`: everything wrong with a request body or with a form's answers. */
  readonly problems?: readonly AnswerProblem[];
  /** Of `TaskClaimed` and `TaskNotOpen`: who was first, and when. */
  readonly by?: PersonRef;
  readonly at?: string;
  readonly retryAfterSeconds?: number;
  /** Of `AlreadyRunning`: the instance that runs. */
  readonly instanceId?: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

export interface BranchRef {
  readonly id: string;
  readonly name: string;
}

export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** GET, POST { login, password }, DELETE /api/session; POST /api/session/password { current, next }; PATCH /api/session { locale } */
export interface Session {
  readonly person: PersonRef & { readonly login: string; readonly locale: 'zh' | 'en' };
  readonly mustChangePassword: boolean;
  readonly posts: readonly { readonly role: string; readonly roleName: LocalText; readonly branch: BranchRef }[];
  /** What the navigation shows: `tasks`, `start`, `instances`, `branches`, `registries`, `people`, `limits`, `channels`; and what lists offer: `remind`, `reassign`. */
  readonly may: readonly string[];
  /** Sent back in the header `x-csrf-token` with every request that changes something. */
  readonly csrfToken: string;
  readonly sample: boolean;
  /** Those who are away and whose tasks I do, and until when (`YYYY-MM-DD`). */
  readonly standsInFor: readonly { readonly person: PersonRef; readonly until: string }[];
}

/** GET /api/session/options, without signing in: whether this is the sample district, and the logins that may be tried. */
export interface SignInOptions {
  readonly sample: boolean;
  readonly accounts: readonly { readonly login: string; readonly password: string; readonly name: string; readonly post: LocalText; readonly branch: string }[];
}

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

/** A form ready to be shown: localised document, and where its precompiled validator module is. */
export interface FormView {
  readonly id: string;
  readonly hash: string;
  readonly document: FormDocument;
  /** `/api/forms/<hash>/validator.js`: an ES module exporting `createValidator(linearPattern, FORMATS)`, which gives `(answers) => SchemaError[]`, as `standaloneValidator` makes it. */
  readonly validatorUrl: string;
}

/**
 * GET /api/tasks/:id. Ids hold slashes: send them through `encodeURIComponent`.
 * POST /api/tasks/:id/claim { revision }, /release { revision }, /assignment { to, revision } → TaskRow; a lost race is 409 `TaskClaimed`, `TaskNotOpen` or `StaleRevision`.
 */
export interface TaskDetail extends TaskRow {
  readonly form?: FormView;
  /** The record that it is about (`boai:record`), and what is linked to it. */
  readonly record?: TaskRecord;
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

/** PUT /api/tasks/:id/draft, PUT /api/processes/:id/start/draft with SaveDraft → Draft. Saved as one types, valid or not. */
export interface Draft {
  readonly revision: number;
  readonly answers: { readonly [name: string]: unknown };
  /** Top-level fields that somebody else changed since `baseRevision` and this save also changed: theirs is kept in `theirs`, ours was stored. */
  readonly conflicts: readonly { readonly field: string; readonly theirs: unknown; readonly by: PersonRef; readonly at: string }[];
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

export interface LimitView {
  readonly id: string;
  readonly title: LocalText;
  readonly value: Value;
  readonly unit: string;
  readonly basis: { readonly tag: 'S' | 'V' | 'V~' | 'M' | 'D'; readonly text: string };
}

/** GET /api/processes */
export interface ProcessRow {
  readonly id: string;
  readonly name: LocalText;
  readonly version: number;
  readonly description?: LocalText;
  readonly mayStart: boolean;
  /** The start form asks for a record of this registry in this field: a record's page offers to start it. */
  readonly about?: { readonly registry: string; readonly field: string };
  readonly running: number;
}

/** Whether the impact of handling personal data has been assessed, and until when that holds; only for those who may read assessments. */
export interface AssessmentView {
  readonly state: 'valid' | 'overdue' | 'none';
  /** Record of the registry `impact-assessment`. */
  readonly recordId?: string;
  /** `YYYY-MM-DD` */
  readonly reviewOn?: string;
}

/** GET /api/processes/:id/start?branch=: everything the start page needs. POST /api/processes/:id/instances { branchId, answers }, header `idempotency-key` → StartResult; 409 `AlreadyRunning` with `instanceId` */
export interface StartView {
  readonly process: ProcessRow;
  readonly form?: FormView;
  readonly branches: readonly BranchRef[];
  readonly context: Variables;
  readonly draft: Draft;
  readonly limits: readonly LimitView[];
  readonly mayLink: boolean;
  /** When the process handles personal data. */
  readonly assessment?: AssessmentView;
}

export interface StartResult {
  readonly instanceId: string;
  /** False with status 202: started, shown a little later. */
  readonly visible: boolean;
  readonly next: readonly TaskRow[];
}

/** GET /api/instances/:id/next: what comes next in a case, for whoever just handed something in. */
export interface NextView {
  readonly status: InstanceRow['status'];
  /** The open tasks that I can see, first those that I can do. */
  readonly tasks: readonly TaskRow[];
  /** What else is waited for. */
  readonly waits: readonly WaitView[];
}

/** GET /api/instances?view=started|branch|all&status&process&branch&q&incidents=1&sort&page&size */
export interface InstanceRow {
  readonly id: string;
  readonly title: string;
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
  readonly parent?: { readonly id: string; readonly title: string };
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

/** GET /api/branches?town&kind&status&term=overdue|6m|12m|later&q&sort=termEnd|-termEnd|name|…&page&size; GET /api/branches/export (xlsx, same filters); GET /api/branches/tree */
export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: BranchRef;
  readonly status: string;
  readonly termNo: number;
  readonly termEnd: string;
  /** Negative when overdue. */
  readonly daysLeft: number;
  readonly variant: string;
  readonly president?: string;
  readonly secretary?: string;
  readonly members: number;
  /** A running re-election or other process about its term. */
  readonly running?: { readonly id: string; readonly title: string; readonly standsAt: LocalText };
}

export interface BranchNode extends BranchRef {
  readonly kind: string;
  readonly daysLeft: number;
  readonly children: readonly BranchNode[];
}

/** GET /api/branches/:id */
export interface BranchDetail extends BranchRow {
  readonly termStart: string;
  readonly termYears: number;
  readonly supervisorMode: string;
  readonly membersAdult: number;
  readonly membersYouth: number;
  readonly membersGroup: number;
  readonly officers: readonly { readonly name: string; readonly post: string; readonly from: string; readonly to?: string; readonly source: string }[];
  readonly terms: readonly { readonly no: number; readonly start: string; readonly end: string; readonly congressDate?: string; readonly approvalNo?: string; readonly instanceId?: string }[];
  readonly instances: readonly InstanceRow[];
  readonly startable: readonly ProcessRow[];
}

/** GET /api/people?branch&role&q&disabled&page&size; POST /api/people { name, login, posts } → { person, initialPassword }; PATCH /api/people/:id { name?, posts?, disabled? }; POST /api/people/:id/password-reset → { initialPassword } */
export interface PersonRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly posts: readonly { readonly role: string; readonly roleName: LocalText; readonly branch: BranchRef }[];
  readonly lastSignInAt?: string;
}

/** GET /api/directory?q&role&branch&limit: people for pickers; or ?ids=a,b: what those people are called. GET /api/roles → { id, name, branchRole }[] */
export interface DirectoryEntry extends PersonRef {
  readonly posts: readonly LocalText[];
}

/** GET /api/notifications?unread=1&page&size; POST /api/notifications/read { ids } or { all: true } */
export interface NotificationRow {
  readonly id: string;
  readonly kind: 'reminder' | 'escalation' | 'notice';
  readonly text: LocalText;
  readonly at: string;
  readonly read: boolean;
  readonly taskId?: string;
  readonly instanceId: string;
}

/** GET /api/live: server-sent events of this type, only about what I may see. */
export type LiveEvent =
  | { readonly kind: 'tasks-changed'; readonly instanceId: string; readonly taskIds: readonly string[] }
  | { readonly kind: 'instance-changed'; readonly instanceId: string; readonly seq: number }
  | { readonly kind: 'draft-changed'; readonly taskId: string; readonly revision: number; readonly by: PersonRef }
  | { readonly kind: 'notified'; readonly unread: number }
  /** Without ids: any of the registry's may have changed. */
  | { readonly kind: 'records-changed'; readonly registry: string; readonly recordIds?: readonly string[] };

/** POST /api/files (multipart: `taskId`, `processId`, or `instanceId` and `subscriptionId`, then `file`) → FileRef; GET and HEAD /api/files/:id, a download with its name, type and length in the headers. GET /api/files/:id/info → FileRef. GET /api/limits?process= → LimitView[]; PUT /api/limits/:process/:limit { value } → LimitView[], for what starts from then on */

/** GET /api/calendar → `Calendar` of feel/types: what the rules of forms count working days with in the browser. */

/**
 * GET /api/tasks/:id/links, GET /api/processes/:id/links (those I made): forms that somebody without an account may fill in by a link.
 * POST /api/tasks/:id/links { label, days, sms?, phone? } (`phone` where the task's record has no number), POST /api/processes/:id/links { branchId, label, days, phone? } → LinkMade.
 * POST /api/links/:id/revocation → LinkRow.
 */
export interface LinkOffer {
  readonly links: readonly LinkRow[];
  readonly mostDays: number;
  /** Whether links can be sent as text messages. */
  readonly sms: boolean;
  /** The mobile number in the task's record, masked: text messages go there. */
  readonly number?: string;
}

/** `closed`: the task was done or withdrawn without it. */
export type LinkState = 'ready' | 'opened' | 'used' | 'expired' | 'revoked' | 'closed';

export interface LinkRow {
  readonly id: string;
  /** Whom it was made for, masked. */
  readonly label: string;
  readonly state: LinkState;
  readonly createdBy: PersonRef;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly openedAt?: string;
  readonly usedAt?: string;
  readonly revokedAt?: string;
  readonly sms?: 'sent' | 'failed';
}

/** The address is shown this once: only its hash is kept. */
export interface LinkMade {
  readonly link: LinkRow;
  readonly url: string;
}

/**
 * GET /api/f/:token, without a session: all that a link shows. POST /api/f/:token/files (multipart `file`) → FileRef; GET, HEAD /api/f/:token/files/:id.
 * POST /api/f/:token/submission { answers }, header `idempotency-key` → LinkResult. 404 `LinkUnknown`; 410 `LinkUsed`, `LinkExpired`, `LinkRevoked`, `LinkClosed`.
 */
export interface LinkView {
  readonly district: string;
  readonly branch?: string;
  /** Of the task, or of the process that the form starts. */
  readonly name: LocalText;
  readonly expiresAt: string;
  readonly due?: string;
  readonly form: FormView;
  readonly context: Variables;
  /** First values. */
  readonly answers: { readonly [name: string]: unknown };
  /** Papers that belong to it: GET /api/f/:token/papers/:id */
  readonly papers?: readonly FileRef[];
}

export interface LinkResult {
  /** False with status 202: accepted, shown a little later. */
  readonly visible: boolean;
}
