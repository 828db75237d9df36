import { ApplicationFailure } from '@temporalio/activity';
import { branchInput, optionalInput, wrongInput, type JobHandler } from '../job';
import { beginTerm } from './begin-term';
import { changeOfficers } from './change-officers';
import { closeBranch } from './close-branch';
import { deferTerm } from './defer-term';
import { establish } from './establish';
import type { BranchOperation } from './operation';

const OPERATIONS: ReadonlyMap<string, BranchOperation> = new Map([
  ['begin-term', beginTerm],
  ['defer-term', deferTerm],
  ['change-officers', changeOfficers],
  ['close-branch', closeBranch],
  ['establish', establish],
]);

/** Changes a branch's own record as the input `operation` says; `begin-term` when it says nothing. */
export const branchOperation: JobHandler = async (job, tools) => {
  const branch = await tools.store.branches.byId(branchInput(job));
  if (!branch) throw ApplicationFailure.nonRetryable(`There is no branch "${branchInput(job)}"`, 'UnknownBranch');
  const operation = OPERATIONS.get(String(optionalInput(job, 'operation') ?? 'begin-term'));
  if (!operation) throw wrongInput(job, 'operation', [...OPERATIONS.keys()].join(', '));
  return operation(job, branch, tools);
};
