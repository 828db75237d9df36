import { after, at, boundary, build, caught, each, end, feel, parallel, start, sub, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, until } from './support/player';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

test('timers fire in the order in which they are due, each at its own instant', async () => {
  const plan = build(
    {
      nodes: [start(), parallel('fork'), caught('late', at(feel('third'))), caught('soon', at(feel('first'))), caught('middle', at(feel('second'))), parallel('join'), end()],
      flows: ['start > fork', 'fork > late', 'fork > soon', 'fork > middle', 'late > join', 'soon > join', 'middle > join', 'join > end'],
    },
    { id: 'timers' },
  );
  const base = Date.now() + 1_000;
  const instant = (ms: number): string => new Date(base + ms).toISOString();

  const player = await play(engine, plan, { first: instant(0), second: instant(40), third: instant(700) });
  expect(await player.ended()).toBe('completed');

  const fired = (await engine.store.events.ofInstance(player.id)).filter(({ event }) => event.kind === 'timer-fired');
  expect(fired.map(({ now }) => now.toISOString())).toEqual([instant(0), instant(40), instant(700)]);
});

test('a task that is overtaken by its boundary timer is withdrawn, and its completion is refused', async () => {
  const plan = build(
    { nodes: [start(), user('answer'), boundary('timeout', 'answer', after('PT1S')), user('chase'), end(), end('done')], flows: ['start > answer', 'answer > end', 'timeout > chase', 'chase > done'] },
    { id: 'overtaken' },
  );
  const player = await play(engine, plan);
  await player.open('chase');
  // It may have been withdrawn before anybody could look.
  const { _id } = await until(() => engine.store.tasks.findOne({ instanceId: player.id, elementId: 'answer' }), 'the task that was overtaken');

  await expect(player.completeById(_id)).rejects.toMatchObject({ code: 'TaskNotOpen' });
  await player.complete('chase');

  expect(await player.ended()).toBe('completed');
  expect(await engine.store.tasks.byId(_id)).toMatchObject({ state: 'cancelled' });
});

test('an instance that waits for a timer survives the loss of its worker’s memory', async () => {
  const plan = build({ nodes: [start(), caught('pause', after('PT3S')), user('next'), end()], flows: ['start > pause', 'pause > next', 'next > end'] }, { id: 'survives' });
  const player = await play(engine, plan);
  await until(() => engine.store.instances.byId(player.id), 'the instance');

  await player.continueAsNew();
  await player.complete('next');

  expect(await player.ended()).toBe('completed');
});

test('hundreds of timers that are due at once all fire', async () => {
  const inside = { nodes: [start('begin'), caught('pause', at(feel('due'))), end('done')], flows: ['begin > pause', 'pause > done'] };
  const plan = build({ nodes: [start(), sub('each', inside, each('items')), end()], flows: ['start > each', 'each > end'] }, { id: 'flood' });
  const items = Array.from({ length: 450 }, (_, index) => index);

  const player = await play(engine, plan, { items, due: new Date(Date.now() + 1_000).toISOString() });

  expect(await player.ended()).toBe('completed');
  expect((await player.log()).filter((kind) => kind === 'timer-fired')).toHaveLength(450);
}, 300_000);
