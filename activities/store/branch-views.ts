import type { Connection } from 'mongoose';

/** Registries that show what stands in the org tree's own collection: views, read like any other registry. */
export const BRANCH_REGISTRIES = ['branch', 'term', 'officer'] as const;
export type BranchRegistry = (typeof BRANCH_REGISTRIES)[number];

export function isBranchRegistry(id: string): id is BranchRegistry {
  return (BRANCH_REGISTRIES as readonly string[]).includes(id);
}

const WRITTEN = { lookups: { $literal: {} }, scores: { $literal: {} }, revision: '$revision', createdAt: '$updatedAt', createdBy: 'system', updatedAt: '$updatedAt', updatedBy: 'system', sample: '$sample', recentChanges: { $literal: [] } };
/** A text as keys hold it (`normal` in record-lookups.ts says the same). */
const inKey = (path: string): object => ({ $concat: ['"', { $toUpper: { $replaceAll: { input: path, find: '-', replacement: '' } } }, '"'] });
const same = (prefix: string, names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, `$${prefix}${name}`]));

const PIPELINES: Readonly<Record<BranchRegistry, readonly object[]>> = {
  branch: [
    {
      $project: {
        branchId: '$_id', key: { $concat: ['[', inKey('$_id'), ']'] }, ...WRITTEN,
        values: { code: '$_id', ...same('', ['name', 'kind', 'parentId', 'status', 'termNo', 'termStart', 'termEnd', 'termYears', 'variant', 'supervisorMode', 'membersAdult', 'membersYouth', 'membersGroup']) },
      },
    },
  ],
  term: [
    { $unwind: '$terms' },
    {
      $project: {
        _id: { $concat: ['$_id', '_', { $toString: '$terms.no' }] }, branchId: '$_id', key: { $concat: ['[', inKey('$_id'), ',', { $toString: '$terms.no' }, ']'] }, ...WRITTEN,
        values: { branchId: '$_id', ...same('terms.', ['no', 'start', 'end', 'congressDate', 'approvalNo', 'deferredTo']) },
      },
    },
  ],
  officer: [
    { $unwind: { path: '$officers', includeArrayIndex: 'place' } },
    {
      $project: {
        _id: { $concat: ['$_id', '_', { $toString: '$place' }] }, branchId: '$_id', ...WRITTEN,
        values: { branchId: '$_id', ...same('officers.', ['name', 'post', 'from', 'to', 'source']) },
      },
    },
  ],
};

/** Makes the view of a branch registry, or gives it its present form. */
export async function prepareBranchView(connection: Connection, id: BranchRegistry, name: string): Promise<void> {
  const { db } = connection;
  if (!db) throw new Error('The connection to MongoDB is not open');
  const pipeline = [...PIPELINES[id]] as never[];
  const [existing] = await db.listCollections({ name }).toArray();
  if (existing !== undefined) await db.command({ collMod: name, viewOn: 'branches', pipeline });
  else await db.createCollection(name, { viewOn: 'branches', pipeline }).catch(ignoreMade);
}

/** Another process made it at the same moment. */
function ignoreMade(error: unknown): void {
  const isMade = typeof error === 'object' && error !== null && 'codeName' in error && error.codeName === 'NamespaceExists';
  if (!isMade) throw error;
}
