import { randomUUID } from 'node:crypto';
import { build, end, message, signal, start, thrown, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, playerOf, publishPlan, until } from './support/player';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

const by = (id: string, more = {}) => build({ nodes: [start('begin', more as never), user('handle'), end()], flows: ['begin > handle', 'handle > end'] }, { id });

test('a message starts one instance of the process that begins with it, which gets its variables', async () => {
  const topic = randomUUID();
  const complaint = { ...message('complaint', 'topic') };
  await publishPlan(engine, by('complaint-handling', complaint));
  const sender = build({ nodes: [start(), user('write'), thrown('send', complaint, { inputs: [{ source: 'topic', target: 'topic' }] }), end()], flows: ['start > write', 'write > send', 'send > end'] }, { id: 'complainer' });
  const from = await play(engine, sender, { topic });

  await from.complete('write');
  const { _id: begun } = await until(() => engine.store.instances.findOne({ processId: 'complaint-handling' }), 'the started instance');

  expect(await playerOf(engine, begun).tasks()).toEqual(['handle']);
  expect((await playerOf(engine, begun).state()).scopes['root']?.variables).toMatchObject({ topic });
  expect(await engine.store.instances.count({ processId: 'complaint-handling' })).toBe(1);
});

test('a signal starts every process that begins with it', async () => {
  const alarm = signal(`alarm-${randomUUID()}`);
  await publishPlan(engine, by('fire-brigade', alarm));
  await publishPlan(engine, by('neighbours', alarm));
  const from = await play(engine, build({ nodes: [start(), user('see'), thrown('shout', alarm), end()], flows: ['start > see', 'see > shout', 'shout > end'] }, { id: 'alarmist' }));

  await from.complete('see');

  for (const processId of ['fire-brigade', 'neighbours']) await until(() => engine.store.tasks.findOne({ elementId: 'handle', processId }), processId);
});
