import type { TaskDocument } from '../../activities/store/documents';
import { Refusal } from './refusal';
import type { Call } from './routes';
import { visibleTask, whyLost } from './task-access';
import { viewerFor } from './viewer';

export interface Assignment {
  readonly taskId: string;
  /** Person id. */
  readonly to: string;
  readonly revision: number;
}

/** Hands an open task to a person who must be able to do it: not excluded, not disabled, and in sight of the branch or a candidate. */
export async function assign(call: Call, { taskId, to, revision }: Assignment): Promise<TaskDocument> {
  const { store, viewer } = call;
  const task = await visibleTask(call, viewer, taskId);
  viewer.mustBeAbleTo('reassign', 'Task', task);
  if (task.state !== 'open') throw await whyLost(call, viewer, task._id);
  const person = await store.people.byId(to);
  const holder = person === undefined || person.disabled ? undefined : await viewerFor(person, call, call.at);
  if (holder === undefined || !(holder.can('read', 'Task', task) || holder.can('read', 'Branch', { branchId: task.branchId }))) throw new Refusal('InvalidInput', { zh: '不能转派给此人：账号已停用，或与该组织无关。', en: 'The task can’t go to this person: disabled, or without a post there.' });
  if (holder.selves.some((id) => task.excludedActors.includes(id))) throw new Refusal('InvalidInput', { zh: '不能转派给此人：其办理了前面的步骤。', en: 'The task can’t go to this person, who did an earlier step.' });
  const assigned = await store.tasks.reassign(task._id, to, revision);
  if (assigned === undefined) throw await whyLost(call, viewer, task._id);
  await store.audit.add({ at: call.at, by: viewer.id, action: 'task.reassigned', subject: task._id, branchId: task.branchId, detail: { to } });
  return assigned;
}
