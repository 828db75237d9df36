import { randomUUID } from 'node:crypto';
import { completeTask } from '../../client/updates';
import { build, end, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play } from './support/player';

const twoTasks = build({ nodes: [start(), user('a'), user('b', { notActorOf: ['a'] }), end()], flows: ['start > a', 'a > b', 'b > end'] }, { id: 'completion' });

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

test('a completion that is sent again changes nothing, and is answered as the first time', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  const complete = { taskId, answers: { n: 1 }, by: 'chen', key: randomUUID(), answerHash: 'h' };

  const first = await completeTask(engine.client, player.id, complete);
  const again = await completeTask(engine.client, player.id, complete);

  expect(again).toMatchObject({ seq: first.seq, status: first.status });
  expect(await player.log()).toEqual(['started', 'task-completed']);
});

test('a completion that is sent again after the run continued as new changes nothing', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  const complete = { taskId, answers: { n: 1 }, by: 'chen', key: randomUUID(), answerHash: 'h' };
  await completeTask(engine.client, player.id, complete);
  await player.continueAsNew();

  const again = await completeTask(engine.client, player.id, complete);

  expect(again).toMatchObject({ repeated: true, seq: 2, opened: [], status: 'running' });
  expect(await player.log()).toEqual(['started', 'task-completed']);
  expect(await player.tasks()).toEqual(['b']);
});

test('the same key with other answers is refused', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  const complete = { taskId, answers: { n: 1 }, by: 'chen', key: randomUUID(), answerHash: 'h' };
  await completeTask(engine.client, player.id, complete);

  const other = completeTask(engine.client, player.id, { ...complete, answers: { n: 2 }, answerHash: 'other' });

  await expect(other).rejects.toMatchObject({ name: 'Refused', code: 'KeyReused' });
});

test('a closed task, and an actor of an earlier step, are refused before they enter history', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  await player.complete('a', {}, 'chen');
  const { _id: next } = await player.open('b');
  const before = await player.historyLength();

  const refused = await Promise.allSettled([
    completeTask(engine.client, player.id, { taskId, answers: {}, by: 'li', key: randomUUID(), answerHash: 'h' }),
    completeTask(engine.client, player.id, { taskId: next, answers: {}, by: 'chen', key: randomUUID(), answerHash: 'h' }),
  ]);

  expect(refused).toMatchObject([{ reason: { code: 'TaskNotOpen' } }, { reason: { code: 'ActorExcluded' } }]);
  expect(await player.historyLength()).toBe(before);
});

test('of two opposite completions at the same moment one is taken and the other refused', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  const answer = (by: string) => completeTask(engine.client, player.id, { taskId, answers: { by }, by, key: randomUUID(), answerHash: by });

  const results = await Promise.allSettled([answer('chen'), answer('li')]);

  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'TaskNotOpen' } });
  expect(await player.log()).toEqual(['started', 'task-completed']);
});

test('an ended instance refuses everything', async () => {
  const player = await play(engine, twoTasks);
  const { _id: taskId } = await player.open('a');
  await player.complete('a', {}, 'chen');
  await player.complete('b', {}, 'li');
  expect(await player.ended()).toBe('completed');

  const late = completeTask(engine.client, player.id, { taskId, answers: {}, by: 'wang', key: randomUUID(), answerHash: 'h' });

  await expect(late).rejects.toMatchObject({ code: 'InstanceEnded' });
});
