import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command line of a running process; undefined when there is none or it can't be read. */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text === '' ? undefined : text.replaceAll('\0', ' ').trim();
  }
  const [program, args] = process.platform === 'win32' ? (['powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`]] as const) : (['ps', ['-o', 'command=', '-p', String(pid)]] as const);
  const { stdout } = await run(program, [...args]).catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
}

async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if ((await commandLineOf(pid)) === undefined) return true;
    await sleep(100);
  }
  return false;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself in the meantime.
  }
}

/**
 * Ends the engine that a killed predecessor left running, when the pid file names one and that process's command line
 * names `dataPath`: only then is it proven to be ours. Answers the pid that was ended.
 */
export async function endLeftover(pidFile: string, dataPath: string, graceMs = 15_000): Promise<number | undefined> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const commandLine = await commandLineOf(pid);
  if (!commandLine?.includes(dataPath)) {
    await rm(pidFile, { force: true });
    return undefined;
  }
  kill(pid, 'SIGTERM');
  if (!(await isGoneWithin(pid, graceMs))) {
    kill(pid, 'SIGKILL');
    await isGoneWithin(pid, 5_000);
  }
  await rm(pidFile, { force: true });
  return pid;
}
