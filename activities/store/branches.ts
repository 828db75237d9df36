import type { Connection } from 'mongoose';
import { openCollection, type Filter } from './collection';
import type { BranchDocument, OfficerEntry, TermEntry } from './documents';
import { anything } from './model';
import { literally } from './people';

/** Which branches a list shows; days are `YYYY-MM-DD`. */
export interface BranchFilter {
  /** Absent: all of them. */
  readonly ids?: readonly string[];
  /** This branch and everything under it. */
  readonly under?: string;
  readonly kind?: string;
  readonly status?: string;
  readonly termEndFrom?: string;
  readonly termEndBefore?: string;
  readonly text?: string;
}

export type BranchSort = 'termEnd' | 'name' | 'kind' | 'termNo' | 'members' | 'status';

/** The new term that an approved election gives to a branch. */
export interface NewTerm {
  readonly term: TermEntry;
  readonly termYears: number;
  readonly officers: readonly OfficerEntry[];
}

/** The 基层组织 and their org tree. */
export type Branches = ReturnType<typeof branchesOf>;

export function branchesOf(connection: Connection) {
  const collection = openCollection<BranchDocument>(
    connection,
    'branches',
    {
      name: { type: String, required: true }, kind: { type: String, required: true }, parentId: String, ancestors: [String], status: String, termNo: Number, termStart: String, termEnd: String,
      termYears: Number, variant: String, supervisorMode: String, membersAdult: Number, membersYouth: Number, membersGroup: Number, officers: [anything], terms: [anything],
      sample: Boolean, updatedAt: Date, revision: Number,
    },
    [{ keys: { ancestors: 1 } }, { keys: { parentId: 1 } }, { keys: { status: 1, termEnd: 1 } }, { keys: { kind: 1 } }, { keys: { name: 1 } }],
  );
  const { model } = collection;

  return {
    ...collection,
    byIds: (ids: readonly string[]) => collection.find({ _id: { $in: [...new Set(ids)] } }),
    all: () => collection.find({}, { sort: { name: 1, _id: 1 } }),

    /** For each of the ids: it and everything under it. An id that is no branch maps to nothing but itself. */
    async under(ids: readonly string[]): Promise<Map<string, string[]>> {
      const wanted = [...new Set(ids)];
      if (wanted.length === 0) return new Map();
      const below = await collection.find({ ancestors: { $in: wanted } }, { without: ['officers', 'terms'] });
      return new Map(wanted.map((id) => [id, [id, ...below.filter((branch) => branch.ancestors.includes(id)).map((branch) => branch._id)]]));
    },

    /** Adds a branch, or replaces it; for seeding and for new establishments. */
    async put(branch: Omit<BranchDocument, 'ancestors' | 'updatedAt' | 'revision'>): Promise<void> {
      const parent = branch.parentId === undefined ? undefined : await collection.byId(branch.parentId);
      const ancestors = parent === undefined ? [] : [...parent.ancestors, parent._id];
      const { _id, ...fields } = branch;
      await model.updateOne({ _id }, { $set: { ...fields, ancestors, updatedAt: new Date() }, $inc: { revision: 1 } }, { upsert: true });
    },

    /** Puts everything under a branch below where the branch stands now. */
    async regraft(id: string): Promise<void> {
      const branch = await collection.byId(id);
      if (branch === undefined) return;
      for (const below of await collection.find({ ancestors: id }, { without: ['officers', 'terms'] })) {
        const ancestors = [...branch.ancestors, ...below.ancestors.slice(below.ancestors.indexOf(id))];
        await model.updateOne({ _id: below._id }, { $set: { ancestors, updatedAt: new Date() }, $inc: { revision: 1 } });
      }
    },

    /** Adds those that are not there yet, by id; parents stand before their children. Safe to repeat. */
    async addMissing(branches: readonly Omit<BranchDocument, 'ancestors' | 'updatedAt' | 'revision'>[]): Promise<void> {
      const stored = await collection.find({}, { without: ['officers', 'terms'] });
      const ancestors = new Map<string, readonly string[]>(stored.map((branch) => [branch._id, branch.ancestors]));
      const missing = branches.filter((branch) => !ancestors.has(branch._id)).map((branch): BranchDocument => {
        const above = branch.parentId === undefined ? [] : [...(ancestors.get(branch.parentId) ?? []), branch.parentId];
        ancestors.set(branch._id, above);
        return { ...branch, ancestors: above, updatedAt: new Date(), revision: 1 };
      });
      if (missing.length > 0) await model.insertMany(missing);
    },

    /** Writes the outcome of an election. The same term number twice changes nothing: jobs are repeated. */
    async beginTerm(id: string, next: NewTerm): Promise<void> {
      await model.updateOne(
        { _id: id, 'terms.no': { $ne: next.term.no } },
        {
          $set: { termNo: next.term.no, termStart: next.term.start, termEnd: next.term.end, termYears: next.termYears, officers: [...next.officers], updatedAt: new Date() },
          $push: { terms: next.term },
          $inc: { revision: 1 },
        },
      );
    },

    /** Notes that the running term may last until then. */
    async deferTerm(id: string, termNo: number, deferredTo: string): Promise<void> {
      await model.updateOne({ _id: id, 'terms.no': termNo }, { $set: { 'terms.$.deferredTo': deferredTo, updatedAt: new Date() }, $inc: { revision: 1 } });
    },

    async setOfficers(id: string, officers: readonly OfficerEntry[]): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { officers: [...officers], updatedAt: new Date() }, $inc: { revision: 1 } });
    },

    async setStatus(id: string, status: BranchDocument['status']): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { status, updatedAt: new Date() }, $inc: { revision: 1 } });
    },

    async list(filter: BranchFilter, sort: { readonly by: BranchSort; readonly descending: boolean }, page: number, size: number): Promise<{ readonly rows: BranchDocument[]; readonly total: number }> {
      const query = queryOf(filter);
      const direction = sort.descending ? -1 : 1;
      const [rows, total] = await Promise.all([
        model.aggregate<BranchDocument>([
          { $match: query },
          ...(sort.by === 'members' ? [{ $addFields: { members: { $add: ['$membersAdult', '$membersYouth', '$membersGroup'] } } }] : []),
          { $sort: { [sort.by]: direction, _id: 1 } },
          { $skip: (page - 1) * size },
          { $limit: size },
        ]),
        model.countDocuments(query),
      ]);
      return { rows, total };
    },
  };
}

function queryOf(filter: BranchFilter): Filter<BranchDocument> {
  const termEnd = { ...(filter.termEndFrom === undefined ? {} : { $gte: filter.termEndFrom }), ...(filter.termEndBefore === undefined ? {} : { $lt: filter.termEndBefore }) };
  const all: Filter<BranchDocument>[] = [
    ...(filter.ids === undefined ? [] : [{ _id: { $in: [...filter.ids] } }]),
    ...(filter.under === undefined ? [] : [{ $or: [{ _id: filter.under }, { ancestors: filter.under }] }]),
    ...(filter.kind === undefined ? [] : [{ kind: filter.kind as BranchDocument['kind'] }]),
    ...(filter.status === undefined ? [] : [{ status: filter.status as BranchDocument['status'] }]),
    ...(Object.keys(termEnd).length === 0 ? [] : [{ termEnd }]),
    ...(filter.text === undefined || filter.text === '' ? [] : [{ $or: [{ name: literally(filter.text) }, { _id: filter.text }] }]),
  ];
  return all.length === 0 ? {} : { $and: all };
}
