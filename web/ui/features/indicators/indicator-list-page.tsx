import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Fragment } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { IndicatorLight, IndicatorOverview, IndicatorRow } from '../../../api/indicator-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Day } from '../../components/dates/moments';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { formatShortDay } from '../../components/dates/format-date';
import { Icon } from '../../components/layout/icon';
import { Page } from '../../components/layout/page';
import { Empty } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { figure, Light, Progress } from './figures';
import { texts } from './texts';
import './indicators.css';

/** Every indicator of a plan: its target, what has been reached, and whether that is in time. */
export function IndicatorListPage() {
  const say = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const filter = { set: search.get('set') ?? '', branch: search.get('branch') ?? '' };
  const narrow = (change: Partial<typeof filter & { light: string }>): void => {
    const next = { ...filter, light: search.get('light') ?? '', ...change };
    setSearch(Object.entries(next).filter(([, value]) => value !== ''), { replace: true });
  };
  const overview = useQuery({ queryKey: ['indicators', filter], queryFn: () => request<IndicatorOverview>(withQuery('/api/indicators', filter)), placeholderData: keepPreviousData });
  return (
    <Page wide title={say.title} actions={<><button type="button" className="button-link" onClick={() => print()}>{say.print}</button><a className="button-link" href={withQuery('/api/indicators/export', filter)} download><Icon name="download" size={16} />{say.excel}</a></>}>
      <Loaded query={overview}>{(found) => <Overview found={found} light={search.get('light') ?? ''} narrow={narrow} />}</Loaded>
    </Page>
  );
}

interface OverviewProps {
  readonly found: IndicatorOverview;
  readonly light: string;
  readonly narrow: (change: { readonly set?: string; readonly branch?: string; readonly light?: string }) => void;
}

function Overview({ found, light, narrow }: OverviewProps) {
  const say = useTexts(texts);
  const { set } = found;
  if (set === undefined) return <section className="sheet"><Empty action={<Link className="button-link" to="/registries/indicator-set">{say.toRegistry}</Link>}>{say.none}</Empty></section>;
  const rows = found.rows.filter((row) => light === '' || row.standing.light === light);
  return (
    <section className="sheet indicator-list">
      <div className="filters">
        <Select className="filter" aria-label={say.set} value={set.id} onChange={(id: string) => narrow({ set: id })} options={found.sets.map(({ id, name }) => ({ value: id, label: name }))} />
        <Select className="filter" aria-label={say.area} value={found.branch?.id ?? ''} onChange={(branch: string) => narrow({ branch })} showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: say.district }, ...found.towns.map(({ id, name }) => ({ value: id, label: name }))]} />
        <span className="quiet">{say.asOf} <Day at={found.asOf} /></span>
      </div>
      <p className="quiet">{set.status === 'closed' ? say.closedNote : say.runningNote} {say.basis}：{set.source}</p>
      <Lights counts={found.lights} chosen={light} onChoose={(next) => narrow({ light: next })} />
      {rows.length === 0 ? <Empty>{say.noRows}</Empty> : <IndicatorTable rows={rows} branch={found.branch?.id} />}
    </section>
  );
}

function Lights({ counts, chosen, onChoose }: { readonly counts: IndicatorOverview['lights']; readonly chosen: string; readonly onChoose: (light: string) => void }) {
  const say = useTexts(texts);
  const all = Object.entries(counts) as [IndicatorLight, number][];
  return (
    <div className="lights" role="group" aria-label={say.light}>
      <button type="button" aria-pressed={chosen === ''} onClick={() => onChoose('')}><b>{all.reduce((sum, [, count]) => sum + count, 0)}</b>{say.all}</button>
      {all.map(([light, count]) => <button key={light} type="button" aria-pressed={chosen === light} onClick={() => onChoose(chosen === light ? '' : light)}><b>{count}</b>{say.lights[light]}</button>)}
    </div>
  );
}

function IndicatorTable({ rows, branch }: { readonly rows: readonly IndicatorRow[]; readonly branch: string | undefined }) {
  const say = useTexts(texts);
  const local = useSay();
  const groups = [...new Set(rows.map((row) => row.group.id))];
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.indicator}</th><th>{say.target}</th><th className="number">{say.actual}</th><th>{say.progress}</th><th className="number">{say.lag}</th><th>{say.light}</th></tr></thead>
        <tbody>
          {groups.map((id) => {
            const inGroup = rows.filter((row) => row.group.id === id);
            return (
              <Fragment key={id}>
                <tr className="indicator-group"><th colSpan={6} scope="rowgroup">{local(inGroup[0]?.group.title)}</th></tr>
                {inGroup.map((row) => <IndicatorLine key={row.id} row={row} branch={branch} />)}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function IndicatorLine({ row, branch }: { readonly row: IndicatorRow; readonly branch: string | undefined }) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  const { lag, light } = row.standing;
  return (
    <tr>
      <td data-label={say.indicator}><span><span className="indicator-code">{row.code}</span><Link to={withQuery(`/indicators/${segment(row.id)}`, branch === undefined ? {} : { branch })}>{local(row.name)}</Link></span></td>
      <td data-label={say.target}>{row.target === undefined ? row.targetText : <span>{say.kinds[row.targetKind]} {figure(row, row.target)} <span className="quiet">{say.by(formatShortDay(row.targetDate, locale))}</span></span>}</td>
      <td data-label={say.actual} className="number">{figure(row, row.actual)}</td>
      <td data-label={say.progress}><Progress standing={row.standing} /></td>
      <td data-label={say.lag} className="number">{lag === undefined ? say.none2 : say.points(lag * 100)}</td>
      <td data-label={say.light}><Light light={light} /></td>
    </tr>
  );
}
