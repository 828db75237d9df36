import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Prometheus asks the web process: how many requests, how long, by route and status. */
export function webMetrics(): { readonly registry: Registry; readonly measure: RequestHandler } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'];
  const seconds = new Histogram({ name: 'boai_http_request_seconds', help: 'Time to answer a request', labelNames, buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10], registers: [registry] });
  const requests = new Counter({ name: 'boai_http_requests_total', help: 'Requests answered', labelNames, registers: [registry] });
  const measure: RequestHandler = (request, response, next) => {
    const end = seconds.startTimer();
    response.on('finish', () => {
      // The route's pattern, never the path: ids and texts do not belong into metrics.
      const labels = { method: request.method, route: typeof request.route?.path === 'string' ? request.route.path : 'other', status: String(response.statusCode) };
      end(labels);
      requests.inc(labels);
    });
    next();
  };
  return { registry, measure };
}
