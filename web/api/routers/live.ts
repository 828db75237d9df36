import type { Response } from 'express';
import type { LiveEvent } from '../contract';
import type { LiveHub, Numbered } from '../live-hub';
import { recordsEvent } from '../live-records';
import { Names } from '../names';
import { isNoticeTo, unreadFilter } from '../notification-filter';
import { Refusal } from '../refusal';
import { Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { viewerFor, type Viewer } from '../viewer';

const HEARTBEAT_MS = 25_000;
/** More open pages than this belong to no person. */
const MOST_STREAMS = 30;
/** A browser that does not read this much behind is gone. */
const MOST_UNREAD_BYTES = 1024 * 1024;

/** What changes, told as it happens to those who may see it. */
export function liveRoutes(hub: LiveHub, heartbeatMs = HEARTBEAT_MS): (services: Services) => Routes {
  const open = new Map<string, number>();
  return (services) =>
    new Routes(services).get('/live', signedIn, async (call) => {
      const count = open.get(call.viewer.id) ?? 0;
      if (count >= MOST_STREAMS) throw new Refusal('TooManyAttempts', { zh: '打开的页面太多。', en: 'Too many pages are open.' }, { retryAfterSeconds: 60 });
      await hub.open();
      open.set(call.viewer.id, count + 1);
      stream(call, hub, heartbeatMs, () => open.set(call.viewer.id, (open.get(call.viewer.id) ?? 1) - 1));
    });
}

function stream(call: Call, hub: LiveHub, heartbeatMs: number, ended: () => void): void {
  const { request, response } = call;
  let { viewer } = call;
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  response.write('retry: 2000\n: open\n\n');
  // One after the other, so that events keep their order whatever has to be looked up for them.
  let queue = Promise.resolve();
  const hear = (numbered: Numbered): void => {
    queue = queue.then(() => tell(call, response, viewer, numbered)).catch((error: unknown) => {
      call.log.warn({ err: error }, 'A live event could not be told');
      response.end();
    });
  };
  const stop = hub.listen({ hear, drop: () => response.end() }, request.get('last-event-id'));
  const heartbeat = setInterval(() => {
    refreshed(call).then((fresh) => {
      if (fresh === undefined) return response.end();
      viewer = fresh;
      response.write(': still here\n\n');
    }, () => response.end());
  }, heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
    ended();
  });
}

/** The viewer as of now; undefined once the session or the account is over. */
async function refreshed(call: Call): Promise<Viewer | undefined> {
  const { request, store } = call;
  const { signedInAt } = request.session;
  const alive = await new Promise<boolean>((resolve) => request.session.reload((error: unknown) => resolve(!error)));
  const person = alive ? await store.people.byId(call.viewer.id) : undefined;
  const at = call.now();
  if (person === undefined || person.disabled || signedInAt === undefined || signedInAt < (person.sessionsEndedAt?.getTime() ?? 0)) return undefined;
  if (at.getTime() - signedInAt > call.config.absoluteHours * 3_600_000) return undefined;
  return viewerFor(person, call, at);
}

async function tell(call: Call, response: Response, viewer: Viewer, { id, change }: Numbered): Promise<void> {
  const event = await eventFor(call, viewer, change);
  if (event === undefined || response.writableEnded) return;
  if (response.writableLength > MOST_UNREAD_BYTES) {
    response.destroy();
    return;
  }
  response.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** The change as this viewer may hear of it; undefined when it is none of theirs. */
async function eventFor(call: Call, viewer: Viewer, change: Numbered['change']): Promise<LiveEvent | undefined> {
  switch (change.kind) {
    case 'task':
      return viewer.can('read', 'Task', change.task) ? { kind: 'tasks-changed', instanceId: change.task.instanceId, taskIds: [change.task._id] } : undefined;
    case 'instance':
      return viewer.can('read', 'Instance', change.instance) ? { kind: 'instance-changed', instanceId: change.instance._id, seq: change.instance.seq } : undefined;
    case 'draft': {
      const by = Object.values(change.draft.fields).find((field) => field.revision === change.draft.revision)?.by;
      if (by === undefined || !viewer.can('complete', 'Task', change.task)) return undefined;
      const names = await Names.of(call, [by], []);
      return { kind: 'draft-changed', taskId: change.task._id, revision: change.draft.revision, by: names.person(by) };
    }
    case 'notification': {
      if (!isNoticeTo(viewer, change.notification)) return undefined;
      return { kind: 'notified', unread: await call.store.notifications.count(unreadFilter(viewer)) };
    }
    case 'records':
      return recordsEvent(call, viewer, change);
  }
}
