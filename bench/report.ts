import { ENGINES, type EngineName } from './engines';
import { median, quantile, ratioWithInterval, seeded } from './statistics';

export interface RawRound {
  readonly round: number;
  readonly atOnce: number;
  readonly engine: EngineName;
  readonly instancesPerSecond: number;
  readonly latenciesMs: readonly number[];
}

export interface Measured {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly loadBefore: readonly number[];
  readonly loadAfter: readonly number[];
  readonly rounds: readonly RawRound[];
  readonly events: Partial<Record<EngineName, number>>;
  readonly usage: Readonly<Record<string, { readonly rssBytes: number; readonly cpuSeconds: number }>>;
}

/** The engine's part of docs/performance.md as it follows from one run. */
export function report(measured: Measured): string {
  const loads = [...new Set(measured.rounds.map(({ atOnce }) => atOnce))];
  return `## The engine

Written by \`npm run bench\`. A two-task approval (start, request, approval; an answer of 1 KB each) on our engine, beside hand-written Temporal workflows that write the same documents: once with ordinary activities, once with local activities. Same Temporal, same MongoDB, same run, interleaved; the first round is discarded. An instance that is lost or takes a step twice fails the run. Both stores keep a write-ahead log; MongoDB acknowledges by majority of one.

${measured.cores} cores (${measured.cpu}), Node ${measured.node}; load ${figures(measured.loadBefore)} before, ${figures(measured.loadAfter)} after. Figures of one machine on one day: compare rows, don't quote them.

| at once | engine | instances/s, median | p50 ms | p99 ms | p99 ÷ p50 |
|---:|---|---:|---:|---:|---:|
${loads.flatMap((atOnce) => ENGINES.map((engine) => row(measured.rounds, atOnce, engine))).join('\n')}

Milliseconds are from handing in an answer until the next task can be found in the inbox, or the end is written.

| at once | ours ÷ activities (95 % interval) | ours ÷ local activities (95 % interval) |
|---:|---:|---:|
${loads.map((atOnce) => `| ${atOnce} | ${ratio(measured.rounds, atOnce, 'activities')} | ${ratio(measured.rounds, atOnce, 'local activities')} |`).join('\n')}

| engine | history events per instance | worker memory at the end, MiB | worker processor seconds in all |
|---|---:|---:|---:|
${ENGINES.map((engine) => `| ${engine} | ${measured.events[engine] ?? '?'} | ${((measured.usage[engine]?.rssBytes ?? NaN) / 2 ** 20).toFixed(0)} | ${(measured.usage[engine]?.cpuSeconds ?? NaN).toFixed(1)} |`).join('\n')}
`;
}

function figures(values: readonly number[]): string {
  return (values[0] ?? NaN).toFixed(1);
}

function of(rounds: readonly RawRound[], atOnce: number, engine: EngineName): RawRound[] {
  return rounds.filter((round) => round.atOnce === atOnce && round.engine === engine);
}

function row(rounds: readonly RawRound[], atOnce: number, engine: EngineName): string {
  const own = of(rounds, atOnce, engine);
  const latencies = own.flatMap(({ latenciesMs }) => latenciesMs);
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return `| ${atOnce} | ${engine} | ${median(own.map((round) => round.instancesPerSecond)).toFixed(1)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${(p99 / p50).toFixed(1)} |`;
}

function ratio(rounds: readonly RawRound[], atOnce: number, other: EngineName): string {
  const perSecond = (engine: EngineName): number[] => of(rounds, atOnce, engine).map((round) => round.instancesPerSecond);
  const { ratio: value, low, high } = ratioWithInterval(perSecond('ours'), perSecond(other), seeded(1));
  return `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
