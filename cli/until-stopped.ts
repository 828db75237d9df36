/** Resolves at Ctrl-C, SIGTERM or when the terminal closes. A second Ctrl-C ends the process at once; what it keeps ends with it. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // Waiting for a signal alone would not keep the process alive.
    const alive = setInterval(() => undefined, 2 ** 30);
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stopping && signal === 'SIGINT') process.exit(130);
        stopping = true;
        clearInterval(alive);
        resolve(signal);
      });
    }
  });
}
