/** What every resource uses: problems, pages, names of things, forms, limits and files. */
import type { Value } from '../../../feel/types';
import type { AnswerProblem, FormDocument } from '../../../forms/document';
import type { LocalText } from '../../../workflows/engine/plan';

/** A refused request. `message` is what the user sees: what is wrong and what to do. */
export interface Problem {
  /** For example `NotSignedIn`, `Forbidden`, `NotFound`, `InvalidInput`, `TaskNotOpen`, `TaskClaimed`, `ActorExcluded`, `KeyReused`, `StaleRevision`, `DraftGone`, `Unavailable`. */
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

/** A form ready to be shown: localised document, and where its precompiled validator module is. */
export interface FormView {
  readonly id: string;
  readonly hash: string;
  readonly document: FormDocument;
  /** `/api/forms/<hash>/validator.js`: an ES module exporting `createValidator(linearPattern, FORMATS)`, which gives `(answers) => SchemaError[]`, as `standaloneValidator` makes it. */
  readonly validatorUrl: string;
}

export interface LimitView {
  readonly id: string;
  readonly title: LocalText;
  readonly value: Value;
  readonly unit: string;
  readonly basis: { readonly tag: 'S' | 'V' | 'V~' | 'M' | 'D'; readonly text: string };
}

/** POST /api/files (multipart: `taskId`, `processId`, or `instanceId` and `subscriptionId`, then `file`) → FileRef; GET and HEAD /api/files/:id, a download with its name, type and length in the headers. GET /api/files/:id/info → FileRef. GET /api/limits?process= → LimitView[]; PUT /api/limits/:process/:limit { value } → LimitView[], for what starts from then on */

/** GET /api/calendar → `Calendar` of feel/types: what the rules of forms count working days with in the browser. */

/** A case where something else refers to it; in English its title is `titleEn` where the process says how. */
export interface InstanceRef {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
}
