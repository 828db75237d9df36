/** What the portal and the API say to each other about plan indicators. As in `contract.ts`; days are `YYYY-MM-DD`. */
import type { LocalText } from '../../workflows/engine/plan';
import type { IndicatorLight, IndicatorStanding } from '../../registries/indicator-standing';
import type { BranchRef, PersonRef } from './contract';
import type { RecordChange } from './registry-contract';

export type { IndicatorLight, IndicatorStanding };

export interface IndicatorSet {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly status: 'draft' | 'current' | 'closed';
  readonly source: string;
  readonly note?: string;
  readonly yellowLag: number;
  readonly redLag: number;
}

/** GET /api/indicators?set&branch&asOf: the running set of today when left out; `branch`: a town or branch instead of the district. */
export interface IndicatorOverview {
  readonly sets: readonly IndicatorSet[];
  /** Absent when no set has been entered yet. */
  readonly set?: IndicatorSet;
  readonly asOf: string;
  readonly branch?: BranchRef;
  readonly towns: readonly BranchRef[];
  readonly rows: readonly IndicatorRow[];
  readonly lights: { readonly [light in IndicatorLight]?: number };
}

export interface IndicatorRow {
  readonly id: string;
  readonly code: string;
  readonly name: LocalText;
  readonly group: { readonly id: string; readonly title: LocalText };
  readonly measure: 'number' | 'ratio' | 'done';
  readonly unit: string;
  readonly targetKind: 'level' | 'increase' | 'yearly';
  readonly direction: 'up' | 'down';
  readonly scope: 'district_total' | 'per_town' | 'per_branch_type';
  readonly base?: number;
  readonly baseDate?: string;
  readonly target?: number;
  readonly targetText?: string;
  readonly targetDate: string;
  /** A ratio as a fraction; absent when nobody has reported, null when it has no base. */
  readonly actual?: number | null;
  readonly numerator?: number;
  readonly denominator?: { readonly value: number; readonly kind: LocalText; readonly asOf: string; readonly source: string };
  readonly standing: IndicatorStanding;
}

/** GET /api/indicators/:id?asOf&branch; GET /api/indicators/export?set&branch&asOf and /api/indicators/:id/export: xlsx */
export interface IndicatorDetail extends IndicatorRow {
  readonly set: IndicatorSet;
  readonly note?: string;
  readonly owner?: PersonRef;
  /** Where the figures come from: what branches report, or a count of records. */
  readonly from: { readonly kind: 'reported' } | { readonly kind: 'records'; readonly registry: string; readonly title: LocalText };
  /** By quarter, up to the one that `asOf` lies in. */
  readonly series: readonly { readonly period: string; readonly actual?: number; readonly expected?: number }[];
  /** What lies behind the number: by branch, those with a figure or a part of the target. */
  readonly branches: readonly IndicatorBranch[];
  readonly split: { readonly sum: number; readonly target?: number; /** sum − target: below 0 something is not shared out. */ readonly difference?: number; readonly parts: number };
  readonly changes: readonly RecordChange[];
  readonly may: { readonly split: boolean };
}

export interface IndicatorBranch {
  readonly branch: BranchRef & { readonly kind: string; readonly town?: BranchRef };
  readonly actual?: number;
  /** The newest report behind the figure. */
  readonly report?: { readonly recordId: string; readonly period: string; readonly instanceId?: string; readonly origin: string };
  readonly part?: { readonly recordId: string; readonly revision: number; readonly target: number; readonly owner?: PersonRef; readonly agreement?: string; readonly signedOn?: string };
  readonly standing?: IndicatorStanding;
}

/** PUT /api/indicators/:id/split { parts: [{ branchId, target, owner?, agreement?, signedOn? }] } → IndicatorDetail: these parts and no others. */
export interface SplitPart {
  readonly branchId: string;
  readonly target: number;
  readonly owner?: string;
  readonly agreement?: string;
  readonly signedOn?: string;
}
