'use strict';
// Loaded before a service that `boai start` runs: when the starter goes, however it went, the pipe to stdin closes
// and the service ends as at SIGTERM, by force if it takes too long.
const GRACE_MS = 15_000;

// Threads load this too, and the stdin of a thread is empty.
if (require('node:worker_threads').isMainThread) followParent();

function followParent() {
  process.stdin.resume();
  for (const event of ['end', 'error']) {
    process.stdin.once(event, () => {
      setTimeout(() => process.exit(1), GRACE_MS).unref();
      process.kill(process.pid, 'SIGTERM');
    });
  }
  // The service alone decides when it is done.
  process.stdin.unref?.();
}
