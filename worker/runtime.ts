import { makeTelemetryFilterString, Runtime, type LogLevel, type LogMetadata, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { WorkerConfig } from './config';

let installed = false;

/**
 * Gives the SDK, once in a process, our log and a place to serve its Prometheus metrics.
 * Signals are left to `main`, which drains the worker and then closes the rest.
 */
export function installRuntime(config: Pick<WorkerConfig, 'host' | 'metricsPort'>, log: Logger): void {
  if (installed) return;
  installed = true;
  const metrics = config.metricsPort === undefined ? {} : { metrics: { prometheus: { bindAddress: `${config.host}:${config.metricsPort}` } } };
  Runtime.install({
    logger: temporalLogger(log),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} }, ...metrics },
  });
}

/** Workflow and activity logs carry ids alone; what the SDK adds besides is left out. */
function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error', message: string, meta?: LogMetadata): void => log[level](meta === undefined ? {} : named(meta), message);
  // The SDK tells every start and end of every workflow at its info level.
  const levels: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = { TRACE: 'trace', DEBUG: 'trace', INFO: 'debug', WARN: 'warn', ERROR: 'error' };
  return {
    log: (level, message, meta) => write(levels[level], message, meta),
    trace: (message, meta) => write('trace', message, meta),
    debug: (message, meta) => write('trace', message, meta),
    info: (message, meta) => write('debug', message, meta),
    warn: (message, meta) => write('warn', message, meta),
    error: (message, meta) => write('error', message, meta),
  };
}

const KEPT = new Set(['workflowId', 'runId', 'workflowType', 'activityType', 'activityId', 'attempt', 'taskQueue', 'incidentId', 'elementId', 'cause', 'error', 'state', 'durationMs']);

function named(meta: LogMetadata): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(meta)
      .filter(([name]) => KEPT.has(name))
      .map(([name, value]) => (value instanceof Error ? ['error', { name: value.name, message: value.message }] : [name, value])),
  );
}
