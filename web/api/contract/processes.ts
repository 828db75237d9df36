import type { Variables } from '../../../feel/types';
import type { LocalText } from '../../../workflows/engine/plan';
import type { BranchRef, FormView, LimitView } from './shared';
import type { Draft, TaskRow } from './tasks';

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
