import type { InstanceDocument } from '../../activities/store/documents';
import type { StepAnswer } from '../../workflows/messages';
import type { CompletionResult, NextView, TaskRow } from './contract';
import type { Call } from './routes';
import type { Services } from './services';
import { taskRows } from './task-row';
import type { Viewer } from './viewer';
import { waitsOf } from './waits';

/** The open tasks of an instance that the viewer sees, first those that the viewer can do. */
export async function nextTasks(services: Services, viewer: Viewer, instanceId: string): Promise<TaskRow[]> {
  const open = (await services.store.tasks.openOf(instanceId)).filter((task) => viewer.can('read', 'Task', task));
  const doable = open.filter((task) => viewer.can('complete', 'Task', task));
  return taskRows(services, [...doable, ...open.filter((task) => !doable.includes(task))]);
}

/** The answer to whoever took a step; 202 while it does not show yet. */
export async function completionResult(call: Call, instanceId: string, { seq, visible, status, repeated }: StepAnswer): Promise<CompletionResult> {
  if (!visible) call.response.status(202);
  return { seq, visible, next: visible ? await nextTasks(call, call.viewer, instanceId) : [], status: status === 'new' ? 'running' : status, repeated };
}

/** What comes next in an instance: what the viewer can do, and what it waits for besides. */
export async function whatNext(services: Services, viewer: Viewer, instance: InstanceDocument): Promise<NextView> {
  const { store } = services;
  if (instance.status !== 'running') return { status: instance.status, tasks: [], waits: [] };
  const [plan, open] = await Promise.all([store.plans.byHash(instance.planHash), store.tasks.openOf(instance._id)]);
  const mine = open.filter((task) => viewer.can('complete', 'Task', task) && !viewer.selves.some((id) => task.excludedActors.includes(id)));
  const [tasks, waits] = await Promise.all([taskRows(services, mine), waitsOf(services, plan, instance, open)]);
  return { status: instance.status, tasks, waits: waits.filter(({ taskId }) => !mine.some(({ _id }) => _id === taskId)) };
}
