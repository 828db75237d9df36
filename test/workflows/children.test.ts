import { cancelInstance } from '../../client/updates';
import { build, call, each, end, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, playerOf, publishPlan, until } from './support/player';

const child = build({ nodes: [start(), user('report'), end()], flows: ['start > report', 'report > end'] }, { id: 'branch-visit' });
const campaign = build(
  { nodes: [start(), call('visit', 'branch-visit', { propagateAllParent: false, ...each('branches', { inputElement: 'branch', outputCollection: 'scores', outputElement: 'score' }) }), user('close'), end()], flows: ['start > visit', 'visit > close', 'close > end'] },
  { id: 'campaign' },
);

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await publishPlan(engine, child);
});
afterAll(() => engine.close());

const childrenOf = (parentId: string, count: number) =>
  until(async () => {
    const found = await engine.store.instances.find({ parentId }, { sort: { _id: 1 } });
    return found.length === count ? found : undefined;
  }, `${count} children`);

test('each branch gets a child of its own, whose results come back in order', async () => {
  const player = await play(engine, campaign, { branches: ['a', 'b', 'c'] });
  const children = await childrenOf(player.id, 3);

  for (const [index, { _id }] of [...children.entries()].reverse()) await playerOf(engine, _id).complete('report', { score: index + 1 });
  await player.complete('close');

  expect(await player.ended()).toBe('completed');
  const log = await engine.store.events.ofInstance(player.id);
  const ending = log.at(-1)?.commands.find((command) => command.kind === 'end');
  expect(ending).toMatchObject({ outcome: 'completed', variables: { scores: [1, 2, 3] } });
});

test('cancelling a parent cancels its open children, and leaves ended ones as they are', async () => {
  const player = await play(engine, campaign, { branches: ['a', 'b', 'c'] });
  const [first, second, third] = await childrenOf(player.id, 3);
  await playerOf(engine, first?._id ?? '').complete('report');

  await cancelInstance(engine.client, player.id, { by: 'admin', reason: '督导取消' });

  expect(await player.ended()).toBe('cancelled');
  expect(await playerOf(engine, second?._id ?? '').ended()).toBe('cancelled');
  expect(await playerOf(engine, third?._id ?? '').ended()).toBe('cancelled');
  expect(await engine.store.instances.byId(player.id)).toMatchObject({ endReason: '督导取消' });
  expect(await engine.store.instances.byId(first?._id ?? '')).toMatchObject({ status: 'completed' });
  expect(await engine.store.tasks.count({ instanceId: { $regex: `^${player.id}` }, state: 'open' })).toBe(0);
});

test('a child that somebody cancels becomes an incident of its parent', async () => {
  const player = await play(engine, campaign, { branches: ['a'] });
  const [only] = await childrenOf(player.id, 1);

  await cancelInstance(engine.client, only?._id ?? '', { by: 'admin', reason: '并入' });

  const incident = await until(() => engine.store.incidents.findOne({ instanceId: player.id }), 'an incident');
  expect(incident).toMatchObject({ elementId: 'visit', cause: 'child' });
});

test('calling a process that is not published becomes an incident', async () => {
  const lost = build({ nodes: [start(), call('visit', 'nowhere'), end()], flows: ['start > visit', 'visit > end'] }, { id: 'lost' });
  const player = await play(engine, lost);

  const incident = await until(() => engine.store.incidents.findOne({ instanceId: player.id }), 'an incident');

  expect(incident).toMatchObject({ elementId: 'visit', cause: 'child', message: 'No process "nowhere" is published' });
});

test('a called process has limits of its own, whatever its caller passes on', async () => {
  await publishPlan(engine, build({ nodes: [start(), user('report'), end()], flows: ['start > report', 'report > end'] }, { id: 'limited' }));
  await engine.store.limits.putShipped([{ processId: 'limited', limitId: 'report_days', title: { zh: '示例' }, value: 5, unit: '工作日', basis: { tag: 'D', text: '示例' } }]);
  const player = await play(engine, build({ nodes: [start(), call('visit', 'limited'), end()], flows: ['start > visit', 'visit > end'] }, { id: 'caller' }), { limits: { sign_days: 3 } });

  const [only] = await childrenOf(player.id, 1);

  expect(only?.state.scopes['root']?.variables).toMatchObject({ limits: { sign_days: 3, report_days: 5 } });
});
