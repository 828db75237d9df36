import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotStarted } from './not-started';
import { projectRoot } from './project-root';

export interface ServiceOptions {
  /** As messages name it. */
  readonly name: string;
  /** The TypeScript file that is the process, from the project's root. */
  readonly main: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly largestHeapMb: number;
  /** Answers whether the service does its work. */
  readonly isReady: () => Promise<boolean>;
  readonly log: (line: string) => void;
}

export interface Service {
  /** The process that does the work at present; another one after a restart. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 20_000;
const RESTART_PAUSES_MS = [500, 1_000, 3_000, 10_000, 30_000];
/** A service that ran this long is well again: its next end counts as a first one. */
const WELL_AFTER_MS = 60_000;

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

function run(options: ServiceOptions): Run {
  // Engines make the directory when they start; with engines that run elsewhere nobody has.
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(process.execPath, [`--max-old-space-size=${options.largestHeapMb}`, '--require', join(__dirname, 'follow-parent.js'), '--import', 'tsx', join(projectRoot, options.main)], {
    cwd: projectRoot,
    env: options.env,
    stdio: ['pipe', log, log],
    // A group of its own: at Ctrl-C we say in which order things stop.
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { child, ended };
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n').slice(-3_000);
}

/** Resolves when the service is ready; throws with the end of its log when it ends before, or takes too long. */
async function waitUntilReady(options: ServiceOptions, { ended }: Run): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  let why: string | undefined;
  ended.then((reason) => (why = reason), () => undefined);
  while (Date.now() < end) {
    if (why !== undefined) throw new NotStarted(`${options.name} 启动失败 (ended: ${why})\n${lastLines(options.logFile)}\n${options.logFile}`);
    if (await options.isReady().catch(() => false)) return;
    await sleep(150);
  }
  throw new NotStarted(`${options.name} 未能在 ${READY_WITHIN_MS / 1000} 秒内就绪 (not ready in time)\n${lastLines(options.logFile)}\n${options.logFile}`);
}

async function stopRun({ child, ended }: Run): Promise<void> {
  child.stdin?.end();
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}

/** Starts a service, waits until it is ready, and starts it again, with growing pauses, whenever it ends by itself. */
export async function startService(options: ServiceOptions): Promise<Service> {
  let current = run(options);
  let stopping = false;

  async function keepRunning(): Promise<void> {
    for (let ends = 0; !stopping; ends += 1) {
      const since = Date.now();
      const why = await current.ended;
      if (stopping) return;
      if (Date.now() - since > WELL_AFTER_MS) ends = 0;
      const pause = RESTART_PAUSES_MS[Math.min(ends, RESTART_PAUSES_MS.length - 1)] ?? 0;
      options.log(`${options.name}: 意外停止（${why}），${pause / 1000} 秒后重启 (ended, starting again)`);
      await sleep(pause);
      if (!stopping) current = run(options);
    }
  }

  try {
    await waitUntilReady(options, current);
  } catch (error) {
    await stopRun(current);
    throw error;
  }
  keepRunning().catch((error: unknown) => options.log(String(error)));
  return {
    pid: () => current.child.pid,
    stop: async () => {
      stopping = true;
      await stopRun(current);
    },
  };
}
