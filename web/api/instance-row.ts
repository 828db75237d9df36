import type { InstanceDocument } from '../../activities/store/documents';
import { recordOfSubject } from '../../activities/store/personal-subjects';
import type { InstanceRef, InstanceRow } from './contract';
import { Names } from './names';
import { recordTitles } from './record-titles';
import { recordFacts } from './registry-access';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** Instances as lists show them to the viewer. */
export async function instanceRows(services: Services, viewer: Viewer, instances: readonly Omit<InstanceDocument, 'state'>[]): Promise<InstanceRow[]> {
  const [names, titles] = await Promise.all([
    Names.of(services, instances.map((instance) => instance.startedBy), instances.map((instance) => instance.branchId)),
    recordTitles(services, instances.map(recordOf), (document, record) => viewer.can('read', 'Record', recordFacts(document, record))),
  ]);
  return instances.map((instance) => ({
    id: instance._id,
    title: instance.title,
    ...(instance.titleEn === undefined ? {} : { titleEn: instance.titleEn }),
    ...aboutOf(titles.get(recordOf(instance) ?? '')),
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

/** An instance by its title, where something else refers to it. */
export function instanceRef({ _id: id, title, titleEn }: Pick<InstanceDocument, '_id' | 'title' | 'titleEn'>): InstanceRef {
  return { id, title, ...(titleEn === undefined ? {} : { titleEn }) };
}

/** The record whose data key seals what is personal in the instance is the one that it is about. */
function recordOf({ subject }: Pick<InstanceDocument, 'subject'>): string | undefined {
  return subject === undefined ? undefined : recordOfSubject(subject);
}

function aboutOf(about: string | undefined): Pick<InstanceRow, 'about'> {
  return about === undefined ? {} : { about };
}
