import { ApplicationFailure } from '@temporalio/activity';
import type { SmsGateway } from '../../config/sms-gateway';
import type { Value, Variables } from '../../feel/types';
import type { JobRequest } from '../contract';
import type { Instances } from '../deliver';
import type { RecordKeeper } from '../records';
import type { Store } from '../store/connect-store';
import { districtDayOf } from '../store/district-day';

/** What a job may use. */
export interface JobTools {
  readonly store: Store;
  /** How other instances are started. */
  readonly instances: Pick<Instances, 'start'>;
  /** Hosts that `http` jobs may call. */
  readonly httpHosts: readonly string[];
  /** Where text messages are handed over; absent: nowhere. */
  readonly sms?: SmsGateway;
  readonly now: () => Date;
  /** Saves records and tells who waits for them. */
  readonly records: RecordKeeper;
}

/** Does a job's work; repeatable, since it is tried again after any failure and after a lost answer. */
export type JobHandler = (job: JobRequest, tools: JobTools) => Promise<Variables>;

/** An input: the variable of that name, else the task header; undefined when there is neither, or it is null. */
export function optionalInput(job: JobRequest, name: string): Value | undefined {
  if (Object.hasOwn(job.variables, name)) return job.variables[name] ?? undefined;
  return Object.hasOwn(job.headers, name) ? job.headers[name] : undefined;
}

/** A text input. Throws, without a further try, when it is missing or no text. */
export function textInput(job: JobRequest, name: string): string {
  const value = optionalInput(job, name);
  if (typeof value === 'string' && value !== '') return value;
  throw wrongInput(job, name, 'a text');
}

/** A date input, `YYYY-MM-DD`; of a date and time, its day in the district. */
export function dateInput(job: JobRequest, name: string): string {
  const value = optionalInput(job, name);
  const day = typeof value === 'string' ? districtDayOf(value) : undefined;
  if (day !== undefined) return day;
  throw wrongInput(job, name, 'a date');
}

/** The branch that the job is about: the input `branchId`, which every instance has as a variable. */
export function branchInput(job: JobRequest): string {
  return textInput(job, 'branchId');
}

export function wrongInput(job: JobRequest, name: string, expected: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`Job "${job.type}" of "${job.elementId}" needs ${expected} as its input "${name}"`, 'WrongInput');
}
