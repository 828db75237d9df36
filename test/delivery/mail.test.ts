import { PERSONAL, addPerson, remind, startDeliveryStage, type DeliveryStage } from './support/stage';
import { startMailGateway, type MailGateway } from './support/receivers';

let gateway: MailGateway;
let stage: DeliveryStage;
beforeEach(async () => {
  gateway = await startMailGateway({ refuse: (address) => (address.startsWith('gone') ? { code: 550, text: `no such user ${address}` } : address.startsWith('full') ? { code: 452, text: 'mailbox full' } : undefined) });
  stage = await startDeliveryStage({ mail: gateway });
});
afterEach(async () => {
  await stage.close();
  await gateway.close();
});

const states = async () => (await stage.store.deliveries.find({}, { sort: { dueAt: 1, _id: 1 } })).map(({ recipient, state }) => `${recipient} ${state}`);

test('the reminders of one morning come as one mail that says what waits and nothing about anybody', async () => {
  await addPerson(stage.store, 'p1', { timing: { digestAt: '09:30' } });
  await remind(stage.store, '2026-12-08T00:10:00Z');
  await remind(stage.store, '2026-12-08T00:40:00Z');
  await remind(stage.store, '2026-12-08T01:20:00Z');

  stage.at('2026-12-08T01:25:00Z');
  await stage.deliver();
  const before = gateway.mails.length;
  stage.at('2026-12-08T01:30:00Z');
  await stage.deliver();
  await stage.deliver();

  expect(before).toBe(0);
  expect(gateway.mails).toHaveLength(1);
  const [mail] = gateway.mails;
  expect(mail).toMatchObject({ subject: '博爱流程：3 项待办提醒', recipients: ['p1@example.org'], html: false });
  expect(mail?.text).toContain('- [提醒] 基层组织换届 · 换届请示（示例新塍镇红十字会），2026-12-11 到期');
  expect(mail?.text).toMatch(/https:\/\/boai\.example\.org\/tasks\/branch-reelection%2Fxinfang%2F\d+%2Frequest-submit%2F1/);
  expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}@example\.org>$/);
  expect(PERSONAL.filter((word) => `${mail?.raw}${mail?.text}${mail?.subject}`.includes(word))).toEqual([]);
  expect(await states()).toEqual(Array(3).fill('p1 sent'));
});

test('an escalation does not wait for the digest', async () => {
  await addPerson(stage.store, 'p1', { timing: { digestAt: '09:30' } });
  await remind(stage.store, '2026-12-08T02:00:00Z', { kind: 'escalation' });
  await remind(stage.store, '2026-12-08T02:00:00Z');

  stage.at('2026-12-08T02:00:01Z');
  await stage.deliver();

  expect(gateway.mails.map(({ text }) => /\[(.+)\]/.exec(text ?? '')?.[1])).toEqual(['逾期上报']);
});

test('in quiet hours nothing is sent, and what came in the night comes in the morning as one mail', async () => {
  await addPerson(stage.store, 'p1', { timing: { quiet: { from: '22:00', until: '07:30' } } });
  await remind(stage.store, '2026-12-08T14:30:00Z');
  await remind(stage.store, '2026-12-08T20:00:00Z', { kind: 'escalation' });

  for (const instant of ['2026-12-08T14:35:00Z', '2026-12-08T22:00:00Z', '2026-12-08T23:29:59Z']) {
    stage.at(instant);
    await stage.deliver();
  }
  const inTheNight = gateway.mails.length;
  stage.at('2026-12-08T23:30:00Z');
  await stage.deliver();

  expect(inTheNight).toBe(0);
  expect(gateway.mails.map(({ subject }) => subject)).toEqual(['博爱流程：2 项待办提醒']);
});

test('a gateway that comes back in quiet hours is left alone until they are over', async () => {
  await addPerson(stage.store, 'p1', { timing: { quiet: { from: '22:00', until: '07:30' } } });
  await remind(stage.store, '2026-12-08T13:50:00Z');
  await gateway.goAway();
  stage.at('2026-12-08T13:55:00Z');
  await stage.deliver();

  await gateway.comeBack();
  stage.at('2026-12-08T15:00:00Z');
  await stage.deliver();
  const inTheNight = gateway.mails.length;
  stage.at('2026-12-08T23:31:00Z');
  await stage.deliver();

  expect([inTheNight, gateway.mails.length]).toEqual([0, 1]);
});

test('a reminder whose task is done by the time of the digest is dropped', async () => {
  await addPerson(stage.store, 'p1', { timing: { digestAt: '09:30' } });
  await remind(stage.store, '2026-12-08T00:10:00Z', { task: { state: 'completed' } });

  stage.at('2026-12-08T01:30:00Z');
  await stage.deliver();

  expect([gateway.mails.length, await states()]).toEqual([0, ['p1 dropped']]);
});

test('an address that does not exist is given up at once without its name in the log, and goes out when it is tried again after a correction', async () => {
  await addPerson(stage.store, 'p1', { email: 'gone.wang@example.org' });
  const id = await remind(stage.store, '2026-12-08T00:10:00Z');
  await stage.deliver();
  const [given] = await stage.store.deliveries.find({ state: 'given-up' });
  await stage.store.notificationSettings.put({ _id: 'p1', channels: ['email'], timing: {}, updatedAt: new Date(), ...(await stage.store.personal.seal('person/p1', { email: 'here@example.org' }, ['/email'])) });

  const retried = await stage.store.deliveries.retry(`${id}>email>p1`, new Date('2026-12-08T01:00:00Z'));
  await stage.deliver();

  expect(given).toMatchObject({ attempts: 1, error: 'SMTP EENVELOPE 550' });
  expect([retried, gateway.mails.map(({ recipients }) => recipients[0])]).toEqual([true, ['here@example.org']]);
});

test('a refusal that may pass is tried again with growing pauses, and given up in the end', async () => {
  await addPerson(stage.store, 'p1', { email: 'full@example.org' });
  await remind(stage.store, '2026-12-08T00:10:00Z');
  const pauses: number[] = [];
  let at = new Date('2026-12-08T01:00:00Z');
  let attempts = 0;

  for (;;) {
    stage.at(at.toISOString());
    await stage.deliver();
    const [delivery] = await stage.store.deliveries.find({});
    attempts = delivery?.attempts ?? 0;
    if (delivery === undefined || delivery.state !== 'sending') break;
    pauses.push((delivery.nextAt.getTime() - at.getTime()) / 1000);
    at = delivery.nextAt;
  }

  expect([attempts, pauses, await states()]).toEqual([8, [30, 60, 120, 240, 480, 960, 1920], ['p1 given-up']]);
});

test('nobody gets mail who did not choose it, is disabled, or left the post', async () => {
  await addPerson(stage.store, 'chose', {});
  await addPerson(stage.store, 'never', { channels: [] });
  await addPerson(stage.store, 'disabled', {});
  await stage.store.people.setDisabled('disabled', true);
  await addPerson(stage.store, 'left', {});
  await stage.store.people.setPosts('left', [{ role: 'branch_secretary', branchId: 'xinfang', to: '2026-11-30' }]);
  await addPerson(stage.store, 'other', { branchId: 'elsewhere' });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  expect(gateway.mails.flatMap(({ recipients }) => recipients)).toEqual(['chose@example.org']);
});

test('what is older than a week is left in the portal, and planning looks at marked notices alone', async () => {
  await addPerson(stage.store, 'p1', {});
  await remind(stage.store, '2026-11-20T00:10:00Z');
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  expect([gateway.mails.length, await stage.store.notifications.toDeliver(10)]).toEqual([1, []]);
  const plan = await stage.store.notifications.model.find({ toDeliver: true }).sort({ at: 1 }).explain('executionStats');
  expect(JSON.stringify(plan)).toContain('"indexName":"toDeliver_1_at_1"');
  expect(plan).toMatchObject({ executionStats: { totalDocsExamined: 0 } });
});

test('the deputy of somebody who is away is reminded too', async () => {
  await addPerson(stage.store, 'away', {});
  await addPerson(stage.store, 'deputy', { branchId: 'elsewhere' });
  await stage.store.absences.insert({ _id: 'a1', personId: 'away', deputyId: 'deputy', from: '2026-12-07', until: '2026-12-08', createdBy: 'away', createdAt: new Date() });
  await remind(stage.store, '2026-12-08T00:10:00Z');
  await stage.deliver();
  await remind(stage.store, '2026-12-09T00:10:00Z');
  stage.at('2026-12-09T01:00:00Z');

  await stage.deliver();

  expect(gateway.mails.flatMap(({ recipients }) => recipients).sort()).toEqual(['away@example.org', 'away@example.org', 'deputy@example.org']);
});
