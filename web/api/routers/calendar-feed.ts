import QrCode from 'qrcode';
import { calendarOf } from '../calendar';
import type { CalendarFeed, NewCalendarFeed } from '../delivery-contract';
import { notFound } from '../refusal';
import { anyone, Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { viewerFor } from '../viewer';

/** A person's due tasks for their own calendar program, at a secret address that they can take back. */
export function calendarFeedRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/calendar-feed', signedIn, async ({ store, viewer }): Promise<CalendarFeed> => {
      const feed = await store.calendarFeeds.ofPerson(viewer.id);
      return { ...(feed === undefined ? {} : { createdAt: feed.createdAt.toISOString() }), ...(feed?.readAt === undefined ? {} : { readAt: feed.readAt.toISOString() }) };
    })

    .post('/calendar-feed', signedIn, async (call): Promise<NewCalendarFeed> => {
      const token = await call.store.calendarFeeds.renew(call.viewer.id, call.at);
      await call.store.audit.add({ at: call.at, by: call.viewer.id, action: 'calendar.renewed', subject: call.viewer.id, detail: {} });
      const url = `${originOf(call)}/api/calendar-feeds/${token}.ics`;
      call.response.status(201);
      return { url, qr: await QrCode.toString(url, { type: 'svg', margin: 2 }), createdAt: call.at.toISOString() };
    })

    .delete('/calendar-feed', signedIn, async ({ store, viewer, at }) => {
      await store.calendarFeeds.revoke(viewer.id);
      await store.audit.add({ at, by: viewer.id, action: 'calendar.revoked', subject: viewer.id, detail: {} });
    })

    .get('/calendar-feeds/:file', anyone, readCalendar);
}

/** The token is the only key; a calendar program can't sign in. */
async function readCalendar(call: Call): Promise<void> {
  const token = /^([\w-]{43})\.ics$/.exec(call.param('file'))?.[1];
  const personId = token === undefined ? undefined : await call.store.calendarFeeds.opened(token, call.at);
  const person = personId === undefined ? undefined : await call.store.people.byId(personId);
  if (person === undefined || person.disabled) throw notFound({ zh: '日历', en: 'The calendar' });
  const text = await calendarOf(call, await viewerFor(person, call, call.at), originOf(call));
  call.response.type('text/calendar; charset=utf-8').send(text);
}

/** What people open the portal by. */
function originOf({ config, request }: Call): string {
  return config.origins[0] ?? `${request.protocol}://${request.headers.host ?? ''}`;
}
