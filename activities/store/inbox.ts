import type { Connection } from 'mongoose';
import type { Filter } from './collection';
import type { TaskDocument } from './documents';
import type { tasksOf } from './tasks';

/** Later than any due date: tasks without one stand last. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export interface TaskPage {
  readonly rows: TaskDocument[];
  readonly total: number;
}

/** One page of tasks, the earliest due first; `byClosing` puts those that were closed last first. */
export async function pageOfTasks({ model }: Pick<ReturnType<typeof tasksOf>, 'model'>, filter: Filter<TaskDocument>, page: number, size: number, byClosing = false): Promise<TaskPage> {
  const order = byClosing ? [{ $sort: { closedAt: -1 as const, _id: 1 as const } }] : [{ $addFields: { dueOrNever: { $ifNull: ['$due', NEVER] } } }, { $sort: { dueOrNever: 1 as const, priority: -1 as const, _id: 1 as const } }];
  const [rows, total] = await Promise.all([
    model.aggregate<TaskDocument>([{ $match: filter }, ...order, { $skip: (page - 1) * size }, { $limit: size }, { $project: { inputs: 0, dueOrNever: 0 } }]),
    model.countDocuments(filter),
  ]);
  return { rows: rows.map((row) => ({ ...row, inputs: {} })), total };
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
