import type { InstanceDocument } from '../../activities/store/documents';
import { notFound } from './refusal';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** The instance, if the viewer may see it. Throws `NotFound`. */
export async function visibleInstance({ store }: Services, viewer: Viewer, id: string): Promise<InstanceDocument> {
  const instance = await store.instances.byId(id);
  if (instance === undefined || !viewer.can('read', 'Instance', instance)) throw notFound({ zh: '事项', en: 'The instance' });
  return instance;
}

/** Whether the viewer may end the instance: those who direct always, who started it while nobody else has completed anything. */
export async function mayCancel({ store }: Services, viewer: Viewer, instance: InstanceDocument): Promise<boolean> {
  if (instance.status !== 'running') return false;
  const byOthers = await store.tasks.count({ instanceId: instance._id, state: 'completed', completedBy: { $ne: instance.startedBy } });
  return viewer.can('cancel', 'Instance', { branchId: instance.branchId, startedBy: instance.startedBy, workedOnByOthers: byOthers > 0 });
}
