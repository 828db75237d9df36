import { ApplicationFailure } from '@temporalio/activity';
import type { JobRequest } from '../../contract';
import type { BranchDocument, OfficerEntry, TermEntry } from '../../store/documents';
import { dateInput, optionalInput, wrongInput } from '../job';
import { submittedList, type Row } from '../submitted-list';
import type { BranchOperation } from './operation';

/** Writes an approved election: the new term and who holds office. The same term twice changes nothing. */
export const beginTerm: BranchOperation = async (job, branch, { store }) => {
  const rows = await submittedList(store, job, { step: 'officersFrom', field: 'officersAt', usual: 'officers' });
  const { term, termYears } = termOf(job, branch);
  const officers = rows.map((row) => officerOf(row, term.start));
  await store.branches.beginTerm(branch._id, { term, termYears, officers });
  return { termNo: term.no, termEnd: term.end };
};

function termOf(job: JobRequest, branch: BranchDocument): { readonly term: TermEntry; readonly termYears: number } {
  const start = dateInput(job, 'termStart');
  const termYears = numberInput(job, 'termYears') ?? branch.termYears;
  const end = optionalInput(job, 'termEnd') === undefined ? yearsAfter(start, termYears) : dateInput(job, 'termEnd');
  const already = branch.terms.find((term) => term.instanceId === job.instanceId);
  const no = already?.no ?? numberInput(job, 'termNo') ?? branch.termNo + 1;
  const congressDate = optionalInput(job, 'congressDate') === undefined ? undefined : dateInput(job, 'congressDate');
  const approvalNo = optionalInput(job, 'approvalNo');
  return {
    termYears,
    term: { no, start, end, instanceId: job.instanceId, ...(congressDate === undefined ? {} : { congressDate }), ...(typeof approvalNo === 'string' ? { approvalNo } : {}) },
  };
}

/** A whole number from 1; undefined when it is not given. */
export function numberInput(job: JobRequest, name: string): number | undefined {
  const value = optionalInput(job, name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw wrongInput(job, name, 'a whole number from 1');
  return number;
}

const SOURCES: ReadonlySet<string> = new Set(['选举', '补选', '聘任', '当然']);

/** A row of a form as the register shows it. */
export function officerOf(row: Row, from: string): OfficerEntry {
  const { name, post, source, personId } = row;
  if (typeof name !== 'string' || typeof post !== 'string') throw ApplicationFailure.nonRetryable('An officer has no name or no post', 'WrongInput');
  return {
    name,
    post,
    from,
    source: typeof source === 'string' && SOURCES.has(source) ? (source as OfficerEntry['source']) : '选举',
    ...(typeof personId === 'string' ? { personId } : {}),
  };
}

/** The same day so many years later; of 29 February, the 28th where there is none. */
export function yearsAfter(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.toISOString().slice(0, 10);
}
