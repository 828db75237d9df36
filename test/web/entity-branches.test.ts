import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishDefinition } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import { startProcess } from '../../client/start-process';
import { cancelInstance } from '../../client/updates';
import { entityInstances } from '../../web/entity-instances';
import { addDistrict, type District } from '../api/support/district';
import { shippedRegistry } from '../processes/support/registry-world';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { until } from '../workflows/support/player';

const root = join(__dirname, '..', '..');
const read = async (...path: string[]): Promise<string> => readFile(join(root, ...path), 'utf8');
let engine: TestEngine;
let district: District;
const errors: unknown[] = [];
beforeAll(async () => {
  engine = await startTestEngine();
  district = await addDistrict(engine.store, randomUUID().slice(0, 8));
  const limits = JSON.parse(await read('workflows', 'processes', 'term-watch.limits.json')) as readonly { readonly id: string; readonly title: { readonly zh: string }; readonly value: number; readonly unit: string; readonly basis: { readonly tag: 'D'; readonly text: string } }[];
  await engine.store.limits.putShipped(limits.map(({ id, ...limit }) => ({ ...limit, processId: 'term-watch', limitId: id })));
  await publishRegistries(engine.store, [shippedRegistry('branch')], 'tester');
  await publishDefinition(engine.store, { xml: await read('workflows', 'processes', 'term-watch.bpmn'), by: 'tester' });
});
afterAll(() => engine.close());

const sweep = () => entityInstances({ store: engine.store, client: engine.client, taskQueue: engine.taskQueue, perSecond: 200, onError: (error) => errors.push(error) }).sweep();
const cancelled = async (id: string): Promise<unknown> => {
  await cancelInstance(engine.client, id, { by: 'admin', reason: '换届已启动' });
  return until(() => engine.store.instances.findOne({ _id: id, status: 'cancelled' }), `the end of "${id}"`);
};
const watches = () => engine.store.instances.find({ processId: 'term-watch' }, { sort: { branchId: 1 } });

test('the term of every active branch is watched once, those included whose watch began before it began by itself', async () => {
  const { town, village, otherTown } = district;
  const byHand = (branchId: string) => startProcess(engine, { processId: 'term-watch', branchId, variables: {}, by: 'admin', key: `by-hand/${branchId}` });
  await engine.store.branches.put({ ...(await villageFields()), _id: `closed-${village}`, status: 'dissolved' });
  await engine.store.branches.put({ ...(await villageFields()), _id: `new-${village}`, termNo: 0, termEnd: '' });
  await byHand(town);
  const ended = await byHand(otherTown);
  await cancelled(ended.instanceId);

  const begun = await Promise.all([sweep(), sweep()]);
  const again = await sweep();

  expect(begun.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
  expect(again).toBe(0);
  expect((await watches()).map(({ businessKey, status, startedBy }) => [businessKey, status, startedBy])).toEqual([[`${otherTown}/3`, 'cancelled', 'admin'], [`${town}/3`, 'running', 'admin'], [`${village}/3`, 'running', 'system']]);
  expect(errors).toEqual([]);
});

test('a watch that has ended is not begun again for the same term, only for the next', async () => {
  const { village } = district;
  await cancelled(`term-watch/${village}/3`);

  const sameTerm = await sweep();
  await engine.store.branches.beginTerm(village, { term: { no: 4, start: '2026-03-01', end: '2031-03-01' }, termYears: 5, officers: [] });
  const nextTerm = await sweep();

  expect([sameTerm, nextTerm]).toEqual([0, 1]);
  expect(await engine.store.instances.byId(`term-watch/${village}/4`)).toMatchObject({ status: 'running', state: { scopes: { root: { variables: { term_end: '2031-03-01' } } } } });
});

async function villageFields() {
  const village = await engine.store.branches.byId(district.village);
  if (village === undefined) throw new Error('The village is missing');
  const { ancestors: _ancestors, updatedAt: _updatedAt, revision: _revision, ...fields } = village;
  return fields;
}
