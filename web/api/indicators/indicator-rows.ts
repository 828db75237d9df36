import { ratioOf, sumOf } from '../../../registries/indicator-actual';
import { standingOf } from '../../../registries/indicator-standing';
import type { RegistryDocument } from '../../../registries/document';
import { fieldsOfRegistry } from '../../../registries/fields';
import type { LocalText } from '../../../workflows/engine/plan';
import type { IndicatorRow, IndicatorSet } from '../indicator-contract';
import type { IndicatorFigures } from './indicator-figures';
import { aimOf, type Indicator } from './indicator-record';

/** Words of the registry itself: groups, bases. */
export interface IndicatorWords {
  /** Where a group stands among the others. */
  readonly order: (group: string) => number;
  readonly group: (value: string) => LocalText;
  readonly population: (value: string) => LocalText;
}

export function wordsOf(registry: RegistryDocument): IndicatorWords {
  const wordIn = (field: string) => {
    const values = fieldsOfRegistry(registry).get(field)?.values ?? [];
    return (value: string): LocalText => values.find((one) => one.value === value)?.title ?? { zh: value };
  };
  const groups = fieldsOfRegistry(registry).get('group')?.values ?? [];
  return { group: wordIn('group'), population: wordIn('population'), order: (group) => groups.findIndex(({ value }) => value === group) };
}

interface RowParts {
  readonly set: IndicatorSet;
  readonly words: IndicatorWords;
  readonly figures: IndicatorFigures;
  /** Branches that count. */
  readonly ids: ReadonlySet<string>;
  readonly day: string;
  /** The part of the target that the area answers for, when it is not the district. */
  readonly part?: number;
  readonly isDistrict: boolean;
}

/** An indicator with its figure and where that stands. */
export function indicatorRow(indicator: Indicator, { set, words, figures, ids, day, part, isDistrict }: RowParts): IndicatorRow {
  const known = (figures.byBranch.get(indicator.id) ?? []).filter(({ branchId }) => ids.has(branchId));
  const base = indicator.population === undefined ? undefined : figures.bases.get(indicator.population);
  const numerator = sumOf(indicator.targetKind, known);
  const actual = indicator.measure === 'ratio' ? ratioOf(numerator, base?.value) : numerator;
  const target = isDistrict || indicator.measure === 'ratio' || indicator.scope !== 'district_total' ? indicator.target : part;
  const { target: _whole, ...aim } = aimOf(indicator, set);
  const { id, code, name, nameEn, group, measure, unit = '', targetKind, direction, scope, base: from, baseDate, targetText, targetDate } = indicator;
  return {
    id, code, name: { zh: name, ...(nameEn === undefined ? {} : { en: nameEn }) }, group: { id: group, title: words.group(group) }, measure, unit, targetKind, direction, scope, targetDate,
    ...(from === undefined ? {} : { base: from }), ...(baseDate === undefined ? {} : { baseDate }), ...(target === undefined ? {} : { target }), ...(targetText === undefined ? {} : { targetText }),
    ...(actual === undefined ? {} : { actual }), ...(numerator === undefined ? {} : { numerator }),
    ...(base === undefined ? {} : { denominator: { value: base.value, kind: words.population(base.kind), asOf: base.asOf, source: base.source } }),
    standing: standingOf({ ...aim, ...(target === undefined ? {} : { target }) }, actual, day),
  };
}
