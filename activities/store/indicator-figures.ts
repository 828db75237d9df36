import type { Conditions } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import { conditionQuery } from './condition-query';
import type { Records } from './records';

/** What branches reported about one indicator, by branch. */
export interface ReportedFigure {
  readonly indicator: string;
  readonly branchId: string;
  /** The newest value, and where it came from. */
  readonly last: number;
  readonly period: string;
  readonly recordId: string;
  readonly instanceId?: string;
  readonly origin: string;
  /** Of all quarters in the span, and of those of the last year in it. */
  readonly sum: number;
  readonly sumOfYear: number;
}

/** Which quarters count: `2026Q1` to `2026Q4`, both included. */
export interface QuarterSpan {
  readonly from: string;
  readonly until: string;
}

/** One indicator that is counted from records. */
export interface CountedIndicator {
  readonly indicator: string;
  readonly where: Conditions;
  /** A number field to add up; records are counted when absent. */
  readonly sum?: string;
  /** Days that `$from` and `$to` stand for. */
  readonly from: string;
  readonly to: string;
}

export interface ReportedValue {
  readonly branchId: string;
  readonly period: string;
  readonly value: number;
  readonly recordId: string;
  readonly instanceId?: string;
  readonly origin: string;
}

const VALUES = 'indicator-value';

/** Newest and summed reports of the indicators, by branch: one aggregation for all of them. */
export function reportedFigures(records: Records, indicators: readonly string[], span: QuarterSpan, branches?: readonly string[]): Promise<ReportedFigure[]> {
  const yearBegins = `${span.until.slice(0, 4)}Q1`;
  return records.aggregate<ReportedFigure>(VALUES, [
    { $match: { 'values.indicator': { $in: [...indicators] }, 'values.period': { $gte: span.from, $lte: span.until }, ...(branches === undefined ? {} : { branchId: { $in: [...branches] } }) } },
    { $sort: { 'values.indicator': 1, 'values.period': 1 } },
    {
      $group: {
        _id: { indicator: '$values.indicator', branchId: '$branchId' },
        last: { $last: '$values.value' }, period: { $last: '$values.period' }, recordId: { $last: '$_id' }, instanceId: { $last: '$values.instanceId' }, origin: { $last: '$values.origin' },
        sum: { $sum: '$values.value' },
        sumOfYear: { $sum: { $cond: [{ $gte: ['$values.period', yearBegins] }, '$values.value', 0] } },
      },
    },
    { $project: { _id: 0, indicator: '$_id.indicator', branchId: '$_id.branchId', last: 1, period: 1, recordId: 1, instanceId: 1, origin: 1, sum: 1, sumOfYear: 1 } },
  ]);
}

/** Every report of one indicator in the span, oldest first. */
export function reportedValues(records: Records, indicator: string, span: QuarterSpan): Promise<ReportedValue[]> {
  return records.aggregate<ReportedValue>(VALUES, [
    { $match: { 'values.indicator': indicator, 'values.period': { $gte: span.from, $lte: span.until } } },
    { $sort: { 'values.period': 1, branchId: 1 } },
    { $project: { _id: 0, branchId: 1, period: '$values.period', value: '$values.value', recordId: '$_id', instanceId: '$values.instanceId', origin: '$values.origin' } },
  ]);
}

/** The records of one registry, counted or added up for several indicators by branch, in one pass. */
export async function countedFigures(records: Records, registry: RegistryDocument, indicators: readonly CountedIndicator[], today: string): Promise<{ readonly indicator: string; readonly branchId: string; readonly count: number }[]> {
  if (indicators.length === 0) return [];
  const facets = indicators.map(({ where, sum, from, to }, index) => {
    const match = conditionQuery(registry, where, { today, from, to }, records.lookups);
    return [`f${index}`, [{ $match: match }, { $group: { _id: '$branchId', count: { $sum: sum === undefined ? 1 : `$values.${sum}` } } }]] as const;
  });
  const [found] = await records.aggregate<{ readonly [facet: string]: readonly { readonly _id: string; readonly count: number }[] }>(registry.id, [{ $facet: Object.fromEntries(facets) }]);
  return indicators.flatMap(({ indicator }, index) => (found?.[`f${index}`] ?? []).map(({ _id, count }) => ({ indicator, branchId: _id, count })));
}

export interface PopulationBase {
  readonly kind: string;
  readonly value: number;
  readonly asOf: string;
  readonly source: string;
}

/** The newest base of each kind for an area, as known on that day. */
export function populationBases(records: Records, area: string, day: string): Promise<PopulationBase[]> {
  return records.aggregate<PopulationBase>('population-base', [
    { $match: { branchId: area, 'values.asOf': { $lte: day } } },
    { $sort: { 'values.asOf': 1 } },
    { $group: { _id: '$values.kind', value: { $last: '$values.value' }, asOf: { $last: '$values.asOf' }, source: { $last: '$values.source' } } },
    { $project: { _id: 0, kind: '$_id', value: 1, asOf: 1, source: 1 } },
  ]);
}
