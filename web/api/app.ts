import express, { type Express } from 'express';
import compression from 'compression';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Store } from '../../activities/store/connect-store';
import type { WebConfig } from '../config';
import { portal } from '../portal';
import { TASK_QUEUE } from '../../workflows/messages';
import { errorHandler } from './errors';
import { FormVersions } from './form-versions';
import { healthRoutes } from './health';
import { startHousekeeping } from './housekeeping';
import { ImportRunner } from './imports/import-runner';
import { LiveHub } from './live-hub';
import { webMetrics } from './metrics';
import { notFound } from './refusal';
import { absenceRoutes } from './routers/absences';
import { branchRoutes } from './routers/branches';
import { bulkTaskRoutes } from './routers/bulk-tasks';
import { calendarFeedRoutes } from './routers/calendar-feed';
import { channelRoutes } from './routers/channels';
import { completionRoutes } from './routers/completion';
import { deliveryRoutes } from './routers/deliveries';
import { directoryRoutes } from './routers/directory';
import { dataCopyRoutes } from './routers/data-copy';
import { draftRoutes } from './routers/drafts';
import { fileRoutes } from './routers/files';
import { formRoutes } from './routers/forms';
import { actionRoutes } from './routers/actions';
import { campaignRoutes } from './routers/campaigns';
import { importRoutes } from './routers/imports';
import { incidentRoutes } from './routers/incidents';
import { instanceRoutes } from './routers/instances';
import { missionMetricRoutes } from './routers/mission-metrics';
import { indicatorRoutes } from './routers/indicators';
import { limitRoutes } from './routers/limits';
import { linkRoutes } from './routers/links';
import { liveRoutes } from './routers/live';
import { notificationSettingsRoutes } from './routers/notification-settings';
import { notificationRoutes } from './routers/notifications';
import { openLinkRoutes } from './routers/open-links';
import { peopleRoutes } from './routers/people';
import { supervisionRoutes } from './routers/supervision';
import { processRoutes } from './routers/processes';
import { recordRoutes } from './routers/records';
import { registryRoutes } from './routers/registries';
import { sessionRoutes } from './routers/session';
import { taskRoutes } from './routers/tasks';
import { bodyTypeGuard, originGuard, viewerLoader } from './security';
import { recordKeeping } from './record-keeping';
import type { Services } from './services';
import { sessionMiddleware } from './session-middleware';

export interface AppParts {
  readonly store: Store;
  readonly temporal: Client;
  readonly config: WebConfig;
  readonly log: Logger;
  readonly now?: () => Date;
  /** The built portal; without it the API is served alone. */
  readonly portalDirectory?: string;
  readonly taskQueue?: string;
  /** How often a live stream shows that it lives, and looks whether its session does. */
  readonly heartbeatMs?: number;
}

/** Every resource's routes; each route carries its rule. */
const RESOURCES = [
  actionRoutes, campaignRoutes,
  absenceRoutes, bulkTaskRoutes, notificationSettingsRoutes, channelRoutes, deliveryRoutes, calendarFeedRoutes,
  sessionRoutes, taskRoutes, dataCopyRoutes, draftRoutes, completionRoutes, formRoutes, processRoutes, instanceRoutes, incidentRoutes, branchRoutes, peopleRoutes, directoryRoutes, notificationRoutes, limitRoutes, fileRoutes, linkRoutes, registryRoutes, recordRoutes, indicatorRoutes, supervisionRoutes, missionMetricRoutes,
];

/** What answers requests, and `close`, which ends its live streams before the server can end. */
export interface App {
  readonly handle: Express;
  close(): Promise<void>;
}

/** The portal's HTTP application, without its server. */
export function createApp({ store, temporal, config, log, now = () => new Date(), portalDirectory, taskQueue = TASK_QUEUE, heartbeatMs }: AppParts): App {
  const records = recordKeeping({ store, temporal, taskQueue, onError: (error) => log.warn({ err: error }, 'A changed record could not be told to instances; it is told again later') });
  const services: Services = { store, temporal, taskQueue, config, log, now, forms: new FormVersions(store), records };
  const { registry, measure } = webMetrics();
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.proxies);
  app.use(measure, healthRoutes(services, registry), requestLog(log), helmet({ contentSecurityPolicy: false }), compression());
  // Before the session: who comes by a link brings none, and a colleague's own is not looked at.
  app.use('/api/f', apiHeaders, noIndex, originGuard(config), bodyTypeGuard, express.json({ limit: '256kb', type: 'application/json' }));
  app.use('/api', openLinkRoutes(services).router);
  app.use('/api', apiHeaders, originGuard(config), sessionMiddleware(store, config), bodyTypeGuard, express.json({ limit: '1mb', type: 'application/json' }), viewerLoader(services));
  const hub = new LiveHub(store, (error) => log.warn({ err: error }, 'A change stream broke and is opened again'));
  const imports = new ImportRunner(services);
  for (const resource of [...RESOURCES, liveRoutes(hub, heartbeatMs), importRoutes(imports)]) app.use('/api', resource(services).router);
  app.use('/api', () => {
    throw notFound({ zh: '接口', en: 'This path' });
  });
  if (portalDirectory !== undefined) app.use(portal(portalDirectory, config.production));
  app.use(errorHandler(log));
  // Before anyone listens, so that nobody waits for it; it never fails, it tries again.
  hub.open().catch((error: unknown) => log.error({ err: error }, 'The live stream could not be opened'));
  const stopHousekeeping = startHousekeeping(services, imports);
  return {
    handle: app,
    async close() {
      stopHousekeeping();
      await imports.stop();
      await hub.close();
    },
  };
}

/** Answers are one person's: no cache keeps them, no page frames them. */
const apiHeaders: express.RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  next();
};

/** A link is for one person: no search engine lists it. */
const noIndex: express.RequestHandler = (_request, response, next) => {
  response.setHeader('x-robots-tag', 'noindex, nofollow');
  next();
};

/** One line a request, without query, body, cookie or address: nothing personal. */
function requestLog(log: Logger): express.RequestHandler {
  return pinoHttp({
    logger: log,
    serializers: { req: (request: { method: string; id: unknown }) => ({ method: request.method, id: request.id }), res: (response: { statusCode: number }) => ({ status: response.statusCode }) },
    customProps: (request) => ({ route: 'route' in request && typeof request.route === 'object' && request.route !== null && 'path' in request.route ? request.route.path : undefined }),
    customLogLevel: (_request, response) => (response.statusCode === 503 ? 'warn' : response.statusCode >= 500 ? 'error' : 'debug'),
  });
}
