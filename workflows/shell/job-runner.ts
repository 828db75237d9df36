import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation, proxyActivities, rootCause } from '@temporalio/workflow';
import type { Activities } from '../../activities/contract';
import type { Command } from '../engine/commands';
import type { EngineEvent } from '../engine/events';

export type StartJob = Extract<Command, { kind: 'start-job' }>;
type JobEvent = Extract<EngineEvent, { kind: 'job-completed' | 'job-failed' }>;

interface RunningJob {
  readonly command: StartJob;
  readonly scope: CancellationScope;
}

/** Runs service tasks as ordinary activities, and reports each once. */
export class JobRunner {
  readonly #running = new Map<string, RunningJob>();

  constructor(
    private readonly identity: { readonly instanceId: string; readonly processId: string },
    private readonly report: (event: JobEvent) => void,
  ) {}

  get count(): number {
    return this.#running.size;
  }

  /** Jobs without an answer: they may be started again by their id. */
  get pending(): readonly StartJob[] {
    return [...this.#running.values()].map(({ command }) => command);
  }

  start(command: StartJob): void {
    const scope = new CancellationScope();
    this.#running.set(command.jobId, { command, scope });
    void scope.run(() => this.#run(command));
  }

  cancel(jobId: string): void {
    const job = this.#running.get(jobId);
    this.#running.delete(jobId);
    job?.scope.cancel();
  }

  cancelAll(): void {
    for (const jobId of [...this.#running.keys()]) this.cancel(jobId);
  }

  async #run(command: StartJob): Promise<void> {
    const { runJob } = proxyActivities<Activities>({
      startToCloseTimeout: '2m',
      retry: { maximumAttempts: Math.max(1, command.retries), initialInterval: '1s', backoffCoefficient: 3, maximumInterval: '10m' },
    });
    const { jobId, elementId, type, headers, variables } = command;
    try {
      const result = await runJob({ ...this.identity, jobId, elementId, type, headers, variables });
      this.#finish({ kind: 'job-completed', jobId, variables: result });
    } catch (error) {
      if (isCancellation(error)) return;
      this.#finish({ kind: 'job-failed', jobId, ...failureOf(error) });
    }
  }

  #finish(event: JobEvent): void {
    if (this.#running.delete(event.jobId)) this.report(event);
  }
}

function failureOf(error: unknown): { readonly message: string; readonly errorCode?: string } {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const message = rootCause(error) ?? 'The job failed without a message';
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'BpmnError') return { message };
  const [code] = cause.details ?? [];
  return typeof code === 'string' ? { message, errorCode: code } : { message };
}
