import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 1_000;

/** The process's parent; undefined where only `ps` could tell. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** The shell that npm runs a script in, and npm itself. */
function npmAbove(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

/**
 * Resolves at Ctrl-C, SIGTERM, when the terminal closes, or when the npm that runs this has gone without telling.
 * A second Ctrl-C ends the process at once; what it keeps ends with it.
 */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    const above = npmAbove();
    const underNpm = process.env['npm_lifecycle_event'] !== undefined;
    // npm passes SIGTERM on to the shell alone, and none at all when it is killed. The timer also keeps the process alive.
    const watch = setInterval(() => underNpm && npmAbove() !== above && stop('npm has ended'), LOOK_EVERY_MS);
    let stopping = false;
    function stop(why: string): void {
      if (stopping && why === 'SIGINT') process.exit(130);
      stopping = true;
      clearInterval(watch);
      resolve(why);
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
