import { randomUUID } from 'node:crypto';
import { reconcile, type Reconciled } from '../../client/reconcile';
import { completeTask } from '../../client/updates';
import type { SubmissionDocument } from '../../activities/store/documents';
import { build, end, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, type Player } from '../workflows/support/player';

const plan = build({ nodes: [start(), user('a'), user('b'), end()], flows: ['start > a', 'a > b', 'b > end'] }, { id: 'reconciled' });

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

const about = ({ differences }: Reconciled, player: Player) => differences.filter(({ instanceId }) => instanceId === player.id);

test('where both agree there is nothing to report', async () => {
  const player = await play(engine, plan);
  await player.complete('a');

  const report = await reconcile(engine, { repair: true });

  expect(about(report, player)).toEqual([]);
  expect(report.checked).toBeGreaterThan(0);
});

test('a read model that lost documents is repaired from the workflow', async () => {
  const player = await play(engine, plan);
  await player.complete('a');
  await player.open('b');
  const { store } = engine;
  await store.instances.model.updateOne({ _id: player.id }, { $set: { seq: 1 } });
  await store.tasks.model.deleteMany({ instanceId: player.id, elementId: 'b' });
  await store.tasks.model.updateMany({ instanceId: player.id, elementId: 'a' }, { $set: { state: 'open' } });

  const seen = await reconcile(engine, { repair: false });
  const repaired = await reconcile(engine, { repair: true });

  expect(about(seen, player)).toMatchObject([{ kind: 'read-model-behind', temporalSeq: 2, mongodbSeq: 1, repaired: false }]);
  expect(about(repaired, player)).toMatchObject([{ kind: 'read-model-behind', repaired: true }]);
  expect(await player.tasks()).toEqual(['b']);
  expect(await store.instances.byId(player.id)).toMatchObject({ seq: 2, status: 'running' });
  expect(await store.tasks.findOne({ instanceId: player.id, elementId: 'a' })).toMatchObject({ state: 'completed', completedBy: 'tester' });
});

test('an instance that Temporal lost runs on from its last state', async () => {
  const player = await play(engine, plan);
  await player.complete('a');
  await player.open('b');
  await engine.client.workflow.getHandle(player.id).terminate('lost');

  const report = await reconcile(engine, { repair: true });
  await player.complete('b');

  expect(about(report, player)).toMatchObject([{ kind: 'missing-in-temporal', repaired: true }]);
  expect(await player.ended()).toBe('completed');
});

test('submissions without an answer are accepted when a step took them, and refused when none did', async () => {
  const player = await play(engine, plan);
  const { _id: taskId } = await player.open('a');
  const taken = randomUUID();
  const lost = randomUUID();
  await completeTask(engine.client, player.id, { taskId, answers: {}, by: 'chen', key: taken, answerHash: 'h' });
  for (const key of [taken, lost]) await engine.store.submissions.insert(pending(player, taskId, key));

  await reconcile(engine, { repair: true, pendingForMs: 1_000 });

  expect(await engine.store.submissions.byId(taken)).toMatchObject({ status: 'accepted', seq: 2 });
  expect(await engine.store.submissions.byId(lost)).toMatchObject({ status: 'refused' });
});

function pending(player: Player, taskId: string, key: string): SubmissionDocument {
  return { _id: key, instanceId: player.id, taskId, elementId: 'a', answers: {}, answerHash: 'h', by: 'chen', at: new Date(Date.now() - 60_000), status: 'pending' };
}
