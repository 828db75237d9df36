import { ApplicationFailure } from '@temporalio/activity';
import type { JobRequest } from '../contract';
import type { Store } from '../store/connect-store';
import { optionalInput, textInput } from './job';

export type Row = { readonly [name: string]: unknown };

interface Place {
  /** Inputs that name the step and the field. */
  readonly step: string;
  readonly field: string;
  /** Field when the input does not say. */
  readonly usual: string;
}

/**
 * The rows that somebody filled in at an earlier step. Names of people never are variables, so a job reads them where
 * they are: in the newest accepted submission of that step.
 */
export async function submittedList(store: Store, job: JobRequest, place: Place): Promise<readonly Row[]> {
  const rows = await submittedAnswer(store, job, place);
  if (rows === undefined) return [];
  if (!Array.isArray(rows)) throw ApplicationFailure.nonRetryable(`The answer "${fieldOf(job, place)}" of the step "${textInput(job, place.step)}" is no list`, 'WrongInput');
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}

/** One answer of an earlier step, opened; undefined when the step left it out. */
export async function submittedAnswer(store: Store, job: JobRequest, place: Place): Promise<unknown> {
  const answers = await submittedAnswers(store, job, textInput(job, place.step));
  const field = fieldOf(job, place);
  return Object.hasOwn(answers, field) ? answers[field] : undefined;
}

/** All answers of an earlier step of the instance, opened: those of its newest accepted submission. */
export async function submittedAnswers(store: Store, job: JobRequest, elementId: string): Promise<Row> {
  const submission = await store.submissions.findOne({ instanceId: job.instanceId, elementId, status: 'accepted' }, { sort: { at: -1 } });
  if (!submission) throw ApplicationFailure.nonRetryable(`Nobody has completed the step "${elementId}" of "${job.instanceId}"`, 'NothingSubmitted');
  return store.personal.open(submission.answers);
}

function fieldOf(job: JobRequest, { field, usual }: Place): string {
  const named = optionalInput(job, field);
  return typeof named === 'string' ? named : usual;
}
