import type { FileDocument } from '../../activities/store/files';
import type { UsableLink } from './link-access';
import type { Services } from './services';

/** The papers that holders of a link may read: those of the task's case, where its model says so (`boai:papersByLink`). */
export async function linkPapers({ store }: Pick<Services, 'store'>, { task }: UsableLink): Promise<FileDocument[]> {
  const instance = task === undefined ? undefined : await store.instances.byId(task.instanceId);
  if (task === undefined || instance === undefined) return [];
  const { elements } = await store.plans.byHash(instance.planHash);
  return elements[task.elementId]?.properties['boai:papersByLink'] === 'true' ? store.files.madeAt(instance._id) : [];
}
