import type { TaskDocument } from '../../activities/store/documents';
import type { LocalText } from '../../workflows/engine/plan';
import { Names } from './names';
import { forbidden, notFound, Refusal } from './refusal';
import type { Services } from './services';
import type { Actor, Viewer } from './viewer';

const A_TASK = { zh: '任务', en: 'The task' };

/** The task, if the viewer may see it. Throws `NotFound`: that a task exists is not told either. */
export async function visibleTask({ store }: Services, viewer: Viewer, id: string): Promise<TaskDocument> {
  const task = await store.tasks.byId(id);
  if (task === undefined || !viewer.can('read', 'Task', task)) throw notFound(A_TASK);
  return task;
}

/** Throws why the actor can't work on the task: closed, decided an earlier step, no candidate, or in somebody else's hands. */
export async function mustBeWorkable(services: Services, actor: Actor, task: TaskDocument): Promise<void> {
  if (task.state !== 'open') throw await notOpen(services, task);
  if (actor.selves.some((id) => task.excludedActors.includes(id))) throw new Refusal('ActorExcluded', whyExcluded(actor, task));
  if (!actor.can('complete', 'Task', task)) throw forbidden({ zh: '这项任务不由您办理。', en: 'This task is not yours to do.' });
  if (task.claimedBy !== undefined && !actor.selves.includes(task.claimedBy)) throw await claimedByOther(services, task);
}

/** Separation of duties holds for a deputy as for the person who is away. */
export function whyExcluded(actor: Pick<Actor, 'id'>, task: TaskDocument): LocalText {
  return task.excludedActors.includes(actor.id)
    ? { zh: '前面的步骤由您办理，本步骤须由他人办理。', en: 'You did an earlier step; somebody else has to do this one.' }
    : { zh: '前面的步骤由您代办的人员办理，本步骤须由他人办理。', en: 'Somebody for whom you stand in did an earlier step; somebody else has to do this one.' };
}

/** 409 with who closed the task, and when. */
export async function notOpen(services: Services, task: TaskDocument): Promise<Refusal> {
  const detail = { ...(await whoAndWhen(services, task.completedBy, task.closedAt)) };
  if (task.state === 'completed') return new Refusal('TaskNotOpen', { zh: `该任务已由${detail.by?.name ?? '他人'}办结。您填写的内容已保留。`, en: `${detail.by?.name ?? 'Somebody'} completed this task. What you typed is kept.` }, detail);
  return new Refusal('TaskNotOpen', { zh: '该任务已撤回。您填写的内容已保留。', en: 'This task was withdrawn. What you typed is kept.' }, detail);
}

/** 409 with who holds the task, and since when. */
export async function claimedByOther(services: Services, task: TaskDocument): Promise<Refusal> {
  const detail = await whoAndWhen(services, task.claimedBy, task.claimedAt);
  return new Refusal('TaskClaimed', { zh: `${detail.by?.name ?? '他人'}正在办理这项任务。`, en: `${detail.by?.name ?? 'Somebody'} is working on this task.` }, detail);
}

/** After a lost compare-and-set: says what happened to the task meanwhile. */
export async function whyLost(services: Services, viewer: Viewer, id: string): Promise<Refusal> {
  const task = await services.store.tasks.byId(id);
  if (task === undefined) return notFound(A_TASK);
  if (task.state !== 'open') return notOpen(services, task);
  if (task.claimedBy !== undefined && !viewer.selves.includes(task.claimedBy)) return claimedByOther(services, task);
  return new Refusal('StaleRevision', { zh: '任务刚刚有变化，请刷新后再试。', en: 'The task has just changed; reload it and try again.' });
}

async function whoAndWhen(services: Services, personId: string | undefined, at: Date | undefined) {
  const names = await Names.of(services, [personId], []);
  return { ...(personId === undefined ? {} : { by: names.person(personId) }), ...(at === undefined ? {} : { at: at.toISOString() }) };
}
