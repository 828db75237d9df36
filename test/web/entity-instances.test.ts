import type { RecordKeeper } from '../../activities/records';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { RecordValues } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { cancelInstance } from '../../client/updates';
import { build, end, start, user } from '../engine/support/build';
import { CALL_REGISTRY, donorRegistry } from '../registries/support/sample-registry';
import { keeperFor } from '../support/records';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { publishPlan, until } from '../workflows/support/player';
import { entityInstances } from '../../web/entity-instances';
import { watchEntities } from '../../web/entity-watch';

const REGISTRY = 'sample-donor';
let engine: TestEngine;
let keeper: RecordKeeper;
let donors: RegistryDocument;
let changes = 0;
const errors: unknown[] = [];
beforeAll(async () => {
  engine = await startTestEngine({ ownNamespace: true });
  await publishRegistries(engine.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  donors = (await engine.store.registries.latest(REGISTRY))?.document as RegistryDocument;
  keeper = keeperFor(engine.store);
});
beforeEach(async () => {
  await Promise.all([engine.store.records.of(REGISTRY), engine.store.entities, engine.store.entities.sweeps, engine.store.definitions].map(({ model }) => model.collection.deleteMany({})));
  errors.length = 0;
});
afterAll(() => engine.close());

const keeping = (id: string, when?: string) =>
  publishPlan(engine, build({ nodes: [start(), user('call'), end()], flows: ['start > call', 'call > end'] }, { id, businessKey: 'recordId', each: { registry: REGISTRY, ...(when === undefined ? {} : { when }) } }), 1);
const save = async (id: string, values: RecordValues): Promise<void> => {
  changes += 1;
  await keeper.save({ document: donors, id, changeId: `c${changes}`, cause: { kind: 'changed', by: 'p1', at: new Date() }, change: (before) => ({ name: '陈某某', town: 'lianjing', ...before, ...values }) });
};
const entities = (perSecond = 200) => entityInstances({ store: engine.store, client: engine.client, taskQueue: engine.taskQueue, perSecond, onError: (error) => errors.push(error) });
const running = async (processId: string) => (await engine.store.instances.find({ processId, status: 'running' }, { sort: { businessKey: 1 } })).map(({ businessKey }) => businessKey);

test('every record that fulfils the condition gets one instance, with its id, branch and what is not personal, however often and by however many it is seen to', async () => {
  await keeping('each-first', 'status = "active"');
  await save('d1', { status: 'active', phone: '13800000001' });
  await save('d2', { status: 'registered' });
  await save('d3', { status: 'active' });

  const together = await Promise.all([entities().sweep(), entities().sweep(), entities().changed(REGISTRY, ['d1', 'd2', 'd3'])]);
  const again = await entities().sweep();

  expect(together.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2);
  expect(again).toBe(0);
  expect(await running('each-first')).toEqual(['d1', 'd3']);
  const instance = await engine.store.instances.findOne({ processId: 'each-first', businessKey: 'd1' });
  expect(instance).toMatchObject({ startedBy: 'system', branchId: 'lianjing', state: { scopes: { root: { variables: { recordId: 'd1', branchId: 'lianjing', record: { id: 'd1', status: 'active' } } } } } });
  expect(JSON.stringify(instance)).not.toMatch(/陈某某|13800000001/);
  expect(errors).toEqual([]);
});

test('a record that comes to fulfil the condition again gets another instance; one whose instance merely ended does not', async () => {
  await keeping('each-again', 'status = "active"');
  await save('e1', { status: 'active' });
  await entities().sweep();
  const [first] = await engine.store.instances.find({ processId: 'each-again' });
  await cancelInstance(engine.client, first?._id ?? '', { by: 'admin', reason: '退出' });
  await until(() => engine.store.instances.findOne({ _id: first?._id ?? '', status: 'cancelled' }), 'the end of the first');

  await save('e1', { note: '改一改' });
  const merelyEnded = await entities().changed(REGISTRY, ['e1']);
  await save('e1', { status: 'registered' });
  await entities().changed(REGISTRY, ['e1']);
  await save('e1', { status: 'active' });
  const cameBack = await entities().changed(REGISTRY, ['e1']);

  expect([merelyEnded, cameBack]).toEqual([0, 1]);
  expect((await engine.store.instances.find({ processId: 'each-again' }, { sort: { _id: 1 } })).map(({ _id, status }) => [_id, status])).toEqual([['each-again/e1', 'cancelled'], ['each-again/e1~2', 'running']]);
});

test('a sweep reads only what has changed, all of it again for a new version of the process, and once a day for a condition that asks for the day', async () => {
  await keeping('each-sweep', 'status = "active"');
  await keeping('each-dated', 'enrolledOn < today() - duration("P1Y")');
  await save('f1', { status: 'active', enrolledOn: '2026-03-01' });
  let clock = new Date();
  const read: string[] = [];
  const counting = { ...engine.store, records: { ...engine.store.records, parts: (registry: string, filter: object, ...rest: [number]) => (read.push(Object.keys(filter).length === 0 ? 'all' : 'changed'), engine.store.records.parts(registry, filter as never, ...rest)) } } as TestEngine['store'];
  const counted = entityInstances({ store: counting, client: engine.client, taskQueue: engine.taskQueue, perSecond: 200, onError: (error) => errors.push(error), now: () => clock });
  const readsOf = async (): Promise<string[]> => {
    read.length = 0;
    await counted.sweep();
    return [...read];
  };

  const first = await readsOf();
  const second = await readsOf();
  clock = new Date(clock.getTime() + 25 * 3600_000);
  const nextDay = await readsOf();
  await engine.store.entities.sweeps.model.updateOne({ _id: 'each-sweep' }, { $set: { planHash: 'older' } });
  const newVersion = await readsOf();
  clock = new Date('2027-06-01T00:00:00Z');
  await counted.sweep();

  expect({ first, second, nextDay, newVersion }).toEqual({ first: ['all', 'all'], second: ['changed', 'changed'], nextDay: ['all', 'changed'], newVersion: ['changed', 'all'] });
  expect(await running('each-dated')).toEqual(['f1']);
});

test('what could not begin is due still, and begins at the next sweep, also in another process', async () => {
  await keeping('each-later');
  await save('g1', { status: 'active' });
  const broken = entityInstances({ store: engine.store, client: { workflow: { start: () => Promise.reject(new Error('Temporal is away')) } } as unknown as TestEngine['client'], onError: (error) => errors.push(error) });

  const begun = await broken.sweep();

  expect([begun, String(errors[0])]).toEqual([0, 'Error: Temporal is away']);
  expect(await entities().sweep()).toBe(1);
  expect(await running('each-later')).toEqual(['g1']);
});

test('a condition that cannot be told for a record begins nothing, and says so', async () => {
  await keeping('each-broken', 'status + 1 > 2');
  await save('h1', { status: 'active' });

  expect(await entities().sweep()).toBe(0);
  expect(String(errors[0])).toContain('The condition of "each-broken" cannot be told for a record of "sample-donor"');
});

test('an instance begins by the change that makes it due, and so do sixty at once', async () => {
  await keeping('each-live', 'status = "active"');
  const watch = watchEntities({ store: engine.store, instances: entities(100), onError: (error) => errors.push(error) });
  await until(async () => ((await engine.store.entities.sweeps.count({ _id: 'each-live', until: { $exists: true } } as never)) === 1 ? true : undefined), 'the first sweep');

  const since = Date.now();
  await save('k1', { status: 'active' });
  await until(async () => ((await running('each-live')).includes('k1') ? true : undefined), 'the first instance');
  const waitedMs = Date.now() - since;
  for (let number = 2; number <= 60; number += 1) await save(`k${number}`, { status: 'active' });
  await until(async () => ((await running('each-live')).length === 60 ? true : undefined), 'sixty instances', 60_000);
  await watch.stop();

  // Long before the next sweep, which finds what was not heard.
  expect(waitedMs).toBeLessThan(60_000);
  expect(errors).toEqual([]);
}, 120_000);
