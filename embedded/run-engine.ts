import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../config/environment';
import { takeFirst, type Log } from './engine-source';
import type { Engine } from './engine';
import { freePort } from './free-port';
import { keep, type KeptProcess } from './kept-process';
import { endLeftover } from './leftover';

export interface RunEngine {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly cache: string;
  readonly environment: Environment;
  /** The port wanted; 0 for any. */
  readonly port: number;
  readonly log: Log;
}

export interface RunningEngine {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** The engine was there and would not start; the message carries the end of its log. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
}

const READY_WITHIN_MS = 60_000;
const TRIES = 3;
const RESTART_PAUSES_MS = [200, 1_000, 3_000, 10_000];

interface Started {
  readonly process: KeptProcess;
  readonly port: number;
}

function lastWords(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join('\n').slice(-1_000);
  } catch {
    return '';
  }
}

async function waitUntilReady(engine: Engine, port: number, process: KeptProcess): Promise<string | undefined> {
  const end = Date.now() + READY_WITHIN_MS;
  let reason = '';
  let ended: string | undefined;
  process.ended.then((why) => (ended = why || 'it ended'), () => undefined);
  while (Date.now() < end) {
    if (ended !== undefined) return ended;
    try {
      await engine.ready(port);
      return undefined;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      await sleep(100);
    }
  }
  return `not ready after ${READY_WITHIN_MS / 1000} s: ${reason}`;
}

/** With `fixed` the engine starts on the wanted port or not at all: its users know the address already. */
async function start(run: RunEngine, program: string, wanted: number, fixed = false): Promise<Started> {
  const { engine, dataDir, log } = run;
  const file = (kind: string): string => join(dataDir, kind, `${engine.name.toLowerCase()}.${kind === 'logs' ? 'log' : 'pid'}`);
  const dataPath = engine.dataPath(dataDir);
  const ended = await endLeftover(file('run'), dataPath, engine.graceMs);
  if (ended !== undefined) log(`${engine.name}: ended process ${ended}, left by an earlier run on ${dataPath}`);
  let why = '';
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const port = await freePort(wanted, (taken, instead) => {
      if (fixed) throw new Error(`${engine.name}: port ${taken}, where it was before, is taken`);
      log(`${engine.name}: 端口 ${taken} 已被占用，改用 ${instead} (port ${taken} is taken, using ${instead})`);
    });
    const { args, env } = engine.command(dataPath, port);
    const process = keep({ program, args, env, logFile: file('logs'), pidFile: file('run'), graceMs: engine.graceMs });
    const problem = await waitUntilReady(engine, port, process);
    if (problem === undefined) return { process, port };
    why = problem;
    await process.stop();
  }
  throw new EngineFailed(`${engine.name} did not start: ${why}\n${lastWords(file('logs'))}\nMore in ${file('logs')}`);
}

/**
 * Finds the engine, starts it on its data and keeps it running: when it ends by itself it is started again on the same port.
 * Throws `NoEngine` when no source has it.
 */
export async function runEngine(run: RunEngine): Promise<RunningEngine> {
  const { engine, dataDir, log } = run;
  const program = await takeFirst(engine.name, engine.sources(run.cache, run.environment), log);
  for (const directory of ['logs', 'run', 'mongodb', 'temporal']) await mkdir(join(dataDir, directory), { recursive: true, mode: 0o700 });
  let current = await start(run, program, run.port);
  const { port } = current;
  let stopping = false;

  async function keepRunning(): Promise<void> {
    for (let ends = 0; ; ends += 1) {
      const since = Date.now();
      const why = await current.process.ended;
      if (stopping) return;
      if (Date.now() - since > 60_000) ends = 0;
      log(`${engine.name}: 意外停止，正在重启 (${why || 'ended'}; starting it again)`);
      await sleep(RESTART_PAUSES_MS[Math.min(ends, RESTART_PAUSES_MS.length - 1)]);
      current = await startAgain();
    }
  }

  async function startAgain(): Promise<Started> {
    for (;;) {
      try {
        return await start(run, program, port, true);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await sleep(3_000);
      if (stopping) throw new Error(`${engine.name} is being stopped`);
      }
    }
  }

  keepRunning().catch((error: unknown) => log(String(error)));
  return {
    address: engine.address(port),
    stop: async () => {
      stopping = true;
      await current.process.stop();
    },
  };
}
