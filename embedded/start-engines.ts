import { resolve } from 'node:path';
import { address, optional, readEnvironment, url, type Environment } from '../config/environment';
import { cacheDirectory } from './cache-directory';
import type { Log } from './engine-source';
import { mongodb } from './mongodb';
import { own } from './ownership';
import { assertReachable } from './reachable';
import { EngineFailed, runEngine, type RunningEngine } from './run-engine';
import { temporal } from './temporal';

export interface EngineOptions {
  /** Everything the engines keep; a second start goes on from it. */
  readonly dataDir: string;
  /** Ports wanted on 127.0.0.1; any free one when left out or 0. */
  readonly ports?: { readonly temporal?: number; readonly mongodb?: number };
  readonly log: Log;
  readonly environment?: Environment;
}

export interface RunningEngines {
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly stop: () => Promise<void>;
}

async function elsewhere(name: string, value: string, host: string, port: number, log: Log): Promise<RunningEngine> {
  await assertReachable(host, port, 5_000).catch((error: Error) => {
    throw new EngineFailed(`${name}=${value}: ${error.message}`);
  });
  log(`${name}: ${value}`);
  return { address: value, stop: async () => undefined };
}

function temporalElsewhere(value: string, log: Log): Promise<RunningEngine> {
  const at = value.lastIndexOf(':');
  return elsewhere('TEMPORAL_ADDRESS', value, value.slice(0, at).replace(/^\[|\]$/g, ''), Number(value.slice(at + 1)), log);
}

async function mongodbElsewhere(value: string, log: Log): Promise<RunningEngine> {
  const [first = ''] = (/^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(value)?.[1] ?? '').split(',');
  // A name to look up (mongodb+srv) is left to the driver.
  if (first === '') return { address: value, stop: async () => undefined };
  const [, host = '', port = '27017'] = /^(.*?)(?::(\d+))?$/.exec(first) ?? [];
  return elsewhere('MONGODB_URI', value.replace(/\/\/[^@/]*@/, '//***@'), host, Number(port), log).then((running) => ({ ...running, address: value }));
}

/**
 * Real Temporal and real MongoDB: those that TEMPORAL_ADDRESS and MONGODB_URI name, else found or fetched and started on `dataDir`.
 * Both end with this process, however it ends. Throws when `dataDir` is in use, or `NoEngine`, naming the two variables.
 */
export async function startEngines(options: EngineOptions): Promise<RunningEngines> {
  const { log, ports = {}, environment = process.env } = options;
  const dataDir = resolve(options.dataDir);
  const set = readEnvironment({ TEMPORAL_ADDRESS: optional(address()), MONGODB_URI: optional(url('mongodb', 'mongodb+srv')) }, environment);
  const cache = set.TEMPORAL_ADDRESS && set.MONGODB_URI ? '' : cacheDirectory(environment);
  const release = await own(dataDir);
  const results = await Promise.allSettled([
    set.TEMPORAL_ADDRESS ? temporalElsewhere(set.TEMPORAL_ADDRESS, log) : runEngine({ engine: temporal, dataDir, cache, environment, port: ports.temporal ?? 0, log }),
    set.MONGODB_URI ? mongodbElsewhere(set.MONGODB_URI, log) : runEngine({ engine: mongodb, dataDir, cache, environment, port: ports.mongodb ?? 0, log }),
  ]);
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((engine) => engine.stop()));
    await release();
  };
  const [temporalRunning, mongodbRunning] = results;
  if (temporalRunning.status === 'fulfilled' && mongodbRunning.status === 'fulfilled') {
    return { temporalAddress: temporalRunning.value.address, mongodbUri: mongodbRunning.value.address, stop };
  }
  await stop();
  throw results.find((result) => result.status === 'rejected')?.reason;
}
