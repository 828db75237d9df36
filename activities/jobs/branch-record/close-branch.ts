import { textInput, wrongInput } from '../job';
import type { BranchOperation } from './operation';

/** Marks a branch as merged into another one, or dissolved. */
export const closeBranch: BranchOperation = async (job, branch, { store }) => {
  const status = textInput(job, 'status');
  if (status !== 'merged' && status !== 'dissolved') throw wrongInput(job, 'status', '"merged" or "dissolved"');
  await store.branches.setStatus(branch._id, status);
  return { status };
};
