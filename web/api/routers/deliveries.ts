import { Type } from '@sinclair/typebox';
import type { DeliveryRow } from '../delivery-contract';
import type { Page } from '../contract';
import { Names } from '../names';
import { closed, id, paging, parseQuery } from '../parse';
import { notFound } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { hasten } from './channels';

const ListQuery = closed({
  channel: Type.Optional(id),
  state: Type.Optional(Type.Union([Type.Literal('planned'), Type.Literal('sending'), Type.Literal('sent'), Type.Literal('given-up'), Type.Literal('dropped')])),
  ...paging,
});

/** What left the portal, and what could not. */
export function deliveryRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/deliveries', may('manage', 'Channel'), listDeliveries)

    .post('/deliveries/:id/retry', may('manage', 'Channel'), async (call) => {
      const delivery = call.param('id');
      if (!(await call.store.deliveries.retry(delivery, call.at))) throw notFound({ zh: '可重试的消息', en: 'A message to be tried again' });
      await call.store.audit.add({ at: call.at, by: call.viewer.id, action: 'delivery.retried', subject: delivery, detail: {} });
      hasten(call);
      call.response.status(202);
      return {};
    });
}

async function listDeliveries(call: Call): Promise<Page<DeliveryRow>> {
  const { channel, state, page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const filter = { ...(channel === undefined ? {} : { channelId: channel }), ...(state === undefined ? {} : { state }) };
  const [{ rows, total }, channels] = await Promise.all([call.store.deliveries.log(filter, page, size), call.store.channels.all()]);
  const names = await Names.of(call, rows.map(({ recipient }) => recipient), []);
  const channelOf = new Map(channels.map((each) => [each._id, each]));
  return {
    page, size, total,
    rows: rows.map(({ _id, channelId, recipient, state: at, noticeId, attempts, count, plannedAt, nextAt, sentAt, error }): DeliveryRow => ({
      id: _id, channel: { id: channelId, name: channelOf.get(channelId)?.name ?? channelId, kind: channelOf.get(channelId)?.kind ?? 'webhook' },
      ...(recipient === 'channel' ? {} : { to: names.person(recipient) }),
      state: at === 'gathered' ? 'sending' : at, test: noticeId === undefined, attempts, plannedAt: plannedAt.toISOString(),
      ...(count === undefined ? {} : { count }),
      ...(at === 'planned' || at === 'sending' ? { nextAt: nextAt.toISOString() } : {}),
      ...(sentAt === undefined ? {} : { sentAt: sentAt.toISOString() }),
      ...(error === undefined ? {} : { error }),
    })),
  };
}
