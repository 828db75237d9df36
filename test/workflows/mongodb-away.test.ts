import { startTestEngine, type TestEngine } from '../support/temporal';
import { openStore, mongoAddress, type TestStore } from '../support/mongo';
import { linkTo, type FaultyLink } from '../support/faulty-link';
import { build, end, start, user } from '../engine/support/build';
import { play, until, type Player } from './support/player';

const threeTasks = build({ nodes: [start(), user('a'), user('b'), user('c'), end()], flows: ['start > a', 'a > b', 'b > c', 'c > end'] }, { id: 'away' });

let engine: TestEngine;
let link: FaultyLink;
let throughLink: TestStore;
beforeAll(async () => {
  const { host, port } = mongoAddress();
  link = await linkTo(host, port);
  const direct = await startTestEngine({
    store: async (database) => {
      throughLink = await openStore(database, `mongodb://127.0.0.1:${link.port}/?directConnection=true`);
      return throughLink;
    },
  });
  engine = direct;
});
afterAll(async () => {
  await engine.close();
  await throughLink.close();
  await link.close();
});

/** The task that the instance has open, as the workflow knows it. */
async function openTask(player: Player, elementId: string): Promise<string> {
  return until(async () => Object.keys((await player.state()).tasks).find((id) => id.includes(`/${elementId}/`)), `task "${elementId}"`);
}

test('while MongoDB is away steps are taken and answered, history does not grow, and afterwards all is written', async () => {
  const player = await play(engine, threeTasks);
  await player.open('a');
  const before = await player.historyLength();
  await link.cut();

  const first = await player.completeById(await openTask(player, 'a'));
  const waitedFrom = await settledLength(player);
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const waitedTo = await player.historyLength();
  await link.mend();
  await player.open('b');
  const after = await settledLength(player);

  expect(first).toMatchObject({ visible: false, seq: 2 });
  // What does not grow in fifteen seconds of retries does not grow in ten minutes either: each retry costs no event.
  expect(waitedTo).toBe(waitedFrom);
  expect(after - before).toBeLessThan(15);
  expect(await player.log()).toEqual(['started', 'task-completed']);
}, 300_000);

test('further steps are answered at once while a write is pending, and are written in their order', async () => {
  const player = await play(engine, threeTasks);
  await player.open('a');
  await link.cut();
  await player.completeById(await openTask(player, 'a'));

  const second = await player.completeById(await openTask(player, 'b'));
  const third = await player.completeById(await openTask(player, 'c'));
  await link.mend();

  expect([second.visible, third.visible]).toEqual([false, false]);
  expect(third.status).toBe('completed');
  expect(await player.ended()).toBe('completed');
  expect(await player.log()).toEqual(['started', 'task-completed', 'task-completed', 'task-completed']);
  expect((await engine.store.tasks.ofInstance(player.id)).map(({ elementId, state }) => `${elementId} ${state}`)).toEqual(['a completed', 'b completed', 'c completed']);
}, 300_000);

/** The length of the history once nothing is added for two seconds. */
async function settledLength(player: Player): Promise<number> {
  for (let last = await player.historyLength(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const now = await player.historyLength();
    if (now === last) return now;
    last = now;
  }
}
