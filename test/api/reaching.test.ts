import type { BulkReminded, BulkResult, CalendarFeed, ChannelView, DeliveryRow, NewCalendarFeed, NotificationSettings } from '../../web/api/delivery-contract';
import type { NotificationRow, Page } from '../../web/api/contract';
import { personId } from './support/district';
import { pathOf, request, startPortal, type TestPortal } from './support/portal';

let portal: TestPortal;
let now = new Date('2026-11-25T04:00:00Z');
beforeAll(async () => {
  portal = await startPortal({ worker: false, now: () => now, config: { mail: true, absoluteHours: 72, origins: ['https://boai.example.org'] } });
});
afterAll(() => portal.close());

const task = (id: string, more: object = {}) => ({
  _id: id, instanceId: `i/${id}`, processId: 'api-request', elementId: 'apply', name: { zh: '填写申请', en: 'Apply' }, title: '示例王秘书 13800001234', branchId: portal.district.town, groups: [`branch_secretary@${portal.district.town}`], users: [],
  excludedActors: [], due: new Date('2026-12-01T15:59:59Z'), dueAssumed: false, priority: 50, inputs: {}, state: 'open' as const, openedAt: new Date('2026-11-20T01:00:00Z'), revision: 0, seq: 1, ...more,
});

/** The components of that kind in an unfolded iCalendar, each as its properties. */
function componentsIn(calendar: string, kind: string): Record<string, string>[] {
  return [...calendar.matchAll(new RegExp(`BEGIN:${kind}\\r\\n(.*?)\\r\\nEND:${kind}\\r\\n`, 'gs'))].map(([, lines = '']) => Object.fromEntries(lines.split('\r\n').map((line) => /^((?:[^:;]|;[^:]*)+):(.*)$/.exec(line)?.slice(1) ?? [line, ''])));
}

describe('how somebody wants to be reached', () => {
  test('the address is sealed under the person’s key and shown to nobody else; what is not offered can’t be chosen', async () => {
    const caller = await portal.as('townSecretary');
    await portal.store.channels.ensureEmail();

    const offered = (await caller.get<NotificationSettings>('/api/notification-settings')).body;
    const without = await caller.send('PUT', '/api/notification-settings', { channels: ['email'], timing: {} });
    const wrong = await caller.send('PUT', '/api/notification-settings', { email: 'a@b.cn\r\nBcc: c@d.cn', channels: ['email'], timing: {} });
    const strange = await caller.send('PUT', '/api/notification-settings', { channels: ['nothing'], timing: {} });
    const right = await caller.send<NotificationSettings>('PUT', '/api/notification-settings', { email: 'wang@example.org', channels: ['email'], timing: { digestAt: '09:00' } });
    const kept = await caller.send<NotificationSettings>('PUT', '/api/notification-settings', { channels: [], timing: {} });

    expect(offered.offered).toEqual([{ id: 'email', kind: 'email', name: '电子邮件' }]);
    expect([without.status, wrong.status, strange.status]).toEqual([400, 400, 400]);
    expect(right.body).toMatchObject({ email: 'wang@example.org', channels: ['email'], timing: { digestAt: '09:00' } });
    expect(kept.body).toMatchObject({ email: 'wang@example.org', channels: [] });
    const stored = await portal.store.notificationSettings.byId(personId('townSecretary'));
    expect(stored?.email).toMatchObject({ $enc: `person/${personId('townSecretary')}` });
    expect(JSON.stringify(stored)).not.toContain('wang@');
  });
});

describe('channels', () => {
  test('the address and the secret of a channel never come back, and a change without them keeps them', async () => {
    const admin = await portal.as('admin');
    const channel = { name: '新塍镇群', enabled: true, perMinute: 20, timing: {} };

    const added = await admin.send<ChannelView>('POST', '/api/channels', { ...channel, kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=token-of-the-robot', secret: 'SEC-of-the-robot', branchId: portal.district.town });
    const changed = await admin.send<ChannelView>('PUT', `/api/channels/${added.body.id}`, { ...channel, name: '改名', branchId: null });
    const list = await admin.get<readonly ChannelView[]>('/api/channels');

    expect([added.status, added.body.host, added.body.hasSecret, added.body.branch?.name]).toEqual([201, 'oapi.dingtalk.com', true, '示例镇红十字会']);
    expect([changed.body.name, changed.body.branch, changed.body.hasSecret]).toEqual(['改名', undefined, true]);
    expect(JSON.stringify([added.body, changed.body, list.body])).not.toMatch(/token-of|SEC-of/);
    const stored = await portal.store.channels.byId(added.body.id);
    expect(JSON.stringify(stored)).not.toMatch(/token-of|SEC-of/);
    expect(await portal.store.personal.open({ url: stored?.url, secret: stored?.secret })).toEqual({ url: 'https://oapi.dingtalk.com/robot/send?access_token=token-of-the-robot', secret: 'SEC-of-the-robot' });
  });

  test('people of a branch are offered its channels and the district’s', async () => {
    const admin = await portal.as('admin');
    const add = async (name: string, branchId: string) => (await admin.send<ChannelView>('POST', '/api/channels', { name, enabled: true, perMinute: 20, timing: {}, kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k', branchId })).body.id;
    const [town, other, district] = [await add('镇', portal.district.town), await add('街道', portal.district.otherTown), await add('区', portal.district.root)];

    const offered = async (login: 'villageSecretary' | 'otherSecretary') => (await (await portal.as(login)).get<NotificationSettings>('/api/notification-settings')).body.offered.map(({ id }) => id);

    expect((await offered('villageSecretary')).filter((id) => [town, other, district].includes(id)).sort()).toEqual([town, district].sort());
    expect((await offered('otherSecretary')).filter((id) => [town, other, district].includes(id)).sort()).toEqual([other, district].sort());
  });

  test('a test and a retry are put in the log, where the administrator sees what became of them', async () => {
    const admin = await portal.as('admin');
    const refused = await admin.send('POST', '/api/channels/email/test', {});
    await admin.send('PUT', '/api/notification-settings', { email: 'admin@example.org', channels: [], timing: {} });

    const { body } = await admin.send<{ readonly deliveryId: string }>('POST', '/api/channels/email/test', {});
    await portal.store.deliveries.take('email', now);
    await portal.store.deliveries.end(body.deliveryId, 'given-up', { error: 'SMTP EENVELOPE 550' });
    const log = await admin.get<Page<DeliveryRow>>('/api/deliveries?state=given-up');
    const retry = await admin.send('POST', `/api/deliveries/${pathOf(body.deliveryId)}/retry`, {});
    const again = await admin.send('POST', '/api/deliveries/nothing/retry', {});

    expect(refused.status).toBe(400);
    expect(log.body.rows).toEqual([expect.objectContaining({ id: body.deliveryId, test: true, state: 'given-up', attempts: 1, error: 'SMTP EENVELOPE 550', to: { id: personId('admin'), name: '示例admin' } })]);
    expect([retry.status, again.status]).toEqual([202, 404]);
  });
});

describe('a calendar of one’s own', () => {
  test('shows due tasks without anything personal to whoever has its address, until it is taken back', async () => {
    await portal.store.tasks.insert(task('c1'));
    await portal.store.tasks.insert(task('c3', { claimedBy: personId('townSecretary'), revision: 1 }));
    await portal.store.tasks.insert(task('c4', { state: 'completed', completedBy: personId('townSecretary'), closedAt: new Date('2026-11-24T02:00:00Z') }));
    await portal.store.tasks.insert(task('c5', { state: 'completed', completedBy: personId('townSecretary'), closedAt: new Date('2026-10-01T02:00:00Z') }));
    await portal.store.tasks.insert(task('c2', { branchId: portal.district.otherTown, groups: [`branch_secretary@${portal.district.otherTown}`] }));
    const caller = await portal.as('townSecretary');

    const { body: made } = await caller.send<NewCalendarFeed>('POST', '/api/calendar-feed', {});
    const read = () => request<string>(portal.origin, 'GET', new URL(made.url).pathname);
    const answer = await read();
    const { body: known } = await caller.get<CalendarFeed>('/api/calendar-feed');
    await caller.send('POST', '/api/calendar-feed', {});
    const old = await read();

    expect(made.url).toMatch(/^https:\/\/boai\.example\.org\/api\/calendar-feeds\/[\w-]{43}\.ics$/);
    expect(made.qr).toContain('<svg');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.body.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    const unfolded = answer.body.replace(/\r\n[ \t]/g, '');
    expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(unfolded).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(unfolded).toContain('SUMMARY:填写申请 · 申请（示例镇红十字会）');
    expect(unfolded).toContain('DTEND:20261201T155959Z');
    expect(unfolded).toContain('URL;VALUE=URI:https://boai.example.org/tasks/c1');
    expect(unfolded).not.toMatch(/王秘书|13800001234|示例town/);
    expect(componentsIn(unfolded, 'VTODO')).toEqual([
      expect.objectContaining({ UID: 'todo-c1@boai-flow', STATUS: 'NEEDS-ACTION', SEQUENCE: '0', DUE: '20261201T155959Z', SUMMARY: '填写申请 · 申请（示例镇红十字会）', 'URL;VALUE=URI': 'https://boai.example.org/tasks/c1' }),
      expect.objectContaining({ UID: 'todo-c3@boai-flow', STATUS: 'IN-PROCESS', SEQUENCE: '1', DTSTAMP: '20261120T010000Z' }),
      expect.objectContaining({ UID: 'todo-c4@boai-flow', STATUS: 'COMPLETED', COMPLETED: '20261124T020000Z', 'PERCENT-COMPLETE': '100' }),
    ]);
    expect(known.readAt).toBe(now.toISOString());
    expect(old.status).toBe(404);
    expect(JSON.stringify(await portal.store.calendarFeeds.find({}))).not.toContain(new URL(made.url).pathname.slice(20, 60));
  });

  test('is closed with the account', async () => {
    const { body } = await (await portal.as('villageSecretary')).send<NewCalendarFeed>('POST', '/api/calendar-feed', {});
    await portal.store.people.setDisabled(personId('villageSecretary'), true);

    expect((await request(portal.origin, 'GET', new URL(body.url).pathname)).status).toBe(404);
  });
});

describe('many tasks at once', () => {
  test('a reminder by hand reaches each person once a day for each task', async () => {
    await portal.store.tasks.insert(task('r1'));
    await portal.store.tasks.insert(task('r2', { claimedBy: personId('townPresident') }));
    await portal.store.tasks.insert(task('r3', { groups: ['district_org_officer'], users: [personId('townTeller')], excludedActors: [personId('officer2')] }));
    await portal.store.tasks.insert(task('r4', { state: 'completed' }));
    const secgen = await portal.as('secgen');
    const remind = async () => (await secgen.send<BulkReminded>('POST', '/api/tasks/bulk/reminders', { ids: ['r1', 'r2', 'r3', 'r4', 'nothing'] })).body;

    const [first, atOnce] = await Promise.all([remind(), remind()]);
    now = new Date('2026-11-26T03:59:59Z');
    const early = await remind();
    now = new Date('2026-11-26T04:00:00Z');
    const nextDay = await remind();

    expect(first.sent + atOnce.sent).toBe(4);
    expect(first.held + atOnce.held).toBe(4);
    expect(first.refused.map(({ id }) => id)).toEqual(['nothing']);
    expect([early.sent, early.held, nextDay.sent, nextDay.held]).toEqual([0, 4, 4, 0]);
    const toldNames = (await portal.store.notifications.find({ taskId: 'r3' })).flatMap(({ users }) => users).sort();
    expect(toldNames).toEqual([personId('officer'), personId('officer'), personId('townTeller'), personId('townTeller')]);
    const { rows } = (await (await portal.as('townPresident')).get<Page<NotificationRow>>('/api/notifications?unread=1')).body;
    expect(rows.filter(({ taskId }) => taskId === 'r2').map(({ text }) => text.zh)).toEqual(['「填写申请」请尽快办理。', '「填写申请」请尽快办理。']);
    expect((await portal.store.notifications.toDeliver(50)).length).toBeGreaterThanOrEqual(4);
  });

  test('of tasks that are handed to one person, those that can’t be are named, and the others are', async () => {
    await portal.store.tasks.insert(task('a1'));
    await portal.store.tasks.insert(task('a2', { excludedActors: [personId('townPresident')] }));
    await portal.store.tasks.insert(task('a3', { revision: 4 }));
    const secgen = await portal.as('secgen');

    const { body } = await secgen.send<BulkResult>('POST', '/api/tasks/bulk/assignment', { to: personId('townPresident'), tasks: [{ id: 'a1', revision: 0 }, { id: 'a2', revision: 0 }, { id: 'a3', revision: 0 }] });

    expect(body.done).toBe(1);
    expect(body.refused.map(({ id, why }) => [id, why.zh])).toEqual([['a2', '不能转派给此人：其办理了前面的步骤。'], ['a3', '任务刚刚有变化，请刷新后再试。']]);
    expect((await portal.store.tasks.byId('a1'))?.assignee).toBe(personId('townPresident'));
  });
});
