/** The shapes of what MongoDB holds, as plain objects. Models and indexes stand beside, one file per collection. */
import type { Value, Variables } from '../../feel/types';
import type { EngineEvent } from '../../workflows/engine/events';
import type { Command } from '../../workflows/engine/commands';
import type { LocalText, Plan, RelatedRecords } from '../../workflows/engine/plan';
import type { State } from '../../workflows/engine/state';
import type { FormDocument } from '../../forms/document';

/** A running or ended process instance: the read model, written last in each step. */
export interface InstanceDocument {
  readonly _id: string;
  readonly processId: string;
  readonly planHash: string;
  readonly processName: LocalText;
  readonly businessKey: string;
  readonly title: string;
  readonly branchId: string;
  /** Whose data key seals its personal answers, when not its own. */
  readonly subject?: string;
  readonly status: 'running' | 'completed' | 'cancelled' | 'failed';
  readonly incidents: number;
  readonly seq: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt?: Date;
  readonly endReason?: string;
  readonly parentId?: string;
  /** The instance whose job began it without waiting for it. */
  readonly origin?: string;
  /** Names of the elements where it stands, for lists. */
  readonly standsAt: readonly { readonly elementId: string; readonly name: LocalText; readonly since: string }[];
  /** Earliest due instant among open tasks. */
  readonly due?: Date;
  readonly updatedAt: Date;
  /** Snapshot after step `seq`: for 为什么停在这里 and reconcile; Temporal's own state stays the truth. */
  readonly state: State;
}

export interface TaskDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly title: string;
  readonly formId?: string;
  readonly formHash?: string;
  readonly branchId: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly excludedActors: readonly string[];
  readonly assignee?: string;
  readonly due?: Date;
  readonly dueAssumed: boolean;
  readonly followUp?: Date;
  readonly priority: number;
  readonly inputs: Variables;
  /** The record that it is about, `<registry>/<id>`, and what is listed beside it. */
  readonly record?: string;
  readonly related?: readonly RelatedRecords[];
  readonly script?: LocalText;
  /** It may be filled in by a link, without an account. */
  readonly byLink?: true;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly openedAt: Date;
  readonly closedAt?: Date;
  readonly completedBy?: string;
  /** The absent person for whom a deputy completed it. */
  readonly completedFor?: string;
  readonly submissionId?: string;
  /** Claim; `revision` grows with every claim, release and reassignment. */
  readonly claimedBy?: string;
  readonly claimedAt?: Date;
  /** The absent person for whom a deputy claimed it. */
  readonly claimedFor?: string;
  readonly revision: number;
  readonly seq: number;
}

export interface SubmissionDocument {
  /** The idempotency key. */
  readonly _id: string;
  readonly instanceId: string;
  readonly taskId: string;
  readonly elementId: string;
  readonly formId?: string;
  readonly formHash?: string;
  /** All answers; those of `x-pii` fields encrypted as `{ $enc: key id, data }`. */
  readonly answers: { readonly [name: string]: unknown };
  readonly answerHash: string;
  readonly by: string;
  /** The absent person for whom a deputy handed it in. */
  readonly onBehalfOf?: string;
  readonly at: Date;
  readonly status: 'pending' | 'accepted' | 'refused';
  readonly seq?: number;
  /** What was agreed to, or not, with the text's version: kept also when the answers can't be read any more. */
  readonly consents?: readonly ConsentAnswer[];
}

/** One answered consent of a submission. */
export interface ConsentAnswer {
  /** JSON pointer into the answers. */
  readonly path: string;
  readonly purpose: string;
  readonly version: number;
  readonly textHash: string;
  readonly given: boolean;
  readonly at: Date;
}

/** A link by which somebody without an account fills in one form, once. Its token is known to nobody but who holds it. */
export interface LinkDocument {
  /** Says nothing about the token; who acts through the link is called `link/<id>`. */
  readonly _id: string;
  /** SHA-256 of the token. */
  readonly tokenHash: string;
  readonly kind: 'task' | 'start';
  readonly taskId?: string;
  /** Of a start link: the instance that it began. */
  readonly instanceId?: string;
  readonly processId: string;
  readonly branchId: string;
  /** Whom it was made for, masked. */
  readonly label: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly openedAt?: Date;
  /** Idempotency key of the submission that has taken the link. */
  readonly key?: string;
  /** Since when. */
  readonly keyAt?: Date;
  readonly usedAt?: Date;
  readonly revokedAt?: Date;
  readonly revokedBy?: string;
  /** Whether its text message went out; never to which number. */
  readonly sms?: { readonly at: Date; readonly sent: boolean };
}

/** The append-only event log: source of timeline, publish check and reconcile. */
export interface EventDocument {
  /** `instance id` + `#` + seq. */
  readonly _id: string;
  readonly instanceId: string;
  readonly seq: number;
  readonly event: EngineEvent;
  readonly commands: readonly Command[];
  readonly now: Date;
  readonly semantics: number;
  readonly planHash: string;
  readonly calendarVersion: string;
}

/** A reminder, escalation or other notice for people, in the portal. */
export interface NotificationDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly taskId?: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly kind: 'reminder' | 'escalation' | 'notice';
  readonly text: LocalText;
  readonly branchId: string;
  readonly at: Date;
  readonly readBy: readonly string[];
  /** Until its deliveries outside the portal are planned. */
  readonly toDeliver?: true;
}

export interface SubscriptionDocument {
  /** `instance id` + `#` + subscription id. */
  readonly _id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly subscriptionId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
  readonly seq: number;
  /** A closed one is kept for a day, so that a late write cannot open it again. */
  readonly open: boolean;
  readonly closedAt?: Date;
  /** The message that is on its way to it. */
  readonly takenBy?: string;
}

export interface MessageDocument {
  readonly _id: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  readonly at: Date;
  readonly expiresAt: Date;
  /** The instance that caused it: it does not hear of its own doing. */
  readonly except?: string;
  /** At most one subscription of each process gets it. */
  readonly deliveredTo: readonly { readonly processId: string; readonly subscriptionId: string }[];
}

export interface IncidentDocument {
  /** `instance id` + `#` + incident id. */
  readonly _id: string;
  readonly instanceId: string;
  readonly incidentId: string;
  readonly elementId: string;
  readonly branchId: string;
  readonly cause: string;
  readonly message: string;
  readonly raisedAt: Date;
  readonly resolvedAt?: Date;
  readonly resolvedBy?: string;
}

/** A published definition; a plan is stored once by its content hash. */
export interface DefinitionDocument {
  /** `process id` + `@` + version. */
  readonly _id: string;
  readonly processId: string;
  readonly version: number;
  readonly latest: boolean;
  readonly name: LocalText;
  readonly xml: string;
  readonly planHash: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  /** Set when the process begins by itself (timer start event). */
  readonly startsBySchedule: boolean;
  /** Message and signal start events of the process: what begins an instance when it is published. */
  readonly messageStarts: readonly { readonly name: string; readonly startEvent: string }[];
  readonly signalStarts: readonly { readonly name: string; readonly startEvent: string }[];
}

export interface PlanDocument {
  readonly _id: string;
  readonly plan: Plan;
}

export interface FormVersionDocument {
  /** Content hash. */
  readonly _id: string;
  readonly formId: string;
  readonly latest: boolean;
  readonly document: FormDocument;
}

export interface BranchDocument {
  readonly _id: string;
  readonly name: string;
  readonly kind: '区' | '镇' | '街道' | '村' | '社区' | '学校' | '医疗卫生机构' | '企业' | '机关事业' | '专业市场' | '新经济组织' | '会员小组';
  readonly parentId?: string;
  /** Ids from the root to the parent; what scoping queries use. */
  readonly ancestors: readonly string[];
  readonly status: 'active' | 'suspended' | 'merged' | 'dissolved';
  readonly termNo: number;
  /** `YYYY-MM-DD`. */
  readonly termStart: string;
  readonly termEnd: string;
  readonly termYears: number;
  readonly variant: 'full' | 'standard' | 'light' | 'appointed-record';
  readonly supervisorMode: 'none' | 'supervisor' | 'board';
  readonly membersAdult: number;
  readonly membersYouth: number;
  readonly membersGroup: number;
  readonly officers: readonly OfficerEntry[];
  readonly terms: readonly TermEntry[];
  readonly sample: boolean;
  readonly updatedAt: Date;
  readonly revision: number;
}

export interface OfficerEntry {
  readonly personId?: string;
  readonly name: string;
  readonly post: string;
  readonly from: string;
  readonly to?: string;
  readonly source: '选举' | '补选' | '聘任' | '当然';
}

export interface TermEntry {
  readonly no: number;
  readonly start: string;
  readonly end: string;
  readonly congressDate?: string;
  readonly approvalNo?: string;
  readonly instanceId?: string;
  /** Until when an approved deferral lets it last; its own end stays as it was. */
  readonly deferredTo?: string;
}

export interface Post {
  readonly role: string;
  readonly branchId: string;
  readonly from?: string;
  readonly to?: string;
}

export interface PersonDocument {
  readonly _id: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly posts: readonly Post[];
  /** `role@branchId` of every post, `role` too for district posts: what inbox queries match. */
  readonly groups: readonly string[];
  readonly sample: boolean;
  readonly locale: 'zh' | 'en';
  readonly failedSignIns: number;
  readonly lockedUntil?: Date;
  readonly createdAt: Date;
  readonly lastSignInAt?: Date;
  /** Sessions that began before are over: the person was disabled, or the password changed. */
  readonly sessionsEndedAt?: Date;
}

/** One draft per task or per person's start of a process; fields are merged one by one. */
export interface DraftDocument {
  /** Task id, or `start/<process id>/<person id>`. */
  readonly _id: string;
  readonly answers: { readonly [name: string]: unknown };
  /** By top-level field: who wrote it last, and the draft's revision then. */
  readonly fields: { readonly [name: string]: { readonly by: string; readonly at: Date; readonly revision: number } };
  readonly revision: number;
  readonly updatedAt: Date;
}

export interface CommentDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly taskId?: string;
  readonly by: string;
  readonly text: string;
  readonly at: Date;
}

/** A limit or threshold as configured; what a running instance uses was copied at its start. */
export interface LimitDocument {
  /** `process id` + `/` + limit id. */
  readonly _id: string;
  readonly processId: string;
  readonly limitId: string;
  readonly title: LocalText;
  readonly value: Value;
  readonly unit: string;
  readonly basis: { readonly tag: 'S' | 'V' | 'V~' | 'M' | 'D'; readonly text: string };
  readonly changedBy?: string;
  readonly changedAt?: Date;
}

/** A record that a process runs for by itself, or did: one document for each. */
export interface EntityDocument {
  /** `process id` + `/` + record id. */
  readonly _id: string;
  readonly processId: string;
  readonly registry: string;
  readonly recordId: string;
  /** What its instance is known by. */
  readonly key: string;
  /** Whether the record fulfilled the condition when it was last looked at. */
  readonly active: boolean;
  /** False while an instance is due. */
  readonly began: boolean;
  /** How often it has come to fulfil the condition. */
  readonly turn: number;
  readonly instanceId?: string;
  readonly since: Date;
}

/** How far the records of a process with `boai:each` have been looked at. */
export interface EntitySweepDocument {
  /** Process id. */
  readonly _id: string;
  /** Under another plan everything is looked at anew. */
  readonly planHash?: string;
  /** Records changed before that were looked at. */
  readonly until?: Date;
  /** When all of them were looked at. */
  readonly fullAt?: Date;
  readonly leasedBy?: string;
  readonly leasedUntil?: Date;
}

export interface AuditDocument {
  readonly _id: string;
  readonly at: Date;
  readonly by: string;
  /** For example `task.completed`, `person.created`. */
  readonly action: string;
  readonly subject: string;
  readonly branchId?: string;
  readonly detail: { readonly [name: string]: unknown };
}
