import { districtDay } from '../../../activities/store/district-day';
import type { IndicatorOverview, IndicatorRow, IndicatorSet } from '../indicator-contract';
import { branchRef } from '../names';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { figuresOf } from './indicator-figures';
import { indicatorOf, indicatorSetOf, type Indicator } from './indicator-record';
import { indicatorRow, wordsOf } from './indicator-rows';
import { areaScope } from '../area-scope';

export interface OverviewQuery {
  readonly set?: string;
  readonly branch?: string;
  readonly asOf?: string;
}

/** Every indicator of a set with where it stands, for the district or an area. */
export async function indicatorOverview(services: Services, viewer: Viewer, query: OverviewQuery, at: Date): Promise<IndicatorOverview> {
  const day = query.asOf ?? districtDay(at, services.config.zone);
  const [scope, sets] = await Promise.all([areaScope(services, viewer, query.branch), setsOf(services)]);
  const set = sets.find(({ id }) => id === query.set) ?? runningSet(sets, day);
  const shared = { sets, asOf: day, ...(scope.isDistrict ? {} : { branch: branchRef(scope.area) }), towns: scope.towns.map(branchRef) };
  if (set === undefined) return { ...shared, rows: [], lights: {} };
  const indicators = await indicatorsOf(services, set);
  const [figures, parts, registry] = await Promise.all([
    figuresOf(services, { set, indicators, day, area: scope.area._id }),
    scope.isDistrict ? new Map<string, number>() : partsOf(services, indicators, scope.area._id),
    services.store.registries.latest('indicator'),
  ]);
  if (registry === undefined) return { ...shared, set, rows: [], lights: {} };
  const words = wordsOf(registry.document);
  const ordered = [...indicators].sort((a, b) => words.order(a.group) - words.order(b.group));
  const rows = ordered.map((indicator) => {
    const part = parts.get(indicator.id);
    return indicatorRow(indicator, { set, words, figures, ids: scope.ids, day, isDistrict: scope.isDistrict, ...(part === undefined ? {} : { part }) });
  });
  return { ...shared, set, rows, lights: countsOf(rows) };
}

/** All sets, the newest first. */
export async function setsOf({ store }: Pick<Services, 'store'>): Promise<readonly IndicatorSet[]> {
  const { rows } = await store.records.page('indicator-set', { filter: {}, sort: { path: 'values.from', descending: true }, skip: 0, limit: 50 });
  return rows.map(indicatorSetOf);
}

/** The set that runs on the day; else the newest that is no draft. */
function runningSet(sets: readonly IndicatorSet[], day: string): IndicatorSet | undefined {
  return sets.find(({ status, from, until }) => status === 'current' && from <= day && day <= until) ?? sets.find(({ status }) => status !== 'draft') ?? sets[0];
}

const MOST = 300;

export async function indicatorsOf({ store }: Pick<Services, 'store'>, set: IndicatorSet): Promise<readonly Indicator[]> {
  const { rows } = await store.records.page('indicator', { filter: { 'values.set': set.id }, sort: { path: 'values.code', descending: false }, skip: 0, limit: MOST });
  return rows.map(indicatorOf);
}

/** An area's own parts of the targets. */
async function partsOf({ store }: Pick<Services, 'store'>, indicators: readonly Indicator[], branchId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await store.records.page('target-split', { filter: { branchId, 'values.indicator': { $in: indicators.map(({ id }) => id) } }, sort: { path: '_id', descending: false }, skip: 0, limit: MOST });
  return new Map(rows.map(({ values }) => [String(values['indicator']), Number(values['target'])]));
}

function countsOf(rows: readonly IndicatorRow[]): IndicatorOverview['lights'] {
  const counts: { [light in IndicatorRow['standing']['light']]?: number } = {};
  for (const { standing } of rows) counts[standing.light] = (counts[standing.light] ?? 0) + 1;
  return counts;
}
