import { DateTime } from 'luxon';
import type { BranchDocument } from '../../../activities/store/documents';
import { overviewCounts, type BranchCount } from '../../../activities/store/overview-counts';
import type { Services } from '../services';

/** What is counted for each branch. */
export interface BranchNumbers {
  readonly termsDue: number;
  readonly termsOverdue: number;
  readonly elections: number;
  readonly donorsDue: number;
  readonly donorsOverdue: number;
  readonly rectificationsOpen: number;
  readonly rectificationsOverdue: number;
  readonly tasksOverdue: number;
}

interface Asked {
  readonly branches: readonly BranchDocument[];
  readonly today: string;
  readonly at: Date;
}

const TERM_MONTHS = 12;

/** The numbers of each branch. */
export async function overviewNumbers({ store }: Pick<Services, 'store'>, { branches, today, at }: Asked): Promise<ReadonlyMap<string, BranchNumbers>> {
  const found = await overviewCounts(store, { branchIds: branches.map(({ _id }) => _id), at, today });
  const by = (counts: readonly BranchCount[]) => new Map(counts.map((each) => [each._id, each]));
  const [tasks, elections, donors, findings] = [by(found.tasksOverdue), by(found.elections), by(found.donors), by(found.findings)];
  const inTwelveMonths = DateTime.fromISO(today).plus({ months: TERM_MONTHS }).toISODate() ?? today;
  return new Map(branches.map(({ _id, termEnd, termNo }) => [_id, {
    termsOverdue: termNo > 0 && termEnd < today ? 1 : 0,
    termsDue: termNo > 0 && termEnd >= today && termEnd < inTwelveMonths ? 1 : 0,
    elections: elections.get(_id)?.count ?? 0,
    donorsDue: donors.get(_id)?.count ?? 0, donorsOverdue: donors.get(_id)?.over ?? 0,
    rectificationsOpen: findings.get(_id)?.count ?? 0, rectificationsOverdue: findings.get(_id)?.over ?? 0,
    tasksOverdue: tasks.get(_id)?.count ?? 0,
  }]));
}
