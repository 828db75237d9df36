import type { Value } from '../../../feel/types';
import { branchVariable } from '../../../client/start-process';
import type { Filter } from '../../store/collection';
import type { BranchDocument } from '../../store/documents';
import { optionalInput, wrongInput, type JobHandler } from '../job';

/** What branches are found by, and where it stands in their documents. */
const FIELDS: { readonly [field: string]: keyof BranchDocument } = { id: '_id', kind: 'kind', status: 'status', parentId: 'parentId', variant: 'variant' };

/** Branches that fit `where`, towns before what lies in them, as processes know them; `total` of all. */
export const findBranches: JobHandler = async (job, { store }) => {
  const found = await store.branches.find(filterOf(job), { sort: { parentId: 1, _id: 1 } });
  const limit = Number(optionalInput(job, 'limit') ?? 100);
  return { records: found.slice(0, limit).map(branchVariable), total: found.length };
};

function filterOf(job: Parameters<JobHandler>[0]): Filter<BranchDocument> {
  const where = optionalInput(job, 'where') ?? {};
  if (typeof where !== 'object' || Array.isArray(where)) throw wrongInput(job, 'where', 'a context');
  const entries = Object.entries(where as { readonly [field: string]: Value }).map(([field, value]) => {
    const path = FIELDS[field];
    if (path === undefined) throw wrongInput(job, 'where', `one of ${Object.keys(FIELDS).join(', ')} for a field of branches`);
    const values: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    if (values.some((one) => typeof one === 'object')) throw wrongInput(job, 'where', 'plain values, or lists of them,');
    return [path, { $in: values }] as const;
  });
  return Object.fromEntries(entries) as Filter<BranchDocument>;
}
