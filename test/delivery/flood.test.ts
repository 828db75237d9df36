import type { NotificationDocument } from '../../activities/store/documents';
import { BRANCH, addPerson, startDeliveryStage, type DeliveryStage } from './support/stage';
import { startMailGateway, type MailGateway } from './support/receivers';

/** `BOAI_FLOOD=10000` measures the full number; every run proves the rule with fewer. */
const PEOPLE = Number(process.env['BOAI_FLOOD'] ?? 600);
const MINUTE_MS = 60_000;

let gateway: MailGateway;
let stage: DeliveryStage;
beforeAll(async () => {
  gateway = await startMailGateway();
  stage = await startDeliveryStage({ mail: gateway });
});
afterAll(async () => {
  await stage.close();
  await gateway.close();
});

test('reminders of one minute, with the mail gateway away for an hour, are all sent, each once, at the channel’s pace', async () => {
  const start = new Date('2026-12-08T01:00:00Z');
  const perMinute = Math.ceil(PEOPLE / 10);
  await stage.store.channels.change('email', { perMinute });
  await addPerson(stage.store, 'first', {});
  const { email } = (await stage.store.notificationSettings.byId('first')) ?? {};
  const ids = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
  await stage.store.people.createMissing(ids.map((id) => ({ id, login: id, name: '示例', passwordHash: 'x', posts: [] })));
  await stage.store.notificationSettings.model.collection.insertMany(ids.map((_id) => ({ _id, email, channels: ['email'], timing: {}, updatedAt: start })) as never[]);
  const notices = ids.map((id): NotificationDocument => ({ _id: `n/${id}`, instanceId: 'i1', groups: [], users: [id], kind: 'reminder', text: { zh: '示例' }, branchId: BRANCH, at: start, readBy: [], toDeliver: true }));
  await stage.store.notifications.model.collection.insertMany(notices as never[]);

  await gateway.goAway();
  let most = 0;
  let minutes = 0;
  for (; minutes < 100; minutes += 1) {
    if (minutes === 60) await gateway.comeBack();
    const before = gateway.mails.length;
    for (const second of [0, 20, 40]) {
      stage.at(new Date(start.getTime() + MINUTE_MS * (minutes + 2) + second * 1000).toISOString());
      await stage.deliver();
    }
    most = Math.max(most, gateway.mails.length - before);
    if (gateway.mails.length >= PEOPLE) break;
  }
  await stage.deliver();

  const messageIds = gateway.mails.map(({ messageId }) => messageId);
  expect([messageIds.length, new Set(messageIds).size]).toEqual([PEOPLE, PEOPLE]);
  expect(await stage.store.deliveries.count({ state: { $ne: 'sent' } })).toBe(0);
  expect(most).toBeLessThanOrEqual(perMinute);
  // An hour away, at most five minutes until that is noticed, and ten minutes of sending.
  expect(minutes).toBeLessThan(60 + 5 + 12);
});
