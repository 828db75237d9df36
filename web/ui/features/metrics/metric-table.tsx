import { Fragment } from 'react';
import type { MetricFigure, MetricRow, MetricsView } from '../../../api/metrics-contract';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

export function MetricTable({ view }: { readonly view: MetricsView }) {
  const say = useTexts(texts);
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.metric}</th><th className="number">{say.figure}</th><th className="number">{say.percent}</th><th>{say.definition}</th></tr></thead>
        <tbody>{view.metrics.map((metric) => <Metric key={metric.id} metric={metric} few={view.hidePercentBelow} />)}</tbody>
      </table>
    </div>
  );
}

function Metric({ metric, few }: { readonly metric: MetricRow; readonly few: number }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <Fragment>
      <tr>
        <td data-label={say.metric}><b>{local(metric.title)}</b></td>
        <td data-label={say.figure} className="number">{partsOf(metric)}</td>
        <td data-label={say.percent} className="number">{shareOf(metric, few, say, local(metric.unit))}</td>
        <td data-label={say.definition} className="metric-meaning">{local(metric.definition)}</td>
      </tr>
      {(metric.stages ?? []).map((stage) => (
        <tr key={stage.id} className="metric-stage">
          <td data-label={say.stages}>{local(stage.title)}</td>
          <td data-label={say.figure} className="number">{partsOf(stage)}</td>
          <td data-label={say.percent} className="number">{shareOf({ ...stage, kind: metric.kind }, few, say, '')}</td>
          <td />
        </tr>
      ))}
    </Fragment>
  );
}

/** 1/3: always both, so that nobody takes one case for a trend. */
function partsOf({ n, of }: MetricFigure): string {
  return of === undefined ? String(n) : `${n}/${of}`;
}

function shareOf({ kind, n, of, percent, median, mean, deviation }: MetricFigure & Pick<MetricRow, 'kind'>, few: number, say: (typeof texts)['zh'], unit: string): string {
  switch (kind) {
    case 'count': return say.noFigure;
    case 'median': return median === undefined ? say.noFigure : say.measured(String(median), unit, say.median(of ?? n));
    case 'mean': return mean === undefined ? say.noFigure : say.measured(`${mean}${deviation === undefined ? '' : ` ±${deviation}`}`, unit, say.mean(of ?? n));
    case 'ratio': return percent === undefined ? say.few(few) : `${percent}%`;
  }
}
