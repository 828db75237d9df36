import { ApplicationFailure } from '@temporalio/activity';
import type { JobRequest } from '../contract';
import type { Store } from '../store/connect-store';
import { optionalInput, textInput } from './job';

export type Row = { readonly [name: string]: unknown };

/**
 * The rows that somebody filled in at an earlier step. Names of people never are variables, so a job reads them where
 * they are: in the newest accepted submission of that step.
 */
export async function submittedList(store: Store, job: JobRequest, inputs: { readonly step: string; readonly field: string; readonly usual: string }): Promise<readonly Row[]> {
  const elementId = textInput(job, inputs.step);
  const named = optionalInput(job, inputs.field);
  const field = typeof named === 'string' ? named : inputs.usual;
  const submission = await store.submissions.findOne({ instanceId: job.instanceId, elementId, status: 'accepted' }, { sort: { at: -1 } });
  if (!submission) throw ApplicationFailure.nonRetryable(`Nobody has completed the step "${elementId}" of "${job.instanceId}"`, 'NothingSubmitted');
  const answers = await store.personal.open(submission.answers);
  const rows = Object.hasOwn(answers, field) ? answers[field] : undefined;
  if (rows === undefined) return [];
  if (!Array.isArray(rows)) throw ApplicationFailure.nonRetryable(`The answer "${field}" of the step "${elementId}" is no list`, 'WrongInput');
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}
