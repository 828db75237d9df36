import { Type } from '@sinclair/typebox';
import { countMetrics } from '../../../activities/store/metrics';
import { metricDays } from '../../../registries/metric-period';
import { funnelRows, metricValue, type Counts, type Metric, type MetricsDocument } from '../../../registries/metrics';
import donorMetrics from '../../../registries/metrics/donor.metrics.json';
import type { MetricRow, MetricsView } from '../metrics-contract';
import { closed, parseQuery } from '../parse';
import { forbidden } from '../refusal';
import { registryFacts } from '../registry-access';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { dayOf } from '../viewer';

const Query = closed({ period: Type.Optional(Type.String({ pattern: '^20\\d{2}(Q[1-4]|-(0[1-9]|1[0-2]))?$' })) });

/** A test checks the file against the registries. */
const DONORS = donorMetrics as MetricsDocument;

/** The figures of the stem-cell mission. */
export function donorMetricRoutes(services: Services): Routes {
  return new Routes(services).get('/metrics/donors', may('read', 'Registry'), donorMetricsOf);
}

async function donorMetricsOf(call: Call): Promise<MetricsView> {
  const { store, request, at, config } = call;
  await mustSeeAll(call);
  const asOf = dayOf(at, config.zone);
  const { period = asOf.slice(0, 4) } = parseQuery(Query, request.query);
  const days = metricDays(period, asOf);
  if (days === undefined) throw new Error(`The period "${period}" passed its pattern and is none`);
  const counts = await countMetrics(store, DONORS, days);
  return {
    title: DONORS.title, period, from: days.from ?? asOf, to: days.to ?? asOf, asOf, hidePercentBelow: DONORS.hidePercentBelow,
    metrics: DONORS.metrics.map((metric) => rowOf(metric, counts)),
    funnels: DONORS.funnels.map((funnel) => ({ id: funnel.id, title: funnel.title, definition: funnel.definition, steps: funnel.steps.map(({ id, title }) => ({ id, title })), rows: funnelRows(funnel, counts) })),
  };
}

/** The figures are the district's, so they are for those who may read all of its donors and cases. */
async function mustSeeAll({ store, viewer }: Call): Promise<void> {
  const registries = await store.registries.latestOf(['donor', 'match-case', 'followup']);
  const seesAll = registries.every(({ document }) => viewer.can('read', 'Registry', registryFacts(document)) && viewer.reach(document.access.read) === 'all');
  if (!seesAll) throw forbidden({ zh: '这些指标只对区红十字会有权查看全部志愿者的人员开放。', en: 'These figures are for those at the district who may see all donors.' });
}

function rowOf(metric: Metric, counts: Counts): MetricRow {
  const { id, kind, title, definition, registry } = metric;
  const stages = metric.kind === 'ratio' ? metric.stages : undefined;
  return {
    id, kind, title, definition, registry,
    ...(metric.kind === 'median' ? { unit: metric.unit } : {}),
    ...metricValue(metric, counts, DONORS),
    ...(stages === undefined ? {} : { stages: stages.map((stage) => ({ id: stage.id, title: stage.title, ...metricValue(metric, counts, DONORS, stage.id) })) }),
  };
}
