import { noticeDeliverer, type NoticeDeliverer } from '../../activities/delivery/notice-deliverer';
import { whileBeating } from '../../activities/delivery/while-beating';
import { ensureNoticeDelivery } from '../../client/notice-delivery';
import { completeWith, startPortal, startRequest, type TestPortal } from '../api/support/portal';
import { until } from '../workflows/support/player';
import { addPerson } from './support/stage';
import { startMailGateway, type MailGateway } from './support/receivers';

/** Enough that they take longer to send than people take below. */
const MAILS = 400;

let gateway: MailGateway;
let portal: TestPortal;
let deliverer: NoticeDeliverer;
beforeAll(async () => {
  gateway = await startMailGateway({ takesMs: 400 });
  portal = await startPortal({
    engine: {
      ownNamespace: true,
      activities: (real, store) => {
        deliverer = noticeDeliverer({ store, zone: 'Asia/Shanghai', httpHosts: [], mail: { url: gateway.url, from: 'boai@example.org' } });
        return { ...real, deliverNotices: () => whileBeating(() => deliverer.run()) };
      },
    },
  });
});
afterAll(async () => {
  deliverer.finish();
  await portal.engine.client.workflow.getHandle('deliver-notices').cancel();
  await portal.close();
  deliverer.close();
  await gateway.close();
});

test('while a flood of mails goes out by the worker, people’s own steps are taken as ever', async () => {
  const { store, engine, district } = portal;
  await store.channels.ensureEmail();
  await store.channels.change('email', { perMinute: 6000 });
  await addPerson(store, 'p1', {});
  const { email } = (await store.notificationSettings.byId('p1')) ?? {};
  const ids = Array.from({ length: MAILS }, (_, index) => `flood-${index}`);
  const at = new Date();
  await store.people.createMissing(ids.map((id) => ({ id, login: id, name: '示例', passwordHash: 'x', posts: [] })));
  await store.notificationSettings.model.collection.insertMany(ids.map((_id) => ({ _id, email, channels: ['email'], timing: {}, updatedAt: at })) as never[]);
  await store.notifications.model.collection.insertMany(ids.map((id) => ({ _id: `n/${id}`, instanceId: 'i1', groups: [], users: [id], kind: 'escalation', text: { zh: '示例' }, branchId: district.town, at, readBy: [], toDeliver: true })) as never[]);

  await ensureNoticeDelivery(engine.client, engine.taskQueue);
  await until(async () => (gateway.mails.length >= 4 ? true : undefined), 'the first mails');
  const statuses: number[] = [];
  for (const branch of [district.town, district.village, district.otherTown]) {
    const { taskId } = await startRequest(await portal.as('officer'), branch);
    statuses.push((await completeWith(await portal.as(branch === district.town ? 'townSecretary' : branch === district.village ? 'villageSecretary' : 'otherSecretary'), taskId, { amount: 5, contact: '示例' })).status);
  }

  expect(statuses).toEqual([200, 200, 200]);
  expect(gateway.mails.length).toBeLessThan(MAILS);
  expect(await until(async () => [await store.deliveries.count({ state: { $in: ['planned', 'sending', 'sent'] } })].find((count) => count >= MAILS), 'the plan of all mails')).toBe(MAILS);
});
