/** `npm run bench`: our engine beside hand-written Temporal workflows on the same servers, interleaved; writes docs/performance.md and .cache/bench.json. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Client } from '@temporalio/client';
import { publishDefinition } from '../activities/store/publish';
import { connectStore, type Store } from '../activities/store/connect-store';
import { connectTemporal } from '../client/connect-temporal';
import { startEngines } from '../embedded/start-engines';
import { assertNothingLost, runApprovals } from './approvals';
import { benchKeys, ENGINES, handWrittenEngine, NAMESPACE, ourEngine, type ApprovalEngine, type EngineName } from './engines';
import { report, type Measured, type RawRound } from './report';
import { writePart } from './write-part';

const ROOT = resolve(__dirname, '..');
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 6);
const AT_ONCE = [1, 8, 32];
/** Enough for a second or two per batch and engine. */
const COUNT: Record<number, number> = { 1: 15, 8: 64, 32: 128 };

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'boai-bench-'));
  const engines = await startEngines({ dataDir, log: () => undefined, environment: { ...process.env, TEMPORAL_ADDRESS: undefined, MONGODB_URI: undefined } });
  const uri = new URL(engines.mongodbUri);
  uri.pathname = '/bench';
  const env = { ...process.env, TEMPORAL_ADDRESS: engines.temporalAddress, MONGODB_URI: uri.toString() };
  const workers = new Map<EngineName, ChildProcess>();
  const store = await connectStore(uri.toString(), { keys: benchKeys });
  const client = await connectTemporal({ address: engines.temporalAddress, namespace: NAMESPACE, keys: benchKeys });
  try {
    const planHash = await publish(store);
    for (const name of ENGINES) workers.set(name, await startWorker(name, env));
    const compared = compare(client, store, planHash);
    const measured = await measure(compared, store, client, workers);
    const text = report(measured);
    await mkdir(join(ROOT, '.cache'), { recursive: true });
    await writeFile(join(ROOT, '.cache', 'bench.json'), JSON.stringify(measured, null, 1));
    await writePart('engine', text);
  } finally {
    for (const worker of workers.values()) worker.disconnect();
    await client.connection.close();
    await store.close();
    await engines.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function publish(store: Store): Promise<string> {
  await publishDefinition(store, { xml: await readFile(join(__dirname, 'approval.bpmn'), 'utf8'), by: 'bench' });
  const definition = await store.definitions.latest('two-task-approval');
  if (!definition) throw new Error('approval.bpmn was not published');
  return definition.planHash;
}

async function startWorker(name: EngineName, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const worker = fork(join(__dirname, 'worker.ts'), [name === 'ours' ? 'ours' : 'hand-written', `bench ${name}`], { env, execArgv: ['--import', 'tsx'] });
  await once(worker, 'message');
  return worker;
}

function compare(client: Client, store: Store, planHash: string): ApprovalEngine[] {
  return ENGINES.map((name) => (name === 'ours' ? ourEngine(client, store, `bench ${name}`) : handWrittenEngine(client, store, planHash, name, `bench ${name}`)));
}

async function measure(compared: ApprovalEngine[], store: Store, client: Client, workers: Map<EngineName, ChildProcess>): Promise<Measured> {
  const loadBefore = loadavg();
  const rounds: RawRound[] = [];
  const events: Partial<Record<EngineName, number>> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    // A-B-C, then C-B-A: what drifts on the machine hits all alike.
    const order = round % 2 === 0 ? compared : [...compared].reverse();
    for (const atOnce of AT_ONCE) {
      for (const engine of order) {
        const { instanceIds, ...result } = await runApprovals(engine, store, COUNT[atOnce] ?? 0, atOnce);
        await assertNothingLost(store, engine.name, instanceIds);
        // The first round warms caches and compilers.
        if (round > 0) rounds.push({ round, atOnce, engine: engine.name, ...result });
        events[engine.name] ??= await historyLength(client, instanceIds[0] ?? '');
      }
    }
    console.error(`round ${round + 1} of ${ROUNDS}`);
  }
  const usage = Object.fromEntries(await Promise.all([...workers].map(async ([name, worker]) => [name, await usageOf(worker)] as const)));
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, loadBefore, loadAfter: loadavg(), rounds, events, usage };
}

async function historyLength(client: Client, instanceId: string): Promise<number> {
  const handle = client.workflow.getHandle(instanceId);
  await handle.result();
  return (await handle.describe()).historyLength;
}

async function usageOf(worker: ChildProcess): Promise<{ rssBytes: number; cpuSeconds: number }> {
  worker.send('usage');
  const [usage] = (await once(worker, 'message')) as [{ rssBytes: number; cpuSeconds: number }];
  return usage;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
