import { countedFigures, populationBases, reportedFigures, type CountedIndicator, type PopulationBase } from '../../../activities/store/indicator-figures';
import { daysOfQuarter, quarterOf } from '../../../feel/quarter';
import { quartersBetween, type BranchFigure } from '../../../registries/indicator-actual';
import type { IndicatorSet } from '../indicator-contract';
import type { Services } from '../services';
import type { Indicator } from './indicator-record';

/** What is known about some indicators of a set on a day. */
export interface IndicatorFigures {
  readonly byBranch: ReadonlyMap<string, readonly KnownFigure[]>;
  readonly bases: ReadonlyMap<string, PopulationBase>;
}

export type KnownFigure = BranchFigure & { readonly report?: { readonly recordId: string; readonly period: string; readonly instanceId?: string; readonly origin: string } };

interface Asked {
  readonly set: IndicatorSet;
  readonly indicators: readonly Indicator[];
  readonly day: string;
  /** Whose population ratios are measured by. */
  readonly area: string;
}

/** Reports in one aggregation, records in one for each registry that is counted, populations in one. */
export async function figuresOf({ store }: Pick<Services, 'store'>, { set, indicators, day, area }: Asked): Promise<IndicatorFigures> {
  const until = day < set.until ? day : set.until;
  const reported = indicators.filter(({ numerator }) => numerator.from === 'reported').map(({ id }) => id);
  const [reports, counts, bases] = await Promise.all([
    reported.length === 0 ? [] : reportedFigures(store.records, reported, { from: quarterOf(set.from), until: quarterOf(until) }),
    counted(store, indicators, set, until),
    populationBases(store.records, area, day),
  ]);
  const byBranch = new Map<string, KnownFigure[]>();
  const add = (indicator: string, figure: KnownFigure): void => void byBranch.set(indicator, [...(byBranch.get(indicator) ?? []), figure]);
  for (const { indicator, branchId, last, sum, sumOfYear, recordId, period, instanceId, origin } of reports) {
    add(indicator, { branchId, last, sum, sumOfYear, report: { recordId, period, origin, ...(typeof instanceId === 'string' ? { instanceId } : {}) } });
  }
  for (const { indicator, branchId, count } of counts) add(indicator, { branchId, last: count, sum: count, sumOfYear: count });
  return { byBranch, bases: new Map(bases.map((base) => [base.kind, base])) };
}

async function counted(store: Services['store'], indicators: readonly Indicator[], set: IndicatorSet, until: string) {
  const asked = indicators.flatMap((indicator) => (indicator.numerator.from === 'records' ? [{ registry: indicator.numerator.registry, counted: countedOf(indicator, indicator.numerator, set, until) }] : []));
  const registries = await store.registries.latestOf([...new Set(asked.map(({ registry }) => registry))]);
  const all = registries.map(({ document }) => countedFigures(store.records, document, asked.filter(({ registry }) => registry === document.id).map((each) => each.counted), until));
  return (await Promise.all(all)).flat();
}

/**
 * What is counted from records, at the end of each quarter so far: known where the conditions ask as of a day (`$to`), from the records as they are now.
 * Nothing for other indicators: of them the figure of today alone is known.
 */
export async function countedByQuarter({ store }: Pick<Services, 'store'>, { set, indicator, day, ids }: { readonly set: IndicatorSet; readonly indicator: Indicator; readonly day: string; readonly ids: ReadonlySet<string> }): Promise<ReadonlyMap<string, number>> {
  const { numerator } = indicator;
  if (numerator.from !== 'records' || numerator.where?.some(({ value }) => value === '$to') !== true) return new Map();
  const registry = await store.registries.latest(numerator.registry);
  if (registry === undefined) return new Map();
  const until = day < set.until ? day : set.until;
  const quarters = quartersBetween(quarterOf(set.from), quarterOf(until));
  const asked = quarters.map((quarter) => {
    const { to } = daysOfQuarter(quarter);
    return { ...countedOf(indicator, numerator, set, to < until ? to : until), indicator: quarter };
  });
  const sums = new Map(quarters.map((quarter) => [quarter, 0]));
  for (const { indicator: quarter, branchId, count } of await countedFigures(store.records, registry.document, asked, until)) {
    if (ids.has(branchId)) sums.set(quarter, (sums.get(quarter) ?? 0) + count);
  }
  return sums;
}

function countedOf({ id, targetKind }: Indicator, { where = [], sum }: { readonly where?: CountedIndicator['where']; readonly sum?: string }, set: IndicatorSet, until: string): CountedIndicator {
  const from = targetKind === 'yearly' ? `${until.slice(0, 4)}-01-01` : set.from;
  return { indicator: id, where, ...(sum === undefined ? {} : { sum }), from, to: until };
}
