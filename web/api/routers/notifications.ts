import { Type } from '@sinclair/typebox';
import type { NotificationRow, Page } from '../contract';
import { noticesTo, unreadFilter } from '../notification-filter';
import { closed, id, paging, parse, parseQuery } from '../parse';
import { Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';

const ListQuery = closed({ unread: Type.Optional(Type.Literal('1')), ...paging });
const Read = Type.Union([closed({ ids: Type.Array(id, { minItems: 1, maxItems: 200 }) }), closed({ all: Type.Literal(true) })]);

/** Reminders and escalations to the viewer. */
export function notificationRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/notifications', signedIn, listNotifications)

    .post('/notifications/read', signedIn, async ({ viewer, store, request }) => {
      const body = parse(Read, request.body);
      await store.notifications.markRead({ ...unreadFilter(viewer), ...('ids' in body ? { _id: { $in: body.ids } } : {}) }, viewer.id);
      return { unread: await store.notifications.count(unreadFilter(viewer)) };
    });
}

async function listNotifications({ viewer, store, request }: Call): Promise<Page<NotificationRow>> {
  const { unread, page = 1, size = 20 } = parseQuery(ListQuery, request.query);
  const filter = unread === undefined ? noticesTo(viewer) : unreadFilter(viewer);
  const [rows, total] = await Promise.all([store.notifications.find(filter, { sort: { at: -1, _id: 1 }, skip: (page - 1) * size, limit: size }), store.notifications.count(filter)]);
  return {
    rows: rows.map((row) => ({
      id: row._id, kind: row.kind, text: row.text, at: row.at.toISOString(), read: row.readBy.includes(viewer.id),
      ...(row.taskId === undefined ? {} : { taskId: row.taskId }), instanceId: row.instanceId,
    })),
    total, page, size,
  };
}
