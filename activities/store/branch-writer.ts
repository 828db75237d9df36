import type { RegistryDocument } from '../../registries/document';
import type { Branches } from './branches';
import { changesBetween, tidied } from './record-values';
import type { Collection } from './collection';
import type { BranchDocument, TermEntry } from './documents';
import type { RecordDocument, RecordValues } from './record-documents';
import { entryOf, RecordRefused, type RecordSave, type Saved } from './record-writer';

interface BranchParts {
  readonly branches: Branches;
  readonly of: (registryId: string) => Collection<RecordDocument>;
}

/**
 * Saves the records of `branch` and `term` into the org tree's own collection, which has its own revision. A change leaves its
 * history entry in the record that it gives back, as other registries do; officers change with elections alone.
 */
export function branchWriter({ branches, of }: BranchParts) {
  const written = async (document: RegistryDocument, values: RecordValues): Promise<string> => {
    if (document.id === 'branch') return saveBranch(branches, values);
    if (document.id === 'term') return saveTerm(branches, values);
    throw new RecordRefused('NoSuchRecord', `Records of "${document.id}" are written by elections alone`);
  };

  return async (save: RecordSave): Promise<Saved> => {
    const { document, id, revision } = save;
    const before = await of(document.id).byId(id);
    if (revision !== undefined && before?.revision !== revision) throw new RecordRefused('StaleRevision', `Record "${document.id}/${id}" is not at revision ${revision}`);
    const plain = before === undefined ? undefined : tidied(document, before.values);
    const values = tidied(document, save.change(plain, false));
    const changes = changesBetween(plain === undefined ? undefined : { plain, stored: plain }, { plain: values, stored: values });
    if (before !== undefined && changes.length === 0) return { record: before, outcome: 'unchanged' };
    if (before === undefined) {
      const other = await of(document.id).byId(idOf(document, values));
      // The same once more is a repetition; anything else would write over what is there.
      if (other !== undefined && changesBetween({ plain: tidied(document, other.values), stored: {} }, { plain: values, stored: {} }).length > 0) throw new RecordRefused('KeyTaken', `There is a record "${other._id}" in "${document.id}" already`);
      if (other !== undefined) return { record: other, outcome: 'repeated' };
    }
    const record = await of(document.id).byId(await written(document, values));
    if (record === undefined) throw new Error(`"${document.id}/${id}" was written and is not there`);
    const entry = entryOf({ document, id: record._id, cause: save.cause }, { branchId: record.branchId, revision: record.revision }, changes);
    return { record: { ...record, outbox: [entry] }, outcome: before === undefined ? 'created' : 'changed' };
  };
}

/** What the record is called in its view. */
function idOf(document: RegistryDocument, values: RecordValues): string {
  return document.id === 'branch' ? String(values['code']) : `${String(values['branchId'])}_${String(values['no'])}`;
}

async function saveBranch(branches: Branches, values: RecordValues): Promise<string> {
  const { code, ...fields } = values as unknown as Pick<BranchDocument, 'name' | 'kind'> & Partial<BranchDocument> & { readonly code: string };
  const known = await branches.byId(code);
  if (fields.parentId !== undefined && (fields.parentId === code || (await branches.byId(fields.parentId)) === undefined)) throw new RecordRefused('NoSuchRecord', `There is no branch "${fields.parentId}" above "${code}"`);
  const usual = { status: 'active', termNo: 0, termYears: 5, variant: 'standard', supervisorMode: 'none', membersAdult: 0, membersYouth: 0, membersGroup: 0, officers: [], terms: [], sample: false, termStart: '', termEnd: '' } as const;
  const { ancestors: _ancestors, updatedAt: _updatedAt, revision: _revision, ...kept } = known ?? { ancestors: [], updatedAt: undefined, revision: 0 };
  const branch: Omit<BranchDocument, 'ancestors' | 'updatedAt' | 'revision'> = { ...usual, ...kept, ...fields, _id: code };
  await branches.put({ ...branch, terms: withTerm(branch.terms, branch) });
  if (known !== undefined && known.parentId !== fields.parentId) await branches.regraft(code);
  return code;
}

/** The running term stands among the terms, too. */
function withTerm(terms: readonly TermEntry[], { termNo, termStart, termEnd }: Pick<BranchDocument, 'termNo' | 'termStart' | 'termEnd'>): readonly TermEntry[] {
  if (termNo < 1 || termStart === '' || termEnd === '') return terms;
  const others = terms.filter(({ no }) => no !== termNo);
  return [...others, { ...terms.find(({ no }) => no === termNo), no: termNo, start: termStart, end: termEnd }].sort((a, b) => a.no - b.no);
}

async function saveTerm(branches: Branches, values: RecordValues): Promise<string> {
  const { branchId, ...term } = values as unknown as TermEntry & { readonly branchId: string };
  const branch = await branches.byId(branchId);
  if (branch === undefined) throw new RecordRefused('NoSuchRecord', `There is no branch "${branchId}"`);
  const terms = [...branch.terms.filter(({ no }) => no !== term.no), { ...branch.terms.find(({ no }) => no === term.no), ...term }].sort((a, b) => a.no - b.no);
  const isRunning = term.no >= branch.termNo;
  const { ancestors: _ancestors, updatedAt: _updatedAt, revision: _revision, ...kept } = branch;
  await branches.put({ ...kept, terms, ...(isRunning ? { termNo: term.no, termStart: term.start, termEnd: term.end } : {}) });
  return `${branchId}_${term.no}`;
}
