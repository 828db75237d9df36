import { DateTime } from 'luxon';
import { districtDay } from '../../activities/store/district-day';
import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';
import { groupsOf, isBranchRole, postsOn } from '../../activities/store/posts';
import type { OpenAction } from '../../workflows/engine/commands';
import type { Services } from './services';
import { visibleBranches } from './permissions';

/** Somebody who is away, as the deputy works for them. */
export interface StandIn {
  readonly id: string;
  /** What the posts of the absent person are candidates for today. */
  readonly groups: readonly string[];
  /** What the absent person sees. */
  readonly branches: readonly string[] | 'all';
  /** When the absence began. */
  readonly since: Date;
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string;
}

/** For whom a person stands in at that instant; a deputy's deputy is not asked. */
export async function standInsOf({ store, config }: Pick<Services, 'store' | 'config'>, personId: string, at: Date): Promise<StandIn[]> {
  const day = districtDay(at, config.zone);
  const absences = await store.absences.coveredBy(personId, day);
  if (absences.length === 0) return [];
  const people = new Map((await store.people.byIds(absences.map((absence) => absence.personId))).map((person) => [person._id, person]));
  const present = absences.flatMap(({ personId: id, from, until }) => {
    const person = people.get(id);
    return person === undefined || person.disabled ? [] : [{ id, posts: postsOn(person.posts, day), since: DateTime.fromISO(from, { zone: config.zone }).toJSDate(), until }];
  });
  const under = await store.branches.under(present.flatMap(({ posts }) => posts.filter(({ role }) => isBranchRole(role)).map(({ branchId }) => branchId)));
  return present.map(({ posts, ...absent }): StandIn => ({ ...absent, groups: groupsOf(posts), branches: visibleBranches({ posts, under }) }));
}

interface Worker {
  readonly id: string;
  readonly groups: readonly string[];
}

/** For whom somebody would do the task: the absent person whose it is, or undefined where it is the worker's own. */
export function principalOf(worker: Worker & { readonly standIns: readonly StandIn[] }, task: TaskDocument): string | undefined {
  if (task.claimedBy === worker.id) return task.claimedFor;
  const holder = worker.standIns.find(({ id }) => id === task.claimedBy);
  if (holder !== undefined) return holder.id;
  return isCandidate(worker, task) ? undefined : worker.standIns.find((absent) => isCandidate(absent, task))?.id;
}

/** As whom somebody may take an action of a running case: as themselves, else as an absent person; undefined where neither may. */
export function actsAs(worker: Worker & { readonly standIns: readonly StandIn[] }, seesIt: boolean, instance: InstanceDocument, { groups }: Pick<OpenAction, 'groups'>): string | undefined {
  if (instance.status !== 'running') return undefined;
  const isNamed = (one: Worker): boolean => groups.some((group) => one.groups.includes(group));
  if (seesIt && isNamed(worker)) return worker.id;
  return worker.standIns.find((absent) => isNamed(absent) && (absent.branches === 'all' || absent.branches.includes(instance.branchId) || absent.id === instance.startedBy))?.id;
}

function isCandidate({ id, groups }: Worker, task: TaskDocument): boolean {
  if (task.assignee !== undefined) return task.assignee === id;
  return task.users.includes(id) || task.groups.some((group) => groups.includes(group));
}
