import { createHmac } from 'node:crypto';
import { PERSONAL, addChannel, addPerson, remind, startDeliveryStage, type DeliveryStage } from './support/stage';
import { startHttpReceiver, type HttpReceiver } from './support/receivers';

let http: HttpReceiver;
let stage: DeliveryStage;
beforeEach(async () => {
  http = await startHttpReceiver();
  stage = await startDeliveryStage({ http });
});
afterEach(async () => {
  await stage.close();
  await http.close();
});

test('a WeCom robot tells its group once, however many of its people chose it', async () => {
  await addChannel(stage.store, { _id: 'group', kind: 'wecom', address: `http://${http.host}/cgi-bin/webhook/send?key=abc` });
  await addPerson(stage.store, 'p1', { channels: ['group'] });
  await addPerson(stage.store, 'p2', { channels: ['group'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  expect(http.calls.map(({ path, query }) => [path, query.get('key')])).toEqual([['/cgi-bin/webhook/send', 'abc']]);
  const body: unknown = JSON.parse(http.calls[0]?.text ?? '');
  expect(body).toEqual({ msgtype: 'text', text: { content: expect.stringContaining('基层组织换届 · 换届请示（示例新塍镇红十字会）') } });
  expect(PERSONAL.filter((word) => http.calls[0]?.text.includes(word))).toEqual([]);
});

test('what goes to a DingTalk robot is signed with its secret', async () => {
  await addChannel(stage.store, { _id: 'ding', kind: 'dingtalk', address: `http://${http.host}/robot/send?access_token=abc`, key: 'SECabc' });
  await addPerson(stage.store, 'p1', { channels: ['ding'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  const [call] = http.calls;
  const timestamp = String(Date.parse('2026-12-08T01:00:00Z'));
  expect(call?.query.get('timestamp')).toBe(timestamp);
  expect(call?.query.get('access_token')).toBe('abc');
  expect(call?.query.get('sign')).toBe(createHmac('sha256', 'SECabc').update(`${timestamp}\nSECabc`).digest('base64'));
  expect(JSON.parse(call?.text ?? '')).toEqual({ msgtype: 'text', text: { content: expect.stringContaining('换届请示') }, at: { isAtAll: false } });
});

test('a webhook gets JSON for each person with a signature and an idempotency key', async () => {
  await addChannel(stage.store, { _id: 'hook', kind: 'webhook', address: `http://${http.host}/in`, key: 'shared-secret' });
  await addPerson(stage.store, 'p1', { channels: ['hook'] });
  await addPerson(stage.store, 'p2', { channels: ['hook'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  const bodies = http.calls.map(({ text }) => JSON.parse(text) as { readonly id: string; readonly recipient: string; readonly items: readonly unknown[] });
  expect(bodies.map(({ recipient }) => recipient).sort()).toEqual(['p1', 'p2']);
  expect(bodies[0]?.items).toEqual([{ kind: 'reminder', process: { zh: '基层组织换届', en: 'Branch re-election' }, step: { zh: '换届请示', en: 'Request' }, branch: '示例新塍镇红十字会', due: '2026-12-11', url: expect.stringMatching(/^https:\/\/boai\.example\.org\/tasks\//) }]);
  for (const [index, { headers, text }] of http.calls.entries()) {
    expect(headers['idempotency-key']).toBe(bodies[index]?.id);
    expect(headers['x-boai-signature']).toBe(`sha256=${createHmac('sha256', 'shared-secret').update(`${String(headers['x-boai-timestamp'])}.${text}`).digest('hex')}`);
  }
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(2);
});

test('a robot of one town hears of that town’s notices only', async () => {
  await addChannel(stage.store, { _id: 'town', kind: 'wecom', branchId: 'xinfang', address: `http://${http.host}/town` });
  await addChannel(stage.store, { _id: 'other', kind: 'wecom', branchId: 'elsewhere', address: `http://${http.host}/other` });
  await addChannel(stage.store, { _id: 'all', kind: 'wecom', branchId: 'district', address: `http://${http.host}/all` });
  await addPerson(stage.store, 'p1', { channels: ['town', 'other', 'all'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();

  expect(http.calls.map(({ path }) => path).sort()).toEqual(['/all', '/town']);
});

test('trouble at the other end is tried again with the same id, a robot’s refusal is shown, and nothing follows a redirect', async () => {
  await addChannel(stage.store, { _id: 'hook', kind: 'webhook', address: `http://${http.host}/in` });
  await addChannel(stage.store, { _id: 'moved', kind: 'webhook', address: `http://${http.host}/moved` });
  await addChannel(stage.store, { _id: 'robot', kind: 'wecom', address: `http://${http.host}/robot` });
  await addPerson(stage.store, 'p1', { channels: ['hook', 'moved', 'robot'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');
  http.answer = (path) => (path === '/moved' ? { status: 302, headers: { location: `http://${http.host}/secret` } } : path === '/robot' ? { status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' } : { status: 503 });

  await stage.deliver();
  const tried = await stage.store.deliveries.find({}, { sort: { channelId: 1 } });
  http.answer = () => ({ status: 200 });
  stage.at('2026-12-08T01:01:00Z');
  await stage.deliver();

  expect(tried.map(({ channelId, state, error }) => [channelId, state, error])).toEqual([
    ['hook', 'sending', '127.0.0.1 answered 503'], ['moved', 'given-up', '127.0.0.1 answered 302'], ['robot', 'sending', 'The robot refused the message (93000)'],
  ]);
  expect(http.calls.filter(({ path }) => path === '/secret')).toEqual([]);
  expect(new Set(http.calls.filter(({ path }) => path === '/in').map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect((await stage.store.deliveries.find({ state: 'sent' })).map(({ channelId }) => channelId).sort()).toEqual(['hook', 'robot']);
});

test('a channel sends no more in a minute than it may', async () => {
  await addChannel(stage.store, { _id: 'hook', kind: 'webhook', address: `http://${http.host}/in`, perMinute: 3 });
  for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await addPerson(stage.store, id, { channels: ['hook'] });
  await remind(stage.store, '2026-12-08T00:10:00Z');

  await stage.deliver();
  await stage.deliver();
  const first = http.calls.length;
  stage.at('2026-12-08T01:01:00Z');
  await stage.deliver();

  expect([first, http.calls.length]).toEqual([3, 5]);
});
