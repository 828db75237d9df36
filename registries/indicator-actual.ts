import type { IndicatorAim } from './indicator-standing';

/** One branch's share of an indicator, from reports or from records. */
export interface BranchFigure {
  readonly branchId: string;
  /** The newest level, or a count of records. */
  readonly last: number;
  readonly sum: number;
  readonly sumOfYear: number;
}

/** A figure as its target means it: a level is the newest one, an increase everything added, a yearly one what the year added. */
export function figureOf(targetKind: IndicatorAim['targetKind'], figure: Omit<BranchFigure, 'branchId'>): number {
  switch (targetKind) {
    case 'level': return figure.last;
    case 'increase': return figure.sum;
    case 'yearly': return figure.sumOfYear;
  }
}

/** The sum over branches; undefined when none has a figure: nothing reported is no zero. */
export function sumOf(targetKind: IndicatorAim['targetKind'], figures: readonly Omit<BranchFigure, 'branchId'>[]): number | undefined {
  if (figures.length === 0) return undefined;
  // Decimals that people typed: adding them up may not show 0.30000000000000004.
  return Math.round(figures.reduce((sum, figure) => sum + figureOf(targetKind, figure), 0) * 1e6) / 1e6;
}

/** A ratio's value; null when it has no base, or a base of zero. */
export function ratioOf(numerator: number | undefined, denominator: number | undefined): number | null | undefined {
  if (denominator === undefined || denominator === 0) return null;
  return numerator === undefined ? undefined : numerator / denominator;
}

/** What had been reached by the end of each quarter: levels are carried on by each branch until it reports again. */
export function seriesOf(targetKind: IndicatorAim['targetKind'], values: readonly { readonly branchId: string; readonly period: string; readonly value: number }[], quarters: readonly string[]): readonly (number | undefined)[] {
  return quarters.map((quarter) => {
    const known = new Map<string, { last: number; sum: number; sumOfYear: number }>();
    for (const { branchId, period, value } of values) {
      if (period > quarter) continue;
      const before = known.get(branchId) ?? { last: 0, sum: 0, sumOfYear: 0 };
      known.set(branchId, { last: value, sum: before.sum + value, sumOfYear: before.sumOfYear + (period.slice(0, 4) === quarter.slice(0, 4) ? value : 0) });
    }
    return sumOf(targetKind, [...known.values()]);
  });
}

/** The quarters from one to another, both included. */
export function quartersBetween(from: string, until: string): readonly string[] {
  const quarters: string[] = [];
  let [year, quarter] = [Number(from.slice(0, 4)), Number(from.slice(-1))];
  for (let name = from; name <= until && quarters.length < 200; name = `${year}Q${quarter}`) {
    quarters.push(name);
    [year, quarter] = quarter === 4 ? [year + 1, 1] : [year, quarter + 1];
  }
  return quarters;
}
