import type { Filter } from '../../activities/store/collection';
import type { NotificationDocument } from '../../activities/store/documents';
import type { Viewer } from './viewer';

type Reader = Pick<Viewer, 'id' | 'groups' | 'standIns'>;

/** Notices to the viewer, by post or by name; and to those for whom the viewer stands in, since they are away. */
export function noticesTo(viewer: Reader): Filter<NotificationDocument> {
  const absent = viewer.standIns.map(({ id, groups, since }) => ({ at: { $gte: since }, $or: [{ groups: { $in: [...groups] } }, { users: id }] }));
  return { $or: [{ groups: { $in: [...viewer.groups] } }, { users: viewer.id }, ...absent] };
}

/** Whether the notice is one of those. */
export function isNoticeTo(viewer: Reader, { groups, users, at }: Pick<NotificationDocument, 'groups' | 'users' | 'at'>): boolean {
  const names = ({ id, groups: held }: { readonly id: string; readonly groups: readonly string[] }): boolean => users.includes(id) || groups.some((group) => held.includes(group));
  return names(viewer) || viewer.standIns.some((absent) => at >= absent.since && names(absent));
}

export function unreadFilter(viewer: Reader): Filter<NotificationDocument> {
  return { ...noticesTo(viewer), readBy: { $ne: viewer.id } };
}
