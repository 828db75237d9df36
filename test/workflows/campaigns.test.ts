import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { addItems, exemptChild } from '../../client/updates';
import { build, call, each, end, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, playerOf, publishPlan, until } from './support/player';

/** As many as the district has. */
const BRANCHES = 179;
const branches = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `branch-${from + index}`);
const visit = build({ nodes: [start(), user('report'), end()], flows: ['start > report', 'report > end'] }, { id: 'campaign-visit' });
const quarter = build(
  {
    nodes: [start(), call('visit', 'campaign-visit', { propagateAllParent: false, campaign: true, ...each('branches', { inputElement: 'branchId', outputCollection: 'scores', outputElement: 'score' }) }), user('publish'), end()],
    flows: ['start > visit', 'visit > publish', 'publish > end'],
  },
  { id: 'campaign-quarter' },
);

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await publishPlan(engine, visit);
});
afterAll(() => engine.close());

const numberOf = (childId: string): number => Number(childId.split('/').at(-1));
/** Exactly these visits wait for their report; one that was added may open after, one that was exempted close after, the answer to who asked for it. */
const openReports = (parentId: string, numbers: readonly number[]) =>
  until(async () => {
    const open = (await engine.store.tasks.find({ instanceId: { $regex: `^${parentId}/` }, state: 'open' })).map(({ instanceId }) => instanceId);
    return isDeepStrictEqual(new Set(open.map(numberOf)), new Set(numbers)) ? open : undefined;
  }, `open reports of visits ${numbers[0]} to ${numbers.at(-1)}`, 120_000);

test('a quarter of 179 branches gains some, loses some and continues as new in between, and ends with a result for each that stayed', async () => {
  const player = await play(engine, quarter, { branches: branches(1, BRANCHES) });
  const childId = (number: number): string => `${player.id}/visit/${number}`;
  const report = (instanceId: string) => playerOf(engine, instanceId).complete('report', { score: numberOf(instanceId) });
  const all = Array.from({ length: BRANCHES + 4 }, (_, index) => index + 1);
  await openReports(player.id, all.slice(0, BRANCHES));

  for (const number of [1, 2, 3]) await report(childId(number));
  await addItems(engine.client, player.id, { elementId: 'visit', items: branches(180, 181), by: 'lead', key: randomUUID() });
  await exemptChild(engine.client, player.id, { childId: childId(4), branchId: 'branch-4', by: 'lead', reason: '已撤并' });
  await player.continueAsNew();
  const key = randomUUID();
  await addItems(engine.client, player.id, { elementId: 'visit', items: branches(182, 183), by: 'lead', key });
  await exemptChild(engine.client, player.id, { childId: childId(180), branchId: 'branch-180', by: 'lead', reason: '已撤并' });
  await player.continueAsNew();
  await addItems(engine.client, player.id, { elementId: 'visit', items: branches(182, 183), by: 'lead', key }).catch(() => undefined);
  const rest = await openReports(player.id, all.filter((number) => ![1, 2, 3, 4, 180].includes(number)));
  await inTurn(rest.map((instanceId) => () => report(instanceId)), 8);
  await player.complete('publish');

  expect(await player.ended()).toBe('completed');
  const log = await engine.store.events.ofInstance(player.id);
  const ending = log.at(-1)?.commands.find((command) => command.kind === 'end');
  const scores = all.map((number) => (number === 4 || number === 180 ? null : number));
  expect(ending).toMatchObject({ outcome: 'completed', variables: { scores } });
  expect(log.filter(({ event }) => event.kind === 'child-ended')).toHaveLength(BRANCHES + 4 - 2);
  const exempted = await engine.store.instances.find({ _id: { $in: [childId(4), childId(180)] } });
  expect(exempted.map(({ status, endReason }) => [status, endReason])).toEqual([['cancelled', '已撤并'], ['cancelled', '已撤并']]);
}, 300_000);

async function inTurn(works: readonly (() => Promise<unknown>)[], atOnce: number): Promise<void> {
  const waiting = [...works];
  const worker = async (): Promise<void> => {
    for (let work = waiting.shift(); work; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
