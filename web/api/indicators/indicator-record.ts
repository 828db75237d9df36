import type { RecordDocument } from '../../../activities/store/record-documents';
import type { Conditions } from '../../../registries/conditions';
import type { IndicatorAim } from '../../../registries/indicator-standing';
import type { IndicatorRow, IndicatorSet } from '../indicator-contract';

/** An indicator as its registry holds it. */
export interface Indicator {
  readonly id: string;
  readonly set: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly group: string;
  readonly measure: IndicatorRow['measure'];
  readonly unit?: string;
  readonly base?: number;
  readonly baseDate?: string;
  readonly targetKind: IndicatorAim['targetKind'];
  readonly target?: number;
  readonly targetText?: string;
  readonly targetDate: string;
  readonly direction: IndicatorAim['direction'];
  readonly scope: IndicatorRow['scope'];
  readonly owner?: string;
  readonly numerator: { readonly from: 'reported' } | { readonly from: 'records'; readonly registry: string; readonly where?: Conditions; readonly sum?: string };
  readonly population?: string;
  readonly note?: string;
}

/** Nothing in the registry of indicators is personal: its values are as they were typed, and were checked when they were saved. */
export function indicatorOf({ _id, values }: RecordDocument): Indicator {
  return { id: _id, ...values } as unknown as Indicator;
}

export function indicatorSetOf({ _id, values }: RecordDocument): IndicatorSet {
  return { id: _id, ...values } as unknown as IndicatorSet;
}

export function aimOf(indicator: Indicator, set: IndicatorSet): IndicatorAim {
  const { targetKind, direction, target, targetDate } = indicator;
  return { targetKind, direction, ...(target === undefined ? {} : { target }), from: set.from, targetDate, yellowLag: set.yellowLag, redLag: set.redLag };
}
