import type { Variables } from '../../feel/types';
import { optionalInput, textInput, wrongInput, type JobHandler } from './job';

/** Starts another process and does not wait for it. The same `key` starts it once; without one, each time that the step is entered. */
export const caseStart: JobHandler = async (job, { instances }) => {
  const processId = textInput(job, 'process');
  const variables = optionalInput(job, 'variables') ?? {};
  if (typeof variables !== 'object' || Array.isArray(variables)) throw wrongInput(job, 'variables', 'a context');
  const branchId = optionalInput(job, 'branchId');
  const key = optionalInput(job, 'key');
  if (key !== undefined && typeof key !== 'string' && typeof key !== 'number') throw wrongInput(job, 'key', 'a text');
  const instanceId = await instances.start({
    processId,
    // What came of an instance is found by it.
    variables: { origin: job.instanceId, ...(variables as Variables), ...(typeof branchId === 'string' ? { branchId } : {}) },
    // A retried step is the same step: its job's id without the number of the attempt.
    key: `case/${processId}/${key ?? job.jobId.replace(/\/\d+$/, '')}`,
  });
  return { instanceId };
};
