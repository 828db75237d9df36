import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../config/environment';
import { type RunningEngines, startEngines } from '../../embedded/start-engines';

export type OwnEngines = RunningEngines & {
  readonly dataDir: string;
  /** What was logged while they started and since. */
  readonly said: readonly string[];
  /** Ends one engine with `kill -9`; it comes back on the same port. */
  kill(engine: 'temporal' | 'mongodb'): Promise<void>;
};

export interface OwnEnginesOptions {
  readonly ports?: { readonly temporal?: number; readonly mongodb?: number };
  /** Data of an earlier start, which then outlives `stop`. */
  readonly dataDir?: string;
}

/** The process that the engine runs as. */
export async function pidOf(dataDir: string, engine: 'temporal' | 'mongodb'): Promise<number> {
  return Number(await readFile(join(dataDir, 'run', `${engine}.pid`), 'utf8'));
}

/** This process's environment without the engines that the test run offers to everybody. */
export function environmentWithoutEngines(): Environment {
  return { ...process.env, TEMPORAL_ADDRESS: '', MONGODB_URI: '' };
}

/** Engines for one suite alone, which may kill them; `stop` deletes their data unless it was given. */
export async function startOwnEngines({ ports = {}, dataDir }: OwnEnginesOptions = {}): Promise<OwnEngines> {
  const directory = dataDir ?? (await mkdtemp(join(tmpdir(), 'boai-own-')));
  const said: string[] = [];
  const engines = await startEngines({ dataDir: directory, ports, environment: environmentWithoutEngines(), log: (line) => said.push(line) });
  return {
    ...engines,
    dataDir: directory,
    said,
    kill: async (engine) => void process.kill(await pidOf(directory, engine), 'SIGKILL'),
    stop: async () => {
      await engines.stop();
      if (dataDir === undefined) await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
