import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import type { JobRequest } from '../../contract';
import type { BranchDocument } from '../../store/documents';
import type { Store } from '../../store/connect-store';
import { dateInput, optionalInput, textInput, wrongInput } from '../job';
import { submittedAnswer } from '../submitted-list';
import { numberInput } from './begin-term';
import type { BranchOperation } from './operation';

/** Registers a new branch below the instance's own. Its first term begins with its first election, due on `electBy`. */
export const establish: BranchOperation = async (job, parent, { store }) => {
  const id = `b-${createHash('sha256').update(job.instanceId).digest('hex').slice(0, 10)}`;
  await store.branches.addMissing([{
    _id: id, name: await nameOf(store, job), kind: textInput(job, 'kind') as BranchDocument['kind'], parentId: parent._id, status: 'active',
    termNo: 0, termStart: dateInput(job, 'establishedOn'), termEnd: dateInput(job, 'electBy'), termYears: numberInput(job, 'termYears') ?? 5,
    variant: textInput(job, 'variant') as BranchDocument['variant'], supervisorMode: 'none',
    membersAdult: count(job, 'membersAdult'), membersYouth: count(job, 'membersYouth'), membersGroup: 0, officers: [], terms: [], sample: parent.sample,
  }]);
  return { establishedBranchId: id };
};

async function nameOf(store: Store, job: JobRequest): Promise<string> {
  const name = await submittedAnswer(store, job, { step: 'nameFrom', field: 'nameAt', usual: 'name' });
  if (typeof name === 'string' && name !== '') return name;
  throw ApplicationFailure.nonRetryable('The new branch has no name', 'WrongInput');
}

function count(job: JobRequest, name: string): number {
  const value = optionalInput(job, name) ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongInput(job, name, 'a whole number');
}
