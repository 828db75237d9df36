import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../embedded/free-port';
import { startEngines } from '../embedded/start-engines';
import { buildUi } from './build-ui';
import { NotStarted } from './not-started';
import { projectRoot } from './project-root';
import { playSampleElections } from './sample-elections';
import { type Service, startService } from './service';
import { trialSecrets } from './trial-secrets';

const run = promisify(execFile);

export interface PortalOptions {
  readonly dataDir: string;
  readonly production: boolean;
  /** Ports wanted; 0 for any. */
  readonly ports: { readonly web: number; readonly temporal: number; readonly mongodb: number; readonly workerHealth: number; readonly workerMetrics: number };
  /** Whether the sample's elections and inspections are played, as they are when this is left out. */
  readonly playsSample?: boolean;
  readonly log: (line: string) => void;
}

export interface RunningPortal {
  readonly address: string;
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  /** Stops everything, the engines last. */
  readonly stop: () => Promise<void>;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return response.ok;
}

async function prepareData(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<void> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(__dirname, 'prepare-data.ts')], { cwd: projectRoot, env }).catch((error: Error & { readonly stderr?: string }) => {
    throw new NotStarted(`流程未能发布 (publishing failed)\n${error.stderr?.trim() || error.message}`);
  });
  for (const line of stdout.split('\n').filter((text) => text !== '')) log(`流程: 已发布 ${line} (published)`);
}

/** Both services side by side; when one can't start, the other is stopped before this throws. */
async function startServices(options: PortalOptions, env: NodeJS.ProcessEnv): Promise<{ readonly web: number; readonly services: readonly Service[] }> {
  const { log, ports, dataDir } = options;
  const take = (name: string, wanted: number): Promise<number> =>
    freePort(wanted, (taken, instead) => log(`${name}: 端口 ${taken} 已被占用，改用 ${instead} (port ${taken} is taken, using ${instead})`));
  const web = await take('门户 portal', ports.web);
  const health = await take('worker health', ports.workerHealth);
  const metrics = await take('worker metrics', ports.workerMetrics);
  const logFile = (name: string): string => join(dataDir, 'logs', `${name}.log`);
  const results = await Promise.allSettled([
    startService({
      name: 'worker',
      main: 'worker/main.ts',
      env: { ...env, WORKER_HEALTH_PORT: String(health), WORKER_METRICS_PORT: String(metrics), WORKER_MEMORY_MB: env['WORKER_MEMORY_MB'] ?? '400', PUBLIC_ORIGINS: env['PUBLIC_ORIGINS'] || `http://127.0.0.1:${web}` },
      logFile: logFile('worker'),
      largestHeapMb: 400,
      isReady: () => answers(`http://127.0.0.1:${health}/health`),
      log,
    }),
    startService({
      name: 'web',
      main: 'web/main.ts',
      env: { ...env, PORT: String(web) },
      logFile: logFile('web'),
      largestHeapMb: 400,
      isReady: () => answers(`http://127.0.0.1:${web}/health/ready`),
      log,
    }),
  ]);
  const services = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return { web, services };
  await Promise.all(services.map((service) => service.stop()));
  throw failed.reason;
}

/** Starts the engines, publishes what is shipped, and starts worker and portal on them. Leaves nothing running when it throws. */
export async function startPortal(options: PortalOptions): Promise<RunningPortal> {
  const { log, dataDir, ports, production } = options;
  const building = buildUi(log);
  // Awaited below; meanwhile a failure must not end the process past the engines.
  building.catch(() => undefined);
  const engines = await startEngines({ dataDir, ports, log });
  try {
    await building;
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...(production ? {} : await trialSecrets(dataDir, process.env)),
      TEMPORAL_ADDRESS: engines.temporalAddress,
      MONGODB_URI: engines.mongodbUri,
      HOST: '127.0.0.1',
      WORKER_HOST: '127.0.0.1',
    };
    await prepareData(env, log);
    log('正在启动 worker 与门户 (starting worker and portal)');
    const { web, services } = await startServices(options, env);
    const sample = production || options.playsSample === false ? undefined : playSampleElections(env, log);
    return {
      address: `http://127.0.0.1:${web}`,
      temporalAddress: engines.temporalAddress,
      mongodbUri: engines.mongodbUri,
      stop: async () => {
        sample?.stop();
        await Promise.all(services.map((service) => service.stop()));
        await engines.stop();
      },
    };
  } catch (error) {
    await engines.stop();
    throw error;
  }
}
