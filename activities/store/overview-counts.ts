import type { Store } from './connect-store';

/** How many a branch has; `over` of them are past their day. */
export interface BranchCount {
  readonly _id: string;
  readonly count: number;
  readonly over?: number;
}

export interface OverviewCounts {
  readonly tasksOverdue: readonly BranchCount[];
  readonly elections: readonly BranchCount[];
  readonly donors: readonly BranchCount[];
  readonly findings: readonly BranchCount[];
}

interface Asked {
  readonly branchIds: readonly string[];
  readonly at: Date;
  readonly today: string;
}

/** Findings that nobody has closed or dropped. */
export const OPEN_FINDINGS = ['open', 'planned', 'submitted', 'rechecking', 'escalated'];

/** The process whose open tasks are donors waiting for a call. */
const DONOR_CALLS = 'donor-retention';

const byBranch = (over?: object) => ({ $group: { _id: '$branchId', count: { $sum: 1 }, ...(over === undefined ? {} : { over: { $sum: { $cond: [over, 1, 0] } } }) } });

/** What supervisors see in numbers, by branch: one aggregation for each collection. */
export async function overviewCounts(store: Pick<Store, 'tasks' | 'instances' | 'records'>, { branchIds, at, today }: Asked): Promise<OverviewCounts> {
  const here = { branchId: { $in: [...branchIds] } };
  const [tasksOverdue, elections, donors, findings] = await Promise.all([
    store.tasks.model.aggregate<BranchCount>([{ $match: { ...here, state: 'open', due: { $lt: at } } }, byBranch()]),
    store.instances.model.aggregate<BranchCount>([{ $match: { ...here, processId: 'branch-reelection', status: 'running' } }, byBranch()]),
    store.tasks.model.aggregate<BranchCount>([{ $match: { ...here, state: 'open', processId: DONOR_CALLS } }, byBranch({ $and: [{ $gt: ['$due', null] }, { $lt: ['$due', at] }] })]),
    store.records.aggregate<BranchCount>('finding', [{ $match: { ...here, 'values.status': { $in: OPEN_FINDINGS } } }, byBranch({ $and: [{ $gt: ['$values.limitOn', ''] }, { $lt: ['$values.limitOn', today] }] })]),
  ]);
  return { tasksOverdue, elections, donors, findings };
}
