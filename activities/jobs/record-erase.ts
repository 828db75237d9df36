import { personalPaths } from '../../registries/personal';
import { textInput, wrongInput, type JobHandler } from './job';
import { registryInput } from './record-registry';

/**
 * Erases what is personal about the record `registry`/`recordId` for good, as the data protection officer's button does:
 * when the time for which it may be kept is over, or after somebody decided so. `erased` is false when nothing was known of it.
 */
export const recordErase: JobHandler = async (job, tools) => {
  const { document } = await registryInput(job, tools);
  if (personalPaths(document).length === 0) throw wrongInput(job, 'registry', 'a registry with personal fields');
  const { erased } = await tools.records.erase(document, textInput(job, 'recordId'), { kind: 'erased', by: 'system', at: tools.now(), instanceId: job.instanceId });
  return { erased };
};
