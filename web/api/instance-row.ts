import type { InstanceDocument } from '../../activities/store/documents';
import type { InstanceRow } from './contract';
import { Names } from './names';
import type { Services } from './services';

/** Instances as lists show them. */
export async function instanceRows(services: Services, instances: readonly Omit<InstanceDocument, 'state'>[]): Promise<InstanceRow[]> {
  const names = await Names.of(services, instances.map((instance) => instance.startedBy), instances.map((instance) => instance.branchId));
  return instances.map((instance) => ({
    id: instance._id,
    title: instance.title,
    process: { id: instance.processId, name: instance.processName },
    branch: names.branch(instance.branchId),
    status: instance.status,
    incidents: instance.incidents,
    standsAt: instance.standsAt,
    startedAt: instance.startedAt.toISOString(),
    startedBy: names.person(instance.startedBy),
    ...(instance.endedAt === undefined ? {} : { endedAt: instance.endedAt.toISOString() }),
    ...(instance.due === undefined ? {} : { due: instance.due.toISOString() }),
  }));
}
