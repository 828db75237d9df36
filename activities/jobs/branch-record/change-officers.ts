import type { OfficerEntry } from '../../store/documents';
import { dateInput } from '../job';
import { submittedList, type Row } from '../submitted-list';
import { officerOf } from './begin-term';
import type { BranchOperation } from './operation';

/** Replaces officers within the term, which stays as it is: who leaves gets a last day, who comes a first one. */
export const changeOfficers: BranchOperation = async (job, branch, { store }) => {
  const from = dateInput(job, 'from');
  const rows = await submittedList(store, job, { step: 'officersFrom', field: 'officersAt', usual: 'officers' });
  const officers = rows.reduce<readonly OfficerEntry[]>((held, row) => replaced(held, row, from), branch.officers);
  await store.branches.setOfficers(branch._id, officers);
  return { changed: rows.length };
};

function replaced(held: readonly OfficerEntry[], row: Row, from: string): readonly OfficerEntry[] {
  const coming = officerOf(row, from);
  const isDone = held.some(({ name, post, from: since }) => name === coming.name && post === coming.post && since === coming.from);
  if (isDone) return held;
  const others = held.map((officer) => (officer.to === undefined && officer.post === coming.post && officer.name === row['leaving'] ? { ...officer, to: from } : officer));
  return [...others, coming];
}
