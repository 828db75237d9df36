import { districtDay } from '../../../activities/store/district-day';
import { reportedValues, type ReportedValue } from '../../../activities/store/indicator-figures';
import type { RecordDocument } from '../../../activities/store/record-documents';
import { figureOf, quartersBetween, ratioOf, seriesOf } from '../../../registries/indicator-actual';
import { daysOfQuarter, quarterOf } from '../../../feel/quarter';
import { standingOf } from '../../../registries/indicator-standing';
import type { IndicatorBranch, IndicatorDetail, IndicatorRow, IndicatorSet } from '../indicator-contract';
import { branchRef, Names } from '../names';
import { notFound } from '../refusal';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { countedByQuarter, figuresOf, type IndicatorFigures } from './indicator-figures';
import { aimOf, indicatorOf, indicatorSetOf, type Indicator } from './indicator-record';
import { indicatorRow, wordsOf } from './indicator-rows';
import { areaScope, type AreaScope } from '../area-scope';
import { splitChanges, splitsOf } from './split';

const MOST_BRANCHES = 1000;

/** One indicator with everything behind its number. Throws `NotFound`. */
export async function indicatorDetail(services: Services, viewer: Viewer, id: string, query: { readonly branch?: string; readonly asOf?: string }, at: Date): Promise<IndicatorDetail> {
  const day = query.asOf ?? districtDay(at, services.config.zone);
  const { indicator, set } = await found(services, id);
  const scope = await areaScope(services, viewer, query.branch);
  const [figures, splits, registry, values, counted] = await Promise.all([
    figuresOf(services, { set, indicators: [indicator], day, area: scope.area._id }),
    splitsOf(services, indicator.id),
    services.store.registries.latest('indicator'),
    indicator.numerator.from === 'reported' ? reportedValues(services.store.records, id, spanOf(set, day)) : [],
    countedByQuarter(services, { set, indicator, day, ids: scope.ids }),
  ]);
  if (registry === undefined) throw notFound();
  const inScope = splits.filter(({ branchId }) => scope.ids.has(branchId));
  const own = splits.find(({ branchId }) => branchId === scope.area._id);
  const row = indicatorRow(indicator, { set, words: wordsOf(registry.document), figures, ids: scope.ids, day, isDistrict: scope.isDistrict, ...(own === undefined ? {} : { part: Number(own.values['target']) }) });
  const names = await Names.of(services, [indicator.owner, ...inScope.map(({ values: split }) => textOr(split['owner']))], []);
  const { owner, note } = indicator;
  return {
    ...row, set,
    ...(note === undefined ? {} : { note }), ...(owner === undefined ? {} : { owner: names.person(owner) }),
    from: await sourceOf(services, indicator),
    series: seriesIn(row, { set, indicator, values: values.filter(({ branchId }) => scope.ids.has(branchId)), counted, day }),
    branches: branchesOf({ indicator, set, scope, figures, splits: inScope, day, names }),
    split: checkOf(inScope, row),
    changes: await splitChanges(services, inScope),
    may: { split: scope.isDistrict && viewer.ability.can('change', 'Indicator') },
  };
}

export async function found({ store }: Pick<Services, 'store'>, id: string): Promise<{ readonly indicator: Indicator; readonly set: IndicatorSet }> {
  const record = await store.records.byId('indicator', id);
  if (record === undefined) throw notFound();
  const indicator = indicatorOf(record);
  const set = await store.records.byId('indicator-set', indicator.set);
  if (set === undefined) throw notFound();
  return { indicator, set: indicatorSetOf(set) };
}

function spanOf(set: IndicatorSet, day: string) {
  return { from: quarterOf(set.from), until: quarterOf(day < set.until ? day : set.until) };
}

async function sourceOf({ store }: Pick<Services, 'store'>, { numerator }: Indicator): Promise<IndicatorDetail['from']> {
  if (numerator.from === 'reported') return { kind: 'reported' };
  const registry = await store.registries.latest(numerator.registry);
  return { kind: 'records', registry: numerator.registry, title: registry?.document.title ?? { zh: numerator.registry } };
}

/** By quarter; what is counted from records as they are today has no history: only its figure of today is known. */
function seriesIn(row: IndicatorRow, { set, indicator, values, counted, day }: { readonly set: IndicatorSet; readonly indicator: Indicator; readonly values: readonly ReportedValue[]; readonly counted: ReadonlyMap<string, number>; readonly day: string }): IndicatorDetail['series'] {
  const { from, until } = spanOf(set, day);
  const quarters = quartersBetween(from, until);
  const reached = indicator.numerator.from === 'records' ? quarters.map((period) => counted.get(period)) : seriesOf(indicator.targetKind, values, quarters);
  const aim = { ...aimOf(indicator, set), ...(row.target === undefined ? {} : { target: row.target }) };
  return quarters.map((period, index) => {
    const { to } = daysOfQuarter(period);
    const end = to < day ? to : day;
    const isLast = index === quarters.length - 1;
    const figure = indicator.measure === 'ratio' ? ratioOf(reached[index], row.denominator?.value) : reached[index];
    const actual = indicator.numerator.from === 'records' && isLast ? row.actual : figure;
    const { expected } = standingOf(aim, undefined, end < set.until ? end : set.until);
    return { period, ...(actual === undefined || actual === null ? {} : { actual }), ...(expected === undefined ? {} : { expected }) };
  });
}

interface BranchParts {
  readonly indicator: Indicator;
  readonly set: IndicatorSet;
  readonly scope: AreaScope;
  readonly figures: IndicatorFigures;
  readonly splits: readonly RecordDocument[];
  readonly day: string;
  readonly names: Names;
}

function branchesOf({ indicator, set, scope, figures, splits, day, names }: BranchParts): IndicatorBranch[] {
  const known = (figures.byBranch.get(indicator.id) ?? []).filter(({ branchId }) => scope.ids.has(branchId));
  const ids = new Set([...known.map(({ branchId }) => branchId), ...splits.map(({ branchId }) => branchId)]);
  const rows = [...ids].flatMap((id): IndicatorBranch[] => {
    const branch = scope.branches.get(id);
    if (branch === undefined) return [];
    const split = splits.find(({ branchId }) => branchId === id);
    const below = known.filter(({ branchId }) => branchId === id || (split !== undefined && scope.branches.get(branchId)?.ancestors.includes(id) === true));
    const actual = below.length === 0 ? undefined : below.reduce((sum, figure) => sum + figureOf(indicator.targetKind, figure), 0);
    const report = known.find(({ branchId }) => branchId === id)?.report;
    const town = scope.branches.get(branch.parentId ?? '');
    const { target: _whole, ...aim } = aimOf(indicator, set);
    return [{
      branch: { ...branchRef(branch), kind: branch.kind, ...(town === undefined || town.parentId === undefined ? {} : { town: branchRef(town) }) },
      ...(actual === undefined ? {} : { actual }),
      ...(report === undefined ? {} : { report }),
      ...(split === undefined ? {} : { part: partOf(split, names), standing: standingOf({ ...aim, target: Number(split.values['target']) }, actual, day) }),
    }];
  });
  // Those that answer for a part first, then whoever contributes most.
  return rows.sort((a, b) => Number(b.part !== undefined) - Number(a.part !== undefined) || (b.actual ?? 0) - (a.actual ?? 0)).slice(0, MOST_BRANCHES);
}

function partOf({ _id, revision, values }: RecordDocument, names: Names): NonNullable<IndicatorBranch['part']> {
  const [owner, agreement, signedOn] = [textOr(values['owner']), textOr(values['agreement']), textOr(values['signedOn'])];
  return { recordId: _id, revision, target: Number(values['target']), ...(owner === undefined ? {} : { owner: names.person(owner) }), ...(agreement === undefined ? {} : { agreement }), ...(signedOn === undefined ? {} : { signedOn }) };
}

function checkOf(splits: readonly RecordDocument[], row: IndicatorRow): IndicatorDetail['split'] {
  const sum = Math.round(splits.reduce((total, { values }) => total + Number(values['target']), 0) * 1e6) / 1e6;
  const comparable = row.target !== undefined && row.measure !== 'ratio' && row.scope === 'district_total' && splits.length > 0;
  return { sum, parts: splits.length, ...(row.target === undefined ? {} : { target: row.target }), ...(comparable && row.target !== undefined ? { difference: Math.round((sum - row.target) * 1e6) / 1e6 } : {}) };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
