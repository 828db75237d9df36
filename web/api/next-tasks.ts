import type { TaskRow } from './contract';
import type { Services } from './services';
import { taskRows } from './task-row';
import type { Viewer } from './viewer';

/** The open tasks of an instance that the viewer sees, first those that the viewer can do. */
export async function nextTasks(services: Services, viewer: Viewer, instanceId: string): Promise<TaskRow[]> {
  const open = (await services.store.tasks.openOf(instanceId)).filter((task) => viewer.can('read', 'Task', task));
  const doable = open.filter((task) => viewer.can('complete', 'Task', task));
  return taskRows(services, [...doable, ...open.filter((task) => !doable.includes(task))]);
}
