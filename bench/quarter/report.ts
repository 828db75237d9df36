import { cpus, loadavg } from 'node:os';
import { quantile } from '../statistics';
import type { History } from './measures';
import { figureOf, type Outcome } from './outcome';

export interface Measured {
  readonly branches: number;
  /** When each part ended, in milliseconds of one clock; the first is the beginning. */
  readonly marks: readonly number[];
  readonly stepsMs: readonly number[];
  readonly matrixMs: readonly number[];
  /** The most that the web process has held. */
  readonly memoryBytes: number;
  readonly history: History;
  readonly outcome: Outcome;
}

const PARTS = ['plan and approval', 'all self-reports open', 'reports, reviews, visits, findings, scores', 'report of the quarter, published', 'rectification, to the last closing and hand-over'];
const FIGURES = ['visited', 'self-reported-in-time', 'rectified-in-time', 'rectified-in-time-extended', 'rectified', 'passed-at-first', 'hand-overs'];

/** The part of docs/performance.md about a quarter's inspection. */
export function quarterReport({ branches, marks, stepsMs, matrixMs, memoryBytes, history, outcome }: Measured): string {
  const seconds = PARTS.map((part, index) => `| ${part} | ${(((marks[index + 1] ?? 0) - (marks[index] ?? 0)) / 1000).toFixed(1)} |`);
  const figures = FIGURES.flatMap((id) => outcome.metrics.metrics.filter((metric) => metric.id === id).map(({ title }) => `${title.en ?? title.zh} ${figureOf(outcome, id)}`));
  return [
    '## A quarter of 179 branches', '',
    `Written by \`npm run bench:quarter\`: the shipped portal, worker and engines; the sample district's people do everything through the API, four branches at a time, to the published report and then to the last closing. A branch that is lost, an incident, or a report that is not printed fails the run. ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)} at the end.`, '',
    `| ${branches} branches, ${stepsMs.length.toLocaleString('en')} steps handed in | s |`, '|---|---:|', ...seconds, '',
    '| | |', '|---|---:|',
    `| from handing in a step until it is done, p50 / p95 ms | ${ms(stepsMs, 0.5)} / ${ms(stepsMs, 0.95)} |`,
    `| matrix, p50 / p95 ms | ${ms(matrixMs, 0.5)} / ${ms(matrixMs, 0.95)} |`,
    `| history of the cycle, events / KB | ${history.events.toLocaleString('en')} / ${(history.bytes / 1024).toFixed(0)} |`,
    `| most memory of the web process, MiB | ${(memoryBytes / 1024 / 1024).toFixed(0)} |`,
    `| incidents | ${outcome.incidents} |`, '',
    `The year's figures as supervisors see them afterwards, the sample's earlier quarter among them: ${figures.join(' · ')}.`, '',
  ].join('\n');
}

function ms(all: readonly number[], share: number): string {
  return quantile(all, share).toFixed(0);
}
