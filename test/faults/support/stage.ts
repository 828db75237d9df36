import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { connectStore, type Store } from '../../../activities/store/connect-store';
import { publishDirectory } from '../../../cli/publish-directory';
import { shippedDirectories } from '../../../cli/shipped-directories';
import { type Service, startService } from '../../../cli/service';
import { connectTemporal } from '../../../client/connect-temporal';
import { freePort } from '../../../embedded/free-port';
import type { Texts } from '../../support/leaks';
import { type OwnEngines, pidOf, startOwnEngines } from '../../support/engines';
import { addElectors, ELECTORS, PASSWORD, type Elector } from './electors';
import { PatientCaller } from './patient-caller';

export type Victim = 'worker' | 'web' | 'mongodb' | 'temporal';

/** Everything that `boai start` runs, each as a process of its own on engines of its own, for a test that kills them. */
export interface Stage {
  readonly store: Store;
  readonly client: Client;
  readonly origin: string;
  as(elector: Elector): PatientCaller;
  /** What all processes have written into their logs, and the metrics that they serve, by file. */
  written(): Promise<Texts>;
  /** Ends a process with `kill -9`; it comes back by itself. */
  kill(victim: Victim): Promise<void>;
  /** Resolves when another process than the one that was killed does its work. */
  isBack(victim: Victim): Promise<void>;
  close(): Promise<void>;
}

const BACK_WITHIN_MS = 60_000;

export async function startStage(branches: readonly string[]): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'boai-faults-'));
  const engines = await startOwnEngines({ dataDir: directory });
  const keys = [{ id: 'test', key: randomBytes(32) }];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    MONGODB_URI: engines.mongodbUri,
    TEMPORAL_ADDRESS: engines.temporalAddress,
    ENCRYPTION_KEYS: keys.map(({ id, key }) => `${id}:${key.toString('hex')}`).join(','),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'debug',
  };
  const store = await connectStore(engines.mongodbUri, { keys });
  const [worker, web] = await Promise.all([
    startWorker(directory, env),
    startWeb(directory, env),
    publishDirectory(store, { directories: shippedDirectories(), by: 'tester', onPublished: () => undefined }),
    addElectors(store, branches),
  ]);
  const client = await connectTemporal({ address: engines.temporalAddress, namespace: 'default', keys });
  const callers = new Map<Elector, PatientCaller>();
  for (const elector of ELECTORS) callers.set(elector, await PatientCaller.signIn(web.origin, elector, PASSWORD));
  const running = { worker, web, engines, directory };
  const killed = new Map<Victim, number>();
  return {
    store,
    client,
    origin: web.origin,
    written: () => writtenIn(directory, { 'worker.metrics': worker.metrics, 'web.metrics': web.metrics }),
    as: (elector) => {
      const caller = callers.get(elector);
      if (caller === undefined) throw new Error(`Nobody signed in as ${elector}`);
      return caller;
    },
    kill: async (victim) => {
      const pid = await pidOfVictim(running, victim);
      killed.set(victim, pid);
      process.kill(pid, 'SIGKILL');
    },
    isBack: (victim) => untilBack(running, victim, killed.get(victim)),
    close: async () => {
      await client.connection.close();
      await store.close();
      await Promise.all([worker.service.stop(), web.service.stop()]);
      await engines.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

interface Running {
  readonly worker: ServiceOnStage;
  readonly web: ServiceOnStage;
  readonly engines: OwnEngines;
  readonly directory: string;
}

interface ServiceOnStage {
  readonly service: Service;
  readonly origin: string;
  /** Where its metrics are served. */
  readonly metrics: string;
  readonly isReady: () => Promise<boolean>;
}

async function startWorker(directory: string, env: NodeJS.ProcessEnv): Promise<ServiceOnStage> {
  const [port, metrics] = [await freePort(0, () => undefined), await freePort(0, () => undefined)];
  return { ...(await startOnStage('worker', directory, { ...env, WORKER_HEALTH_PORT: String(port), WORKER_METRICS_PORT: String(metrics) }, `http://127.0.0.1:${port}`, '/health')), metrics: `http://127.0.0.1:${metrics}/metrics` };
}

async function startWeb(directory: string, env: NodeJS.ProcessEnv): Promise<ServiceOnStage> {
  const origin = `http://127.0.0.1:${await freePort(0, () => undefined)}`;
  return { ...(await startOnStage('web', directory, { ...env, HOST: '127.0.0.1', PORT: new URL(origin).port }, origin, '/health/ready')), metrics: `${origin}/metrics` };
}

async function startOnStage(name: 'worker' | 'web', directory: string, env: NodeJS.ProcessEnv, origin: string, health: string): Promise<Omit<ServiceOnStage, 'metrics'>> {
  const isReady = async (): Promise<boolean> => (await fetch(`${origin}${health}`, { signal: AbortSignal.timeout(2_000) })).ok;
  const service = await startService({ name, main: `${name}/main.ts`, env, logFile: join(directory, 'logs', `${name}.log`), largestHeapMb: 400, isReady, log: () => undefined });
  return { service, origin, isReady };
}

async function writtenIn(directory: string, metrics: Readonly<Record<string, string>>): Promise<Texts> {
  const logs = join(directory, 'logs');
  const files = await Promise.all((await readdir(logs)).map(async (name) => [name, await readFile(join(logs, name), 'utf8')] as const));
  const served = await Promise.all(Object.entries(metrics).map(async ([name, url]) => [name, await (await fetch(url)).text()] as const));
  return new Map([...files, ...served]);
}

async function pidOfVictim(running: Running, victim: Victim): Promise<number> {
  if (victim === 'mongodb' || victim === 'temporal') return pidOf(running.directory, victim);
  const pid = running[victim].service.pid();
  if (pid === undefined) throw new Error(`${victim} does not run`);
  return pid;
}

async function untilBack(running: Running, victim: Victim, killed: number | undefined): Promise<void> {
  const ready = victim === 'worker' ? running.worker.isReady : running.web.isReady;
  for (const end = Date.now() + BACK_WITHIN_MS; Date.now() < end; await sleep(100)) {
    const pid = await pidOfVictim(running, victim).catch(() => killed);
    if (pid !== killed && (await ready().catch(() => false))) return;
  }
  throw new Error(`${victim} did not come back within ${BACK_WITHIN_MS / 1000} s`);
}
