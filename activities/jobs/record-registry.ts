import { ApplicationFailure } from '@temporalio/activity';
import type { JobRequest } from '../contract';
import type { Registry } from '../store/registries';
import { textInput, type JobTools } from './job';

/** The registry that a job names. Throws, without a further try, when there is none. */
export async function registryInput(job: JobRequest, { store }: JobTools): Promise<Registry> {
  const id = textInput(job, 'registry');
  const registry = await store.registries.latest(id);
  if (registry === undefined) throw ApplicationFailure.nonRetryable(`There is no registry "${id}"`, 'UnknownRegistry');
  return registry;
}
