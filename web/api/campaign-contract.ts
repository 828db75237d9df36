/** What the portal and the API say to each other about campaigns (督导批次) and the supervisors' first screen. As in `contract.ts`. */
import type { LocalText } from '../../workflows/engine/plan';
import type { BranchRef, InstanceRef, InstanceRow } from './contract';

/** GET /api/campaigns?page&size → Page<CampaignRow>, newest first */
export interface CampaignRow extends InstanceRow {
  readonly counts: CampaignCounts;
}

export interface CampaignCounts {
  readonly total: number;
  readonly done: number;
  readonly running: number;
  /** Have a step that is past its due date. */
  readonly late: number;
  /** Have not taken any step yet. */
  readonly untouched: number;
  readonly exempted: number;
}

/** GET /api/campaigns/:id: the whole matrix, a row for each branch in sight */
export interface CampaignView extends CampaignRow {
  readonly elementId: string;
  readonly stages: readonly { readonly id: string; readonly title: LocalText; readonly done: number; readonly open: number; readonly late: number }[];
  readonly rows: readonly CampaignBranch[];
  readonly may: { readonly direct: boolean; readonly remind: boolean };
}

export interface CampaignBranch {
  readonly branch: BranchRef & { readonly kind: string; readonly town?: BranchRef };
  /** Absent until its instance has started. */
  readonly instanceId?: string;
  readonly state: 'waiting' | 'running' | 'done' | 'exempted' | 'stopped';
  readonly why?: string;
  /** Days that its latest step is over its due date. */
  readonly lateDays: number;
  /** In the order of the stages. */
  readonly cells: readonly CampaignCell[];
}

export interface CampaignCell {
  /** `none`: has not come to it; `passed`: ended without it. */
  readonly state: 'none' | 'open' | 'late' | 'done' | 'passed';
  readonly due?: string;
  /** When its last step was done. */
  readonly at?: string;
  /** Done after it was due. */
  readonly wasLate?: boolean;
  readonly taskIds: readonly string[];
}

/** GET /api/overview?branch: what supervisors look at first; each number names the list behind it. */
export interface SupervisionOverview {
  readonly asOf: string;
  readonly branch?: BranchRef;
  readonly towns: readonly BranchRef[];
  readonly cycle?: InstanceRef & { readonly counts: CampaignCounts; readonly onTime: number };
  readonly figures: readonly OverviewFigure[];
  readonly byTown: readonly OverviewGroup[];
  readonly byKind: readonly OverviewGroup[];
}

export interface OverviewFigure {
  readonly id: 'terms-overdue' | 'terms-due' | 'elections-running' | 'donors-due' | 'donors-overdue' | 'rectifications-open' | 'rectifications-overdue' | 'tasks-overdue';
  readonly value: number;
  /** Path of the list behind it, with its filter. */
  readonly to: string;
  readonly isBad: boolean;
}

export interface OverviewGroup {
  readonly key: string;
  readonly title: string;
  readonly branches: number;
  readonly cycle: { readonly done: number; readonly running: number; readonly late: number; readonly untouched: number };
  readonly termsDue: number;
  readonly termsOverdue: number;
  readonly rectificationsOpen: number;
  readonly rectificationsOverdue: number;
  readonly tasksOverdue: number;
}
