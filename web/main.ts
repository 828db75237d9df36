/** The web process: `node --import tsx web/main.ts`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { connectStore } from '../activities/store/connect-store';
import { connectTemporal } from '../client/connect-temporal';
import { announceCalendar } from '../client/fan-out';
import { instanceCalendar } from '../client/start-process';
import { InvalidEnvironment } from '../config/environment';
import { createApp } from './api/app';
import { webConfig } from './config';
import { entityInstances } from './entity-instances';
import { watchEntities } from './entity-watch';

/** What is still being answered gets this long when the process is told to end. */
const GRACE_MS = 10_000;
/** Instances told of new holiday tables in a second, so that people's own requests go first. */
const TOLD_PER_SECOND = 20;

async function main(): Promise<void> {
  const config = webConfig();
  const log = pino({ level: config.logLevel, base: { process: 'web' }, redact: ['req.headers.cookie', 'req.headers.authorization'] });
  const store = await connectStore(config.mongodbUri, { keys: config.keys });
  const temporal = await connectTemporal({ address: config.temporalAddress, namespace: config.temporalNamespace, keys: config.keys });
  const app = createApp({ store, temporal, config, log, portalDirectory: config.portalDirectory });
  if (config.production && config.proxies === 0) log.warn('In production cookies go over TLS only: put a proxy in front that ends TLS, and set TRUSTED_PROXIES=1');
  const server = createServer(app.handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  log.info({ host: config.host, port: (server.address() as AddressInfo).port }, 'portal runs');

  announceCalendar({ store, client: temporal }, instanceCalendar(), { perSecond: TOLD_PER_SECOND }).then(
    (told) => told > 0 && log.info({ told }, 'running instances told of new holiday tables'),
    (error: unknown) => log.warn({ err: error }, 'Running instances could not be told of the holiday tables: run boai upgrade'),
  );

  const onError = (error: unknown): void => log.warn({ err: error }, 'An instance for a record could not begin; tried again later');
  const entities = watchEntities({ store, instances: entityInstances({ store, client: temporal, onError }), onError, onBegun: (begun) => begun > 0 && log.info({ begun }, 'instances for records begun') });

  const stop = async (): Promise<void> => {
    await entities.stop();
    await app.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await closed;
    clearTimeout(force);
    await Promise.allSettled([temporal.connection.close(), store.close()]);
    log.info('portal has stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  const told = error instanceof InvalidEnvironment ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${told}\n`);
  process.exit(1);
});
