import { DateTime } from 'luxon';
import type { Filter } from '../../activities/store/collection';
import type { TaskDocument } from '../../activities/store/documents';
import { soleGroups } from '../../activities/store/inbox';
import type { Services } from './services';
import { inSight, type Viewer } from './viewer';

export type TaskView = 'mine' | 'group' | 'done' | 'all' | 'calls';
export type DueWithin = 'overdue' | 'today' | 'week';
type TaskFilter = Filter<TaskDocument>;

/** The tasks of a view of the inbox. */
export async function tasksOfView(services: Services, viewer: Viewer, view: TaskView): Promise<TaskFilter> {
  const { store } = services;
  const groups = [...viewer.groups, ...viewer.standIns.flatMap((absent) => absent.groups)];
  switch (view) {
    case 'done':
      return { completedBy: viewer.id, state: 'completed' };
    case 'all':
      return { state: 'open', $or: [inSight(viewer), ...candidacies(viewer)] };
    case 'mine':
      return { state: 'open', $or: mineAlone(viewer, await soleGroups(store.connection, groups)) };
    case 'calls':
      return { $and: [isCall, { $or: [await tasksOfView(services, viewer, 'mine'), await tasksOfView(services, viewer, 'group')] }] };
    case 'group':
      return { state: 'open', $nor: mineAlone(viewer, await soleGroups(store.connection, groups)), ...unclaimed, excludedActors: { $nin: [...viewer.selves] }, $or: candidacies(viewer) };
  }
}

/** Somebody is to be called: the task is about a record, or comes with reasons that order calls. */
export const isCall = { $or: [{ record: { $exists: true } }, { 'inputs.risk_reasons': { $exists: true } }] } as unknown as TaskFilter;

const unclaimed = { claimedBy: null, assignee: null } as unknown as TaskFilter;

/** Claimed by or assigned to me, or open to nobody else; me, and those for whom I stand in. */
function mineAlone(viewer: Viewer, sole: readonly string[]): TaskFilter[] {
  const selves = [...viewer.selves];
  const notExcluded = { ...unclaimed, excludedActors: { $nin: selves } };
  return [
    { claimedBy: { $in: selves } },
    { assignee: { $in: selves } },
    ...selves.map((id) => ({ users: [id], groups: [], ...notExcluded })),
    { groups: { $in: [...sole], $not: { $elemMatch: { $nin: [...sole] } } }, users: [], ...notExcluded },
  ];
}

/** What somebody is a candidate for, by post or by name. */
function candidacies(viewer: Viewer): TaskFilter[] {
  return [viewer, ...viewer.standIns].flatMap(({ id, groups }) => [{ groups: { $in: [...groups] } }, { users: id }, { assignee: id }, { claimedBy: id }]);
}

/** Whole days are counted in the district's zone; `week` is today and the six days after. */
export function dueWithin(within: DueWithin, at: Date, zone: string): TaskFilter {
  const endOfToday = DateTime.fromJSDate(at, { zone }).endOf('day');
  switch (within) {
    case 'overdue':
      return { due: { $lt: at } };
    case 'today':
      return { due: { $gte: at, $lte: endOfToday.toJSDate() } };
    case 'week':
      return { due: { $gte: at, $lte: endOfToday.plus({ days: 6 }).toJSDate() } };
  }
}
