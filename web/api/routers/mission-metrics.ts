import { Type } from '@sinclair/typebox';
import { districtDay } from '../../../activities/store/district-day';
import { countMetrics } from '../../../activities/store/metrics';
import { metricDays } from '../../../registries/metric-period';
import { funnelRows, metricValue, type Counts, type Metric, type MetricsDocument } from '../../../registries/metrics';
import donorMetrics from '../../../registries/metrics/donor.metrics.json';
import supervisionMetrics from '../../../registries/metrics/supervision.metrics.json';
import type { MetricRow, MetricsView } from '../metrics-contract';
import { closed, parseQuery } from '../parse';
import { forbidden } from '../refusal';
import { registryFacts } from '../registry-access';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';

const Query = closed({ period: Type.Optional(Type.String({ pattern: '^20\\d{2}(Q[1-4]|-(0[1-9]|1[0-2]))?$' })) });

/** A mission's figures are for those who may read all of its registries. Tests check the files against them. */
interface Mission {
  readonly document: MetricsDocument;
  readonly registries: readonly string[];
}
const DONORS: Mission = { document: donorMetrics as MetricsDocument, registries: ['donor', 'match-case', 'followup'] };
const SUPERVISION: Mission = { document: supervisionMetrics as MetricsDocument, registries: ['inspection', 'finding', 'accountability'] };

/** The figures of the stem-cell mission, and of the quarterly inspections. */
export function missionMetricRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/metrics/donors', may('read', 'Registry'), (call) => metricsOf(call, DONORS))
    .get('/metrics/supervision', may('read', 'Registry'), (call) => metricsOf(call, SUPERVISION));
}

async function metricsOf(call: Call, mission: Mission): Promise<MetricsView> {
  const { document } = mission;
  const { store, request, at, config } = call;
  await mustSeeAll(call, mission);
  const asOf = districtDay(at, config.zone);
  const { period = asOf.slice(0, 4) } = parseQuery(Query, request.query);
  const days = metricDays(period, asOf);
  if (days === undefined) throw new Error(`The period "${period}" passed its pattern and is none`);
  const counts = await countMetrics(store, document, days);
  return {
    title: document.title, period, from: days.from ?? asOf, to: days.to ?? asOf, asOf, hidePercentBelow: document.hidePercentBelow,
    metrics: document.metrics.map((metric) => rowOf(metric, counts, document)),
    funnels: document.funnels.map((funnel) => ({ id: funnel.id, title: funnel.title, definition: funnel.definition, steps: funnel.steps.map(({ id, title }) => ({ id, title })), rows: funnelRows(funnel, counts) })),
  };
}

/** The figures are the district's, so they are for those who may read all of what they count. */
async function mustSeeAll({ store, viewer }: Call, mission: Mission): Promise<void> {
  const registries = await store.registries.latestOf(mission.registries);
  const seesAll = registries.every(({ document }) => viewer.can('read', 'Registry', registryFacts(document)) && viewer.reach(document.access.read) === 'all');
  if (!seesAll) throw forbidden({ zh: '这些指标只对区红十字会有权查看全部记录的人员开放。', en: 'These figures are for those at the district who may see all records.' });
}

function rowOf(metric: Metric, counts: Counts, document: MetricsDocument): MetricRow {
  const { id, kind, title, definition, registry } = metric;
  const stages = metric.kind === 'ratio' ? metric.stages : undefined;
  return {
    id, kind, title, definition, registry,
    ...(metric.kind === 'median' || metric.kind === 'mean' ? { unit: metric.unit } : {}),
    ...metricValue(metric, counts, document),
    ...(stages === undefined ? {} : { stages: stages.map((stage) => ({ id: stage.id, title: stage.title, ...metricValue(metric, counts, document, stage.id) })) }),
  };
}
