import type { Variables } from '../../../feel/types';
import type { LocalText, RelatedRecords } from '../../../workflows/engine/plan';

export interface TaskDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly title: string;
  /** Where the process says how. */
  readonly titleEn?: string;
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

/** One draft per task or per person's start of a process; fields are merged one by one. */
export interface DraftDocument {
  /** Task id, or `start/<process id>/<person id>`. */
  readonly _id: string;
  readonly answers: { readonly [name: string]: unknown };
  /** By top-level field: who wrote it last, and the draft's revision then. */
  readonly fields: { readonly [name: string]: { readonly by: string; readonly at: Date; readonly revision: number } };
  readonly revision: number;
  readonly updatedAt: Date;
  /** The revision at which what stood here was handed in: a save that was begun before comes too late. */
  readonly handedIn?: number;
}
