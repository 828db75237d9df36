import { ApplicationFailure } from '@temporalio/activity';
import { beginTerm } from './branch-record/begin-term';
import { changeOfficers } from './branch-record/change-officers';
import { closeBranch } from './branch-record/close-branch';
import { deferTerm } from './branch-record/defer-term';
import { establish } from './branch-record/establish';
import type { BranchOperation } from './branch-record/operation';
import { branchInput, optionalInput, textInput, wrongInput, type JobHandler } from './job';

const OPERATIONS: ReadonlyMap<string, BranchOperation> = new Map([
  ['begin-term', beginTerm],
  ['defer-term', deferTerm],
  ['change-officers', changeOfficers],
  ['close-branch', closeBranch],
  ['establish', establish],
]);

/** Changes a record of a registry as its input `operation` says; `begin-term` when it says nothing. */
export const recordSave: JobHandler = async (job, tools) => {
  const registry = textInput(job, 'registry');
  if (registry !== 'branch') throw ApplicationFailure.nonRetryable(`There is no registry "${registry}"`, 'UnknownRegistry');
  const branch = await tools.store.branches.byId(branchInput(job));
  if (!branch) throw ApplicationFailure.nonRetryable(`There is no branch "${branchInput(job)}"`, 'UnknownBranch');
  const operation = OPERATIONS.get(String(optionalInput(job, 'operation') ?? 'begin-term'));
  if (!operation) throw wrongInput(job, 'operation', [...OPERATIONS.keys()].join(', '));
  return operation(job, branch, tools);
};
