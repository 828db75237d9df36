import type { CampaignView } from '../../web/api/campaign-contract';
import type { InstanceDetail } from '../../web/api/contract';
import type { MetricsView } from '../../web/api/metrics-contract';

/** What came of a quarter, as supervisors see it. */
export interface Outcome {
  readonly cycle: InstanceDetail;
  readonly campaign: CampaignView;
  readonly metrics: MetricsView;
  /** Cases of any kind that stand at an incident. */
  readonly incidents: number;
}

/** One that the sample's last quarter knows of, and one that the plot leads to. */
const HAND_OVERS = 2;

/** `n/N` of a figure, or `n`. */
export function figureOf({ metrics }: Outcome, id: string): string {
  const metric = metrics.metrics.find((one) => one.id === id);
  if (metric === undefined) throw new Error(`There is no figure "${id}"`);
  return metric.of === undefined ? String(metric.n) : `${metric.n}/${metric.of}`;
}

/** Throws unless the report is published, every branch is through, and every strand of the plot has come to its end. */
export function mustBeWhole(outcome: Outcome, branches: number): void {
  const { cycle, campaign, incidents } = outcome;
  const wrong = [
    ...(cycle.status === 'completed' ? [] : [`the cycle is ${cycle.status}`]),
    ...(cycle.papers.length === 1 ? [] : [`${cycle.papers.length} reports were printed`]),
    ...(campaign.counts.total === branches && campaign.counts.done === branches ? [] : [`${campaign.counts.done} of ${branches} branches are through`]),
    ...(incidents === 0 ? [] : [`${incidents} cases stand at incidents`]),
    ...(Number(figureOf(outcome, 'hand-overs')) >= HAND_OVERS ? [] : [`${figureOf(outcome, 'hand-overs')} hand-overs`]),
    ...(campaign.stages.some(({ open }) => open > 0) ? ['steps are still open'] : []),
  ];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}
