import type { InstanceDocument } from '../../activities/store/documents';
import type { Store } from '../../activities/store/connect-store';
import { subjectOfInstance } from '../../activities/store/personal-subjects';

/** Whose data key seals what is handed in to the instance: as its process says, else its own. */
export function sealingSubject({ _id, subject }: Pick<InstanceDocument, '_id' | 'subject'>): string {
  return subject ?? subjectOfInstance(_id);
}

/** The same, for an instance by its id. */
export async function subjectFor({ instances }: Pick<Store, 'instances'>, instanceId: string): Promise<string> {
  const [instance] = await instances.find({ _id: instanceId }, { without: ['state', 'standsAt'], limit: 1 });
  return sealingSubject(instance ?? { _id: instanceId });
}
