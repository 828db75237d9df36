import { resolve } from 'node:path';
import { Command } from 'commander';
import { SAMPLE_PASSWORD } from '../activities/store/sample-district';
import { keys, oneOf, port, readEnvironment, secret, text, withDefault } from '../config/environment';
import { portal, sampleLogins } from './greeting';
import { projectRoot } from './project-root';
import { startPortal } from './start-portal';
import { untilStopped } from './until-stopped';

/** `boai start`: everything on this machine. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start Temporal, MongoDB, the worker and the portal on this machine, with a sample district (示例) to try.')
    .addHelpText(
      'after',
      [
        '',
        'Environment:',
        '  PORT, TEMPORAL_PORT, MONGODB_PORT, WORKER_HEALTH_PORT, WORKER_METRICS_PORT',
        '                       ports wanted on 127.0.0.1; a free one is taken when one is not free',
        '  TEMPORAL_ADDRESS     a Temporal server to use instead of starting one',
        '  MONGODB_URI          a MongoDB replica set to use instead of starting one',
        '  BOAI_DATA            where everything is kept (.data)',
        '  BOAI_CACHE           where fetched engines are kept',
        '  SMTP_URL, SMTP_FROM  a mail gateway for reminders, smtp://user:password@host:587',
        '  BOAI_HTTP_HOSTS      hosts in your own network that webhooks may call',
        '  NODE_ENV=production  no sample; ENCRYPTION_KEYS and SESSION_SECRET must be set',
      ].join('\n'),
    )
    .action(start);
}

function settings() {
  const set = readEnvironment({
    NODE_ENV: withDefault(oneOf('development', 'production', 'test'), 'development'),
    PORT: withDefault(port(), 3000),
    TEMPORAL_PORT: withDefault(port(), 7233),
    MONGODB_PORT: withDefault(port(), 27017),
    WORKER_HEALTH_PORT: withDefault(port(), 3001),
    WORKER_METRICS_PORT: withDefault(port(), 9464),
    BOAI_DATA: withDefault(text('a directory'), '.data'),
  });
  // Whoever runs in production names the secrets; a trial makes its own.
  if (set.NODE_ENV === 'production') readEnvironment({ ENCRYPTION_KEYS: keys(), SESSION_SECRET: secret(32) });
  return set;
}

async function start(): Promise<void> {
  const begin = Date.now();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const set = settings();
  const stopped = untilStopped();
  say(`博爱流程 Boai Flow · ${set.BOAI_DATA}`);
  const starting = startPortal({
    dataDir: resolve(projectRoot, set.BOAI_DATA),
    production: set.NODE_ENV === 'production',
    ports: { web: set.PORT, temporal: set.TEMPORAL_PORT, mongodb: set.MONGODB_PORT, workerHealth: set.WORKER_HEALTH_PORT, workerMetrics: set.WORKER_METRICS_PORT },
    log: (line) => say(`  ${line}`),
  });
  // Ctrl-C while starting ends this process, and with it everything that it keeps.
  const first = await Promise.race([starting, stopped]);
  if (typeof first === 'string') process.exit(130);
  say(portal(first.address, Math.round((Date.now() - begin) / 1000)));
  if (set.NODE_ENV !== 'production') say(sampleLogins(SAMPLE_PASSWORD));
  await stopped;
  say('正在停止 stopping …');
  await first.stop();
  say('已停止 stopped');
  process.exit(0);
}
