import type { Filter } from '../../activities/store/collection';
import type { NotificationDocument } from '../../activities/store/documents';
import type { Viewer } from './viewer';

/** Notices to the viewer, by post or by name. */
export function noticesTo(viewer: Pick<Viewer, 'id' | 'groups'>): Filter<NotificationDocument> {
  return { $or: [{ groups: { $in: [...viewer.groups] } }, { users: viewer.id }] };
}

export function unreadFilter(viewer: Pick<Viewer, 'id' | 'groups'>): Filter<NotificationDocument> {
  return { ...noticesTo(viewer), readBy: { $ne: viewer.id } };
}
