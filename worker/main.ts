/** The worker as a process of its own: `node --import tsx worker/main.ts`. */
import pino from 'pino';
import { InvalidEnvironment } from '../config/environment';
import { workerConfig } from './config';
import { runWorker } from './run-worker';

async function main(): Promise<void> {
  const config = workerConfig();
  const log = pino({ level: config.logLevel, base: { process: 'worker' } });
  const worker = await runWorker(config, log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void worker.stop());
  await worker.stopped;
}

main().catch((error: unknown) => {
  const told = error instanceof InvalidEnvironment ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = 1;
});
