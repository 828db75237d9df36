import type { InstanceDocument } from '../../activities/store/documents';
import type { OpenAction } from '../../workflows/engine/commands';
import { notFound } from './refusal';
import type { Services } from './services';
import { actsAs } from './stand-ins';
import type { Viewer } from './viewer';

/** As whom the viewer may take the action: one of its groups, in sight of the instance; or somebody for whom the viewer stands in. */
export function actorOf(viewer: Viewer, instance: InstanceDocument, action: Pick<OpenAction, 'groups'>): string | undefined {
  return actsAs(viewer, viewer.can('read', 'Instance', instance), instance, action);
}

/** The instance, if the viewer may see it, or may act in it for somebody who is away. Throws `NotFound`. */
export async function visibleInstance({ store }: Services, viewer: Viewer, id: string): Promise<InstanceDocument> {
  const instance = await store.instances.byId(id);
  if (instance === undefined || !(viewer.can('read', 'Instance', instance) || actsForSomebody(viewer, instance))) throw notFound({ zh: '事项', en: 'The instance' });
  return instance;
}

function actsForSomebody(viewer: Viewer, instance: InstanceDocument): boolean {
  return viewer.standIns.length > 0 && Object.values(instance.state.subscriptions).some(({ action }) => action !== undefined && actorOf(viewer, instance, action) !== undefined);
}

/** Whether the viewer may end the instance: those who direct always, who started it while nobody else has completed anything. */
export async function mayCancel({ store }: Services, viewer: Viewer, instance: InstanceDocument): Promise<boolean> {
  if (instance.status !== 'running') return false;
  const byOthers = await store.tasks.count({ instanceId: instance._id, state: 'completed', completedBy: { $ne: instance.startedBy } });
  return viewer.can('cancel', 'Instance', { branchId: instance.branchId, startedBy: instance.startedBy, workedOnByOthers: byOthers > 0 });
}
