import type { Connection } from 'mongoose';
import type { Value } from '../../feel/types';
import type { Filter } from './collection';
import type { TaskDocument } from './documents';
import type { tasksOf } from './tasks';

/** Later than any due date: tasks without one stand last. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export interface TaskPage {
  readonly rows: TaskDocument[];
  readonly total: number;
}

/** `due`: the earliest due first; `priority`: whoever needs it most first; `closed`: those that were closed last first. */
export type TaskOrder = 'due' | 'priority' | 'closed';

const ORDERS: Readonly<Record<TaskOrder, Record<string, 1 | -1>>> = {
  due: { dueOrNever: 1, priority: -1, _id: 1 },
  priority: { priority: -1, dueOrNever: 1, _id: 1 },
  closed: { closedAt: -1, _id: 1 },
};

/** One page of tasks in that order. Of their inputs only `risk_reasons` come along: they say why a task stands where it stands. */
export async function pageOfTasks({ model }: Pick<ReturnType<typeof tasksOf>, 'model'>, filter: Filter<TaskDocument>, page: number, size: number, order: TaskOrder = 'due'): Promise<TaskPage> {
  const [rows, total] = await Promise.all([
    model.aggregate<TaskDocument>([
      { $match: filter }, ...(order === 'closed' ? [] : [{ $addFields: { dueOrNever: { $ifNull: ['$due', NEVER] } } }]), { $sort: ORDERS[order] }, { $skip: (page - 1) * size }, { $limit: size },
      { $addFields: { reasons: '$inputs.risk_reasons' } }, { $project: { inputs: 0, dueOrNever: 0 } },
    ]),
    model.countDocuments(filter),
  ]);
  return { rows: rows.map(withReasons), total };
}

function withReasons(row: TaskDocument & { readonly reasons?: Value }): TaskDocument {
  const { reasons, ...task } = row;
  return { ...task, inputs: reasons === undefined || reasons === null ? {} : { risk_reasons: reasons } };
}

/** Which of the groups one person alone holds: what is open to them only that person can do. */
export async function soleGroups(connection: Connection, groups: readonly string[]): Promise<string[]> {
  const counts = await connection.collection('people').aggregate<{ _id: string; holders: number }>([
    { $match: { groups: { $in: [...groups] }, disabled: false } },
    { $unwind: '$groups' },
    { $match: { groups: { $in: [...groups] } } },
    { $group: { _id: '$groups', holders: { $sum: 1 } } },
    { $match: { holders: 1 } },
  ]).toArray();
  return counts.map((count) => count._id);
}
