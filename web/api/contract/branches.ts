import type { LocalText } from '../../../workflows/engine/plan';
import type { InstanceRow } from './instances';
import type { ProcessRow } from './processes';
import type { BranchRef, InstanceRef } from './shared';

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
  readonly running?: InstanceRef & { readonly standsAt: LocalText };
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
