import type { TaskDocument } from '../../activities/store/documents';
import type { Value, Variables } from '../../feel/types';
import type { LocalText } from '../../workflows/engine/plan';
import type { TaskRow } from './contract';
import { branchesInGroups, Names } from './names';
import { recordTitles } from './record-titles';
import type { Services } from './services';

/** Tasks as lists show them. */
export async function taskRows(services: Services, tasks: readonly TaskDocument[]): Promise<TaskRow[]> {
  const people = tasks.flatMap((task) => [task.claimedBy, task.assignee, task.completedBy]);
  const branches = tasks.flatMap((task) => [task.branchId, ...branchesInGroups(task.groups)]);
  const [names, processes, titles] = await Promise.all([
    Names.of(services, people, branches), processNames(services, tasks.map((task) => task.processId)), recordTitles(services, tasks.map((task) => task.record)),
  ]);
  return tasks.map((task) => ({
    id: task._id,
    elementId: task.elementId,
    name: task.name,
    title: task.title,
    ...(task.titleEn === undefined ? {} : { titleEn: task.titleEn }),
    ...aboutOf(titles.get(task.record ?? '')),
    instanceId: task.instanceId,
    process: { id: task.processId, name: processes.get(task.processId) ?? { zh: task.processId } },
    branch: names.branch(task.branchId),
    ...(task.due === undefined ? {} : { due: task.due.toISOString() }),
    dueAssumed: task.dueAssumed,
    openedAt: task.openedAt.toISOString(),
    ...(task.closedAt === undefined ? {} : { closedAt: task.closedAt.toISOString() }),
    priority: task.priority,
    ...whyOf(task),
    state: task.state,
    ...(task.claimedBy === undefined ? {} : { claimedBy: names.person(task.claimedBy) }),
    ...(task.assignee === undefined ? {} : { assignee: names.person(task.assignee) }),
    groups: task.groups.map((group) => ({ group, name: names.group(group) })),
    revision: task.revision,
    ...(task.completedBy === undefined ? {} : { completedBy: names.person(task.completedBy) }),
  }));
}

function aboutOf(about: string | undefined): Pick<TaskRow, 'about'> {
  return about === undefined ? {} : { about };
}

/** The reasons for a task's priority, as its process gives them in the input `risk_reasons`: texts, or `{ zh, en }`. */
function whyOf({ inputs }: TaskDocument): Pick<TaskRow, 'why'> {
  const given = inputs['risk_reasons'];
  const why = (Array.isArray(given) ? given : []).flatMap((reason: Value): LocalText[] => {
    if (typeof reason === 'string') return [{ zh: reason }];
    const { zh, en } = typeof reason === 'object' && reason !== null ? (reason as Variables) : {};
    return typeof zh === 'string' ? [{ zh, ...(typeof en === 'string' ? { en } : {}) }] : [];
  });
  return why.length === 0 ? {} : { why };
}

/** Names of processes as published last. */
export async function processNames({ store }: Services, processIds: readonly string[]): Promise<Map<string, LocalText>> {
  const definitions = await store.definitions.find({ processId: { $in: [...new Set(processIds)] }, latest: true }, { without: ['xml'] });
  return new Map(definitions.map((definition) => [definition.processId, definition.name]));
}
