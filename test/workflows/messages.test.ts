import { randomUUID } from 'node:crypto';
import { boundary, build, caught, end, message, signal, start, thrown, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, until, type Player } from './support/player';

const about = (name: string) => message(name, 'topic');
const sender = build({ nodes: [start(), user('write'), thrown('send', { ...about('reply'), variables: [] } as never), end()], flows: ['start > write', 'write > send', 'send > end'] }, { id: 'sender' });
const receiver = build({ nodes: [start(), user('ask'), caught('hear', about('reply')), user('read'), end()], flows: ['start > ask', 'ask > hear', 'hear > read', 'read > end'] }, { id: 'receiver' });

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

const subscribed = (player: Player) => until(() => engine.store.subscriptions.findOne({ instanceId: player.id, open: true }), 'a subscription');

test('a message reaches the instance that waits for it', async () => {
  const topic = randomUUID();
  const to = await play(engine, receiver, { topic });
  const from = await play(engine, sender, { topic });
  await to.complete('ask');
  await subscribed(to);

  await from.complete('write');
  await to.complete('read');

  expect(await to.ended()).toBe('completed');
  expect(await to.log()).toEqual(['started', 'task-completed', 'message-received', 'task-completed']);
});

test('a message that is sent before anybody waits for it is kept for the one who does', async () => {
  const topic = randomUUID();
  const from = await play(engine, sender, { topic });
  await from.complete('write');
  await from.ended();
  await until(() => engine.store.messages.findOne({ correlationKey: topic }), 'the message');

  const to = await play(engine, receiver, { topic });
  await to.complete('ask');
  await to.complete('read');

  expect(await to.ended()).toBe('completed');
});

test('a message reaches one waiting instance of a process, and no instance of another key', async () => {
  const topic = randomUUID();
  const waiting = [await play(engine, receiver, { topic }), await play(engine, receiver, { topic }), await play(engine, receiver, { topic: 'other' })];
  for (const player of waiting) {
    await player.complete('ask');
    await subscribed(player);
  }
  const from = await play(engine, sender, { topic });

  await from.complete('write');
  await from.ended();
  const reading = await until(async () => {
    const open = await engine.store.tasks.find({ elementId: 'read', state: 'open', instanceId: { $in: waiting.map(({ id }) => id) } });
    return open.length > 0 ? open : undefined;
  }, 'a reader');
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect(reading).toHaveLength(1);
  expect(await engine.store.tasks.count({ elementId: 'read', instanceId: { $in: waiting.map(({ id }) => id) } })).toBe(1);
});

test('messages that come together reach a boundary event one after the other, none is lost', async () => {
  const listener = build(
    { nodes: [start(), user('work'), boundary('news', 'work', about('reply'), { interrupting: false }), user('note'), end(), end('noted')], flows: ['start > work', 'work > end', 'news > note', 'note > noted'] },
    { id: 'listener' },
  );
  const topic = randomUUID();
  const to = await play(engine, listener, { topic });
  await subscribed(to);
  const senders = await Promise.all([1, 2, 3].map(() => play(engine, sender, { topic })));

  await Promise.all(senders.map((from) => from.complete('write')));
  await until(async () => ((await engine.store.tasks.count({ instanceId: to.id, elementId: 'note' })) === 3 ? true : undefined), 'three notes');

  expect((await to.log()).filter((kind) => kind === 'message-received')).toHaveLength(3);
});

test('a signal reaches every instance that listens', async () => {
  const alarm = build({ nodes: [start(), user('see'), thrown('shout', signal('alarm')), end()], flows: ['start > see', 'see > shout', 'shout > end'] }, { id: 'alarm' });
  const listener = build({ nodes: [start(), caught('hear', signal('alarm')), user('run'), end()], flows: ['start > hear', 'hear > run', 'run > end'] }, { id: 'alarmed' });
  const listeners = await Promise.all([play(engine, listener), play(engine, listener)]);
  await Promise.all(listeners.map(subscribed));
  const from = await play(engine, alarm);

  await from.complete('see');

  for (const player of listeners) await player.complete('run');
  expect(await Promise.all(listeners.map((player) => player.ended()))).toEqual(['completed', 'completed']);
});
