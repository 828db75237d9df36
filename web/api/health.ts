import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { Services } from './services';

const PATIENCE_MS = 2_000;

/** For whoever watches the process: alive, ready to work, and its figures. */
export function healthRoutes({ store, temporal }: Services, registry: Registry): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const [mongodb, temporalUp] = await Promise.all([
      answers(() => Promise.resolve(store.connection.db?.command({ ping: 1 }))),
      answers(() => temporal.withDeadline(Date.now() + PATIENCE_MS, () => temporal.connection.workflowService.getSystemInfo({}))),
    ]);
    response.status(mongodb && temporalUp ? 200 : 503).json({ status: mongodb && temporalUp ? 'ok' : 'away', mongodb, temporal: temporalUp });
  });
  router.get('/metrics', async (request, response, next) => {
    // For a collector beside the process; what comes through a proxy comes from outside.
    if (request.headers['x-forwarded-for'] !== undefined) return next();
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([ask().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
