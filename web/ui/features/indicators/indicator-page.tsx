import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { IndicatorDetail } from '../../../api/indicator-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { ShortDay } from '../../components/dates/moments';
import { figure, Light, percent, Progress } from './figures';
import { IndicatorBranches } from './indicator-branches';
import { IndicatorSeries } from './indicator-series';
import { SplitEditor } from './split-editor';
import { SplitChanges, SplitCheck } from './split-check';
import { texts } from './texts';
import './indicators.css';

/** One indicator: how it came to its number, which branches stand behind it, and how the target is shared out. */
export function IndicatorPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const branch = search.get('branch') ?? '';
  const indicator = useQuery({ queryKey: ['indicators', 'detail', id, branch], queryFn: () => request<IndicatorDetail>(withQuery(`/api/indicators/${segment(id)}`, { branch })) });
  return <Loaded query={indicator}>{(detail) => <Indicator indicator={detail} />}</Loaded>;
}

function Indicator({ indicator }: { readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const [isEditing, setEditing] = useState(false);
  return (
    <Page
      wide
      title={local(indicator.name)}
      above={<><Link to={withQuery('/indicators', { set: indicator.set.id })}>{say.back}</Link> › {indicator.set.name} › {indicator.code}</>}
      below={<><Light light={indicator.standing.light} /><Progress standing={indicator.standing} /></>}
    >
      <Section title={say.actual}><Facts indicator={indicator} /></Section>
      <Section title={say.series}><IndicatorSeries indicator={indicator} /></Section>
      <Section
        title={say.split}
        note={say.parts(indicator.split.parts)}
        actions={indicator.may.split && !isEditing ? <button type="button" className="button-link" onClick={() => setEditing(true)}>{say.edit}</button> : undefined}
      >
        <SplitCheck indicator={indicator} />
        {isEditing ? <SplitEditor indicator={indicator} onDone={() => setEditing(false)} /> : null}
        <SplitChanges changes={indicator.changes} />
      </Section>
      <Section title={say.behindFigure} note={indicator.from.kind === 'records' ? say.fromRecords(local(indicator.from.title)) : say.fromReports}><IndicatorBranches indicator={indicator} /></Section>
    </Page>
  );
}

function Facts({ indicator }: { readonly indicator: IndicatorDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const { denominator, standing } = indicator;
  return (
    <dl className="facts">
      <div><dt>{say.actual}</dt><dd>{figure(indicator, indicator.actual)}{denominator === undefined ? null : <span className="quiet"> {say.ratioOf(String(indicator.numerator ?? '—'), denominator.value.toLocaleString('zh-CN'))}</span>}</dd></div>
      <div><dt>{say.target}</dt><dd>{indicator.target === undefined ? indicator.targetText : <>{say.kinds[indicator.targetKind]} {figure(indicator, indicator.target)}</>} <ShortDay at={indicator.targetDate} /></dd></div>
      {indicator.base === undefined ? null : <div><dt>{say.base}</dt><dd>{figure(indicator, indicator.base)} {indicator.baseDate === undefined ? null : <ShortDay at={indicator.baseDate} />}</dd></div>}
      {standing.lag === undefined ? null : <div><dt>{say.lag}</dt><dd>{say.points(standing.lag * 100)} <span className="quiet">{say.time} {percent(standing.elapsed)}</span></dd></div>}
      {denominator === undefined ? null : <div><dt>{say.denominator}</dt><dd>{local(denominator.kind)} {denominator.value.toLocaleString('zh-CN')} <span className="quiet"><ShortDay at={denominator.asOf} /> {denominator.source}</span></dd></div>}
      {indicator.owner === undefined ? null : <div><dt>{say.responsible}</dt><dd>{indicator.owner.name}</dd></div>}
      {indicator.targetText === undefined || indicator.target === undefined ? null : <div className="facts-wide"><dt>{say.basis}</dt><dd>{indicator.targetText}</dd></div>}
      {indicator.note === undefined ? null : <div className="facts-wide"><dt>{say.note}</dt><dd>{indicator.note}</dd></div>}
    </dl>
  );
}
