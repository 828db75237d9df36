import { explain } from '../../workflows/engine';
import type { Plan } from '../../workflows/engine/plan';
import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';
import type { WaitView } from './contract';
import { branchesInGroups, Names } from './names';
import type { Services } from './services';

/** 为什么停在这里: who is awaited, by name, and what happens next by itself. */
export async function waitsOf(services: Services, plan: Plan, instance: InstanceDocument, open: readonly TaskDocument[]): Promise<WaitView[]> {
  const awaited = explain(plan, instance.state);
  const groups = [...new Set(awaited.flatMap((wait) => wait.who.groups))];
  const claims = new Map(open.map((task) => [task._id, task]));
  const users = awaited.flatMap((wait) => [...wait.who.users, holderOf(claims, wait.taskId)]);
  const [holders, names] = await Promise.all([services.store.people.inGroups(groups), Names.of(services, users, branchesInGroups(groups))]);
  return awaited.map((wait): WaitView => {
    const claimedBy = holderOf(claims, wait.taskId);
    return {
      elementId: wait.elementId,
      name: wait.name,
      kind: wait.kind,
      detail: wait.detail,
      since: wait.since,
      who: [
        ...wait.who.groups.flatMap((group) => {
          const holding = holders.filter((person) => person.groups.includes(group));
          const people = holding.filter((person) => !isExcluded(claims, wait.taskId, person._id)).map((person) => ({ id: person._id, name: person.name }));
          // A post whose holders may all not do it is not awaited; one that nobody holds is, and said to be empty.
          return holding.length > 0 && people.length === 0 ? [] : [{ group, name: names.group(group), people }];
        }),
        ...(wait.who.users.length === 0 ? [] : [{ group: '', name: { zh: '指定人员', en: 'By name' }, people: wait.who.users.map((id) => names.person(id)) }]),
      ],
      ...(claimedBy === undefined ? {} : { claimedBy: names.person(claimedBy) }),
      ...(wait.due === undefined ? {} : { due: wait.due }),
      dueAssumed: wait.dueAssumed,
      next: wait.next.map(({ at, text }) => ({ at, text })),
      ...(wait.taskId === undefined ? {} : { taskId: wait.taskId }),
    };
  });
}

/** Whoever did an earlier step may not do this one. */
function isExcluded(tasks: ReadonlyMap<string, TaskDocument>, taskId: string | undefined, personId: string): boolean {
  return taskId !== undefined && tasks.get(taskId)?.excludedActors.includes(personId) === true;
}

function holderOf(tasks: ReadonlyMap<string, TaskDocument>, taskId: string | undefined): string | undefined {
  const task = taskId === undefined ? undefined : tasks.get(taskId);
  return task?.claimedBy ?? task?.assignee;
}
