import { DateTime } from 'luxon';
import type { TaskDocument } from '../../activities/store/documents';
import { groupsOf, postsOn } from '../../activities/store/posts';
import type { Services } from './services';
import { dayOf } from './day-of';

/** Somebody who is away, as the deputy works for them. */
export interface StandIn {
  readonly id: string;
  /** What the posts of the absent person are candidates for today. */
  readonly groups: readonly string[];
  /** When the absence began. */
  readonly since: Date;
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string;
}

/** For whom a person stands in at that instant; a deputy's deputy is not asked. */
export async function standInsOf({ store, config }: Pick<Services, 'store' | 'config'>, personId: string, at: Date): Promise<StandIn[]> {
  const day = dayOf(at, config.zone);
  const absences = await store.absences.coveredBy(personId, day);
  if (absences.length === 0) return [];
  const people = new Map((await store.people.byIds(absences.map((absence) => absence.personId))).map((person) => [person._id, person]));
  return absences.flatMap((absence): StandIn[] => {
    const person = people.get(absence.personId);
    if (person === undefined || person.disabled) return [];
    return [{ id: person._id, groups: groupsOf(postsOn(person.posts, day)), since: DateTime.fromISO(absence.from, { zone: config.zone }).toJSDate(), until: absence.until }];
  });
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

function isCandidate({ id, groups }: Worker, task: TaskDocument): boolean {
  if (task.assignee !== undefined) return task.assignee === id;
  return task.users.includes(id) || task.groups.some((group) => groups.includes(group));
}
