import { randomUUID } from 'node:crypto';
import { completeTask } from '../../client/updates';
import { SIGNALS } from '../../workflows/messages';
import { build, call, each, end, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, playerOf, publishPlan, until } from './support/player';

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const child = build({ nodes: [start(), user('report'), end()], flows: ['start > report', 'report > end'] }, { id: 'can-child' });
const parent = build({ nodes: [start(), call('visit', 'can-child', each('branches', { inputElement: 'branch' })), user('close'), end()], flows: ['start > visit', 'visit > close', 'close > end'] }, { id: 'can-parent' });
const fan = build({ nodes: [start(), user('vote', each('voters')), user('count'), end()], flows: ['start > vote', 'vote > count', 'count > end'] }, { id: 'can-fan' });

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await publishPlan(engine, child);
});
afterAll(() => engine.close());

test('a parent that continues as new with children open loses none', async () => {
  const player = await play(engine, parent, { branches: many(45) });
  const children = await until(async () => {
    const open = await engine.store.tasks.find({ instanceId: { $regex: `^${player.id}/` }, state: 'open' });
    return open.length === 45 ? open : undefined;
  }, '45 children', 60_000);
  const early = children.slice(0, 20);
  const late = children.slice(20);
  for (const { instanceId } of early) await playerOf(engine, instanceId).complete('report');

  await player.continueAsNew();
  await Promise.all(late.map(({ instanceId }) => playerOf(engine, instanceId).complete('report')));
  await player.complete('close');

  expect(await player.ended()).toBe('completed');
  expect((await player.log()).filter((kind) => kind === 'child-ended')).toHaveLength(45);
}, 300_000);

test('no update is lost or taken twice while the run continues as new again and again', async () => {
  const voters = 60;
  const player = await play(engine, fan, { voters: many(voters) });
  const tasks = await until(async () => {
    const open = await engine.store.tasks.find({ instanceId: player.id, state: 'open' });
    return open.length === voters ? open : undefined;
  }, 'all tasks');
  const handle = engine.client.workflow.getHandle(player.id);
  const { runId } = await handle.describe();

  // As many at a time as Temporal takes of one instance.
  const waiting = [...tasks.entries()];
  const voter = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { _id: taskId }] = next;
      if (index % 7 === 0) await handle.signal(SIGNALS.continueAsNew);
      await completeTask(engine.client, player.id, { taskId, answers: { index }, by: `p${index}`, key: randomUUID(), answerHash: String(index) });
    }
  };
  const outcomes = await Promise.allSettled(many(9).map(voter));

  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect((await handle.describe()).runId).not.toBe(runId);
  expect(await player.tasks()).toEqual(['count']);
  expect((await player.log()).filter((kind) => kind === 'task-completed')).toHaveLength(voters);
}, 300_000);
