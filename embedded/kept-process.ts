import { spawn } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface KeptCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly pidFile: string;
  /** How long a stop may take before the program is killed. */
  readonly graceMs: number;
}

/** A program that stops when this process ends, however it ends. */
export interface KeptProcess {
  /** Resolves with the reason once the program has ended. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

const LARGEST_LOG = 20 * 1024 * 1024;

function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG) renameSync(logFile, `${logFile}.1`);
}

/** Starts the program under a keeper of its own. */
export function keep(command: KeptCommand): KeptProcess {
  rotate(command.logFile);
  const keeper = spawn(process.execPath, [join(__dirname, 'keeper.js'), command.logFile, command.pidFile, String(command.graceMs), command.program, ...command.args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...command.env },
    // A group of its own: Ctrl-C must not reach the engine before those who still use it.
    detached: true,
    windowsHide: true,
  });
  let said = '';
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  keeper.stdin.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    keeper.once('error', (error) => resolve(error.message));
    keeper.once('close', () => resolve(said.trim()));
  });
  return {
    ended,
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
}
