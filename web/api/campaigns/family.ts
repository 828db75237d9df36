import type { InstanceDocument, TaskDocument } from '../../../activities/store/documents';
import type { Plan } from '../../../workflows/engine/plan';
import type { Services } from '../services';

export type FamilyInstance = Omit<InstanceDocument, 'state'>;

/** A campaign's children with everything that they called or began, and all of their tasks. */
export interface Family {
  /** Children of the campaign, by branch order of their ids. */
  readonly children: readonly FamilyInstance[];
  /** By child: it and what came of it. */
  readonly members: ReadonlyMap<string, readonly FamilyInstance[]>;
  readonly tasks: ReadonlyMap<string, readonly TaskDocument[]>;
  readonly plans: ReadonlyMap<string, Plan>;
}

/** What a child called or began may itself call and begin something; deeper than this nothing is drawn. */
const GENERATIONS = 3;
const WITHOUT = ['state', 'standsAt'];

/** Reads a campaign's family in a query for each generation and one for the tasks. */
export async function familyOf({ store }: Pick<Services, 'store'>, campaignId: string): Promise<Family> {
  const children = await store.instances.find({ parentId: campaignId }, { sort: { _id: 1 }, without: WITHOUT });
  const childOf = new Map(children.map(({ _id }) => [_id, _id]));
  const members = new Map<string, FamilyInstance[]>(children.map((child) => [child._id, [child]]));
  let generation: readonly FamilyInstance[] = children;
  for (let depth = 0; depth < GENERATIONS && generation.length > 0; depth += 1) {
    const ids = generation.map(({ _id }) => _id);
    const found = await store.instances.find({ $or: [{ parentId: { $in: ids } }, { origin: { $in: ids } }] }, { without: WITHOUT });
    generation = found.filter(({ _id }) => !childOf.has(_id));
    for (const instance of generation) {
      const child = childOf.get(instance.parentId ?? '') ?? childOf.get(instance.origin ?? '') ?? '';
      childOf.set(instance._id, child);
      members.get(child)?.push(instance);
    }
  }
  const all = [...members.values()].flat();
  const [tasks, plans] = await Promise.all([tasksOf(store, all.map(({ _id }) => _id)), plansOf(store, all)]);
  return { children, members, tasks, plans };
}

async function tasksOf(store: Services['store'], instanceIds: readonly string[]): Promise<Map<string, TaskDocument[]>> {
  const tasks = new Map<string, TaskDocument[]>();
  for (const task of await store.tasks.find({ instanceId: { $in: [...instanceIds] } }, { without: ['inputs', 'related', 'script'] })) {
    tasks.set(task.instanceId, [...(tasks.get(task.instanceId) ?? []), task]);
  }
  return tasks;
}

async function plansOf(store: Services['store'], instances: readonly FamilyInstance[]): Promise<Map<string, Plan>> {
  const hashes = [...new Set(instances.map(({ planHash }) => planHash))];
  return new Map(await Promise.all(hashes.map(async (hash) => [hash, await store.plans.byHash(hash)] as const)));
}
