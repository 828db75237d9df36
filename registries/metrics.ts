import type { LocalText } from '../workflows/engine/plan';
import type { Condition, Conditions } from './conditions';

/**
 * Metrics as data: `registries/metrics/<id>.metrics.json`. Each says over which registry it counts, what it counts of
 * what, and in which words it is defined; the store counts, `metricValue` makes the figures.
 */
export interface MetricsDocument {
  readonly format: 1;
  readonly id: string;
  readonly title: LocalText;
  /** A share of fewer than this many is told as n/N alone: a percentage would only look exact. */
  readonly hidePercentBelow: number;
  readonly metrics: readonly Metric[];
  readonly funnels: readonly Funnel[];
}

/** All conditions hold, and of each `anyOf` at least one of its lists. */
export type Selection = readonly (Condition | { readonly anyOf: readonly Conditions[] })[];

interface MetricBase {
  readonly id: string;
  readonly title: LocalText;
  /** What it means, in full. */
  readonly definition: LocalText;
  readonly registry: string;
}

/** How many there are. */
export interface CountMetric extends MetricBase {
  readonly kind: 'count';
  readonly where: Selection;
}

/** How many of those in the denominator the numerator holds for, too; the same for each stage. */
export interface RatioMetric extends MetricBase {
  readonly kind: 'ratio';
  readonly denominator: Selection;
  readonly numerator: Selection;
  /** Counts the branches that have such records, each once, instead of the records. */
  readonly distinct?: 'branchId';
  /** The same for each stage, narrowed by its own conditions. */
  readonly stages?: readonly { readonly id: string; readonly title: LocalText; readonly denominator: Selection; readonly numerator: Selection }[];
}

/** The middle one of a number, of those that have it. */
export interface MedianMetric extends MetricBase {
  readonly kind: 'median';
  readonly where: Selection;
  readonly field: string;
  readonly unit: LocalText;
}

/** The mean of a number with its standard deviation, of those that have it. */
export interface MeanMetric extends MetricBase {
  readonly kind: 'mean';
  readonly where: Selection;
  readonly field: string;
  readonly unit: LocalText;
}

export type Metric = CountMetric | RatioMetric | MedianMetric | MeanMetric;

/** How far the records of each cohort (the year of a date) came. */
export interface Funnel {
  readonly id: string;
  readonly title: LocalText;
  readonly definition: LocalText;
  readonly registry: string;
  /** The date field whose year is the cohort. */
  readonly cohort: string;
  readonly where: Selection;
  /** In order; each is counted by itself. */
  readonly steps: readonly { readonly id: string; readonly title: LocalText; readonly where: Selection }[];
}

/** Something to be counted in one registry, under a name. */
export type Count =
  | { readonly name: string; readonly registry: string; readonly kind: 'count'; readonly where: Selection; readonly distinct?: 'branchId' }
  | { readonly name: string; readonly registry: string; readonly kind: 'numbers'; readonly where: Selection; readonly field: string }
  | { readonly name: string; readonly registry: string; readonly kind: 'years'; readonly where: Selection; readonly field: string };

/** What was counted, by name: a number, the numbers themselves in any order, or a number by year. */
export interface Counts {
  readonly count: (name: string) => number;
  readonly numbers: (name: string) => readonly number[];
  readonly years: (name: string) => Readonly<Record<string, number>>;
}

/** A figure, as far as it can be told. */
export interface MetricValue {
  /** Of a ratio: those that the numerator holds for; of a count: how many. */
  readonly n: number;
  /** Of a ratio: the denominator; of a median or a mean: how many have the number. */
  readonly of?: number;
  /** 0 to 100 with one decimal; absent when there are too few, or none. */
  readonly percent?: number;
  readonly median?: number;
  readonly mean?: number;
  /** The standard deviation beside a mean. */
  readonly deviation?: number;
}

/** Everything that has to be counted for a document, each under its own name. */
export function countsOf({ metrics, funnels }: MetricsDocument): readonly Count[] {
  return [...metrics.flatMap(countsOfMetric), ...funnels.flatMap(countsOfFunnel)];
}

function countsOfMetric(metric: Metric): Count[] {
  const { id, registry } = metric;
  switch (metric.kind) {
    case 'count':
      return [{ name: id, registry, kind: 'count', where: metric.where }];
    case 'median':
    case 'mean':
      return [{ name: id, registry, kind: 'numbers', where: metric.where, field: metric.field }];
    case 'ratio': {
      const once = metric.distinct === undefined ? {} : { distinct: metric.distinct };
      const pair = (name: string, denominator: Selection, numerator: Selection): Count[] => [
        { name: `${name}/of`, registry, kind: 'count', where: denominator, ...once },
        { name: `${name}/n`, registry, kind: 'count', where: [...denominator, ...numerator], ...once },
      ];
      const stages = (metric.stages ?? []).flatMap((stage) => pair(`${id}/${stage.id}`, [...metric.denominator, ...stage.denominator], [...metric.numerator, ...stage.numerator]));
      return [...pair(id, metric.denominator, metric.numerator), ...stages];
    }
  }
}

function countsOfFunnel({ id, registry, cohort, where, steps }: Funnel): Count[] {
  return steps.map((step) => ({ name: `${id}/${step.id}`, registry, kind: 'years', where: [...where, ...step.where], field: cohort }));
}

/** The figure of a metric from what was counted; `stage` names one of a ratio's stages. */
export function metricValue(metric: Metric, counts: Counts, { hidePercentBelow }: Pick<MetricsDocument, 'hidePercentBelow'>, stage?: string): MetricValue {
  switch (metric.kind) {
    case 'count':
      return { n: counts.count(metric.id) };
    case 'median': {
      const numbers = counts.numbers(metric.id);
      const median = medianOf(numbers);
      return { n: numbers.length, of: numbers.length, ...(median === undefined ? {} : { median }) };
    }
    case 'mean': {
      const numbers = counts.numbers(metric.id);
      return { n: numbers.length, of: numbers.length, ...meanOf(numbers) };
    }
    case 'ratio': {
      const name = stage === undefined ? metric.id : `${metric.id}/${stage}`;
      const [n, of] = [counts.count(`${name}/n`), counts.count(`${name}/of`)];
      return { n, of, ...(of === 0 || of < hidePercentBelow ? {} : { percent: Math.round((n * 1000) / of) / 10 }) };
    }
  }
}

/** The mean and the standard deviation, to one decimal; neither of none. */
export function meanOf(numbers: readonly number[]): { readonly mean?: number; readonly deviation?: number } {
  if (numbers.length === 0) return {};
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const variance = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / numbers.length;
  const toTenths = (value: number): number => Math.round(value * 10) / 10;
  return { mean: toTenths(mean), deviation: toTenths(Math.sqrt(variance)) };
}

/** The middle number, or the mean of the two in the middle; undefined of none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** A funnel's cohorts, the newest first, with how many came to each step. */
export function funnelRows(funnel: Funnel, counts: Counts): readonly { readonly cohort: string; readonly counts: readonly number[] }[] {
  const bySteps = funnel.steps.map(({ id }) => counts.years(`${funnel.id}/${id}`));
  const cohorts = [...new Set(bySteps.flatMap((years) => Object.keys(years)))].sort().reverse();
  return cohorts.map((cohort) => ({ cohort, counts: bySteps.map((years) => years[cohort] ?? 0) }));
}
