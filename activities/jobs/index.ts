import { ApplicationFailure } from '@temporalio/activity';
import type { Variables } from '../../feel/types';
import type { JobRequest } from '../contract';
import type { Store } from '../store/connect-store';

/** What a job may use. */
export interface JobTools {
  readonly store: Store;
}

export type JobHandler = (job: JobRequest, tools: JobTools) => Promise<Variables>;

const handlers: Readonly<Record<string, JobHandler>> = {};

/** Runs a job by its type; a type that is not shipped fails at once, and becomes an incident. */
export function jobRunner(tools: JobTools): (job: JobRequest) => Promise<Variables> {
  return async (job) => {
    const handler = Object.hasOwn(handlers, job.type) ? handlers[job.type] : undefined;
    if (!handler) throw ApplicationFailure.nonRetryable(`No job of type "${job.type}" is shipped`, 'UnknownJobType');
    return handler(job, tools);
  };
}
