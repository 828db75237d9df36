import { dateInput } from '../job';
import type { BranchOperation } from './operation';

/** Notes an approved deferral beside the running term; the term's own end stays, since being in time is measured by it. */
export const deferTerm: BranchOperation = async (job, branch, { store }) => {
  const deferredTo = dateInput(job, 'deferredTo');
  await store.branches.deferTerm(branch._id, branch.termNo, deferredTo);
  return { deferredTo };
};
