/** What the portal and the API say to each other about metrics over registries. */
import type { MetricValue } from '../../registries/metrics';
import type { LocalText } from '../../workflows/engine/plan';

/**
 * GET /api/metrics/donors?period=2026 | 2026Q2 | 2026-05 (this year when absent) → MetricsView.
 * Always of the whole district: figures this small are never broken down by branch, let alone ranked.
 */
export interface MetricsView {
  readonly title: LocalText;
  readonly period: string;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  /** The day as of which it was counted. */
  readonly asOf: string;
  /** Shares of fewer have no percentage. */
  readonly hidePercentBelow: number;
  readonly metrics: readonly MetricRow[];
  readonly funnels: readonly FunnelView[];
}

/** A figure, as far as it can be told. */
export type MetricFigure = MetricValue;

export interface MetricRow extends MetricFigure {
  readonly id: string;
  readonly kind: 'count' | 'ratio' | 'median' | 'mean';
  readonly title: LocalText;
  readonly definition: LocalText;
  readonly registry: string;
  readonly unit?: LocalText;
  readonly stages?: readonly (MetricFigure & { readonly id: string; readonly title: LocalText })[];
}

export interface FunnelView {
  readonly id: string;
  readonly title: LocalText;
  readonly definition: LocalText;
  readonly steps: readonly { readonly id: string; readonly title: LocalText }[];
  /** The newest cohort first; a count for each step. */
  readonly rows: readonly { readonly cohort: string; readonly counts: readonly number[] }[];
}
