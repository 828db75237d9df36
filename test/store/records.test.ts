import type { RecordKeeper } from '../../activities/records';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import { subjectOfRecord } from '../../activities/store/personal-subjects';
import type { RecordValues } from '../../activities/store/record-documents';
import type { RecordSave } from '../../activities/store/record-writer';
import type { RegistryDocument } from '../../registries/document';
import { connectStore } from '../../activities/store/connect-store';
import { resealRecords } from '../../activities/store/reseal-records';
import { CALL_REGISTRY, donorRegistry, withFields } from '../registries/support/sample-registry';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor } from '../support/records';

let store: TestStore;
let keeper: RecordKeeper;
let donors: RegistryDocument;
beforeAll(async () => {
  store = await openStore();
  keeper = keeperFor(store);
});
beforeEach(async () => {
  await publishRegistries(store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  donors = await documentOf('sample-donor');
});
afterEach(async () => {
  await Promise.all([store.records.of('sample-donor'), store.records.of('sample-call'), store.records.changes, store.messages, store.personal].map(({ model }) => model.collection.deleteMany({})));
});
afterAll(() => store.drop());

const at = new Date('2026-03-02T01:00:00Z');
const CHEN = { registryNo: 'ZJ330000001', name: '陈某某', phone: '13800000001', relatives: [{ name: '陈父', phone: '13900000002' }], town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 1 };

async function documentOf(id: string): Promise<RegistryDocument> {
  const registry = await store.registries.latest(id);
  if (registry === undefined) throw new Error(`"${id}" is not published`);
  return registry.document;
}

const save = (id: string, values: RecordValues, more: Partial<RecordSave> = {}) =>
  keeper.save({ document: donors, id, changeId: `change-${id}-${JSON.stringify(values).length}`, cause: { kind: 'changed', by: 'p1', at }, change: (before) => ({ ...before, ...values }), ...more });

const messages = () => store.messages.find({}, { sort: { at: 1, _id: 1 } });

test('a record is stored with its personal values sealed, and comes back as it was typed', async () => {
  await save('d1', CHEN);

  const stored = await store.records.byId('sample-donor', 'd1');
  expect(stored).toMatchObject({ branchId: 'lianjing', revision: 1, createdBy: 'p1', sample: false, values: { town: 'lianjing', status: 'active', name: { $enc: 'record/sample-donor/d1' } } });
  expect(JSON.stringify(stored)).not.toMatch(/陈某某|13800000001|13900000002|ZJ330000001|陈父/);
  expect(await store.records.open(stored ? [stored] : [])).toEqual([CHEN]);
});

test('nothing personal stands in history or messages either', async () => {
  await save('d1', CHEN);
  await save('d1', { phone: '13700000009', attempts: 2 });

  const written = JSON.stringify([await store.records.changes.ofRecord('sample-donor', 'd1'), await messages()]);
  expect(written).not.toMatch(/陈某某|13800000001|13700000009|ZJ330000001|陈父/);
  expect(written).toContain('attempts');
});

test('a change is told with what changed, the routing values, and nothing else', async () => {
  await save('d1', { ...CHEN, note: '喜欢下棋' });
  await save('d1', { attempts: 2, note: '不再下棋' });

  expect((await messages()).map(({ _id, name, correlationKey, variables }) => ({ _id, name, correlationKey, variables }))).toEqual([
    expect.objectContaining({ _id: 'record/sample-donor/d1#1', name: 'record-changed', correlationKey: 'sample-donor/d1' }),
    {
      _id: 'record/sample-donor/d1#2', name: 'record-changed', correlationKey: 'sample-donor/d1',
      variables: { registry: 'sample-donor', recordId: 'd1', change: 'changed', changed: ['attempts', 'note'], record: { id: 'd1', branchId: 'lianjing', town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 2, scores: { risk: 50 }, reasons: { risk: [{ zh: '两次以上未接通', en: 'Two calls or more missed' }, { zh: '入库一年以上', en: 'Enrolled over a year ago' }] } } },
    },
  ]);
});

test('the same change again changes nothing, even after others have changed the record', async () => {
  await save('d1', CHEN);
  await save('d1', { attempts: 2 }, { changeId: 'job-1' });
  await save('d1', { attempts: 3 }, { changeId: 'job-2' });

  const again = await save('d1', { attempts: 2 }, { changeId: 'job-1' });

  expect(again.outcome).toBe('repeated');
  expect(await store.records.byId('sample-donor', 'd1')).toMatchObject({ revision: 3, values: { attempts: 3 } });
  expect(await messages()).toHaveLength(3);
});

test('a save that changes nothing leaves no trace', async () => {
  await save('d1', CHEN);

  const again = await save('d1', CHEN, { changeId: 'other' });

  expect(again).toMatchObject({ outcome: 'unchanged', record: { revision: 1 } });
  expect(await store.records.changes.ofRecord('sample-donor', 'd1')).toHaveLength(1);
});

test('of two who change the same revision one is told', async () => {
  await save('d1', CHEN);

  const both = await Promise.allSettled([1, 2].map((n) => save('d1', { attempts: 10 + n }, { revision: 1, changeId: `edit-${n}` })));

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'StaleRevision' } });
});

test('twenty jobs that change one record at once all find their change in it', async () => {
  await save('d1', { ...CHEN, attempts: 0 });

  await Promise.all(Array.from({ length: 8 }, (_, n) => save('d1', {}, { changeId: `job-${n}`, change: (before) => ({ ...before, attempts: Number(before?.['attempts'] ?? 0) + 1 }) })));

  expect(await store.records.byId('sample-donor', 'd1')).toMatchObject({ revision: 9, values: { attempts: 8 } });
  expect(await store.records.changes.ofRecord('sample-donor', 'd1')).toHaveLength(9);
});

test('a natural key is taken once, however it is typed, though it is sealed', async () => {
  await save('d1', CHEN);

  await expect(save('d2', { ...CHEN, registryNo: ' zj-330000001 ' })).rejects.toMatchObject({ code: 'KeyTaken' });
  await expect(Promise.all(['d3', 'd4'].map((id) => save(id, { ...CHEN, registryNo: 'ZJ9' })))).rejects.toMatchObject({ code: 'KeyTaken' });
});

test('records without the key’s fields don’t stand in each other’s way', async () => {
  const { registryNo: _, ...without } = CHEN;

  await Promise.all([save('d1', without), save('d2', without)]);

  expect(await store.records.count('sample-donor', {})).toBe(2);
});

test('a personal value is found by a keyed hash that its own key alone can make', async () => {
  await save('d1', CHEN);
  const stored = await store.records.byId('sample-donor', 'd1');

  expect(store.records.lookups.candidates('sample-donor', 'phone', '138 0000-0001')).toEqual([stored?.lookups['phone']]);
  expect(stored?.lookups['phone']).toMatch(/^test:/);
  expect(store.records.lookups.candidates('another', 'phone', '13800000001')).not.toContain(stored?.lookups['phone']);
});

test('points come with their reasons, and never look at what is personal', async () => {
  await save('d1', { ...CHEN, attempts: 2 });

  expect((await store.records.byId('sample-donor', 'd1'))?.scores).toEqual({ risk: { points: 50, reasons: [{ zh: '两次以上未接通', en: 'Two calls or more missed' }, { zh: '入库一年以上', en: 'Enrolled over a year ago' }] } });
});

test('instants are kept in UTC, so that they sort', async () => {
  await save('d1', { ...CHEN, contactedAt: '2026-03-02T09:00:00+08:00' });

  expect(await store.records.byId('sample-donor', 'd1')).toMatchObject({ values: { contactedAt: '2026-03-02T01:00:00.000Z' } });
});

test('erasure destroys the key and takes away what was sealed, hashed or hung on it', async () => {
  await save('d1', CHEN);
  await save('d2', { ...CHEN, registryNo: 'ZJ2', phone: '13800000003' });
  const calls = await documentOf('sample-call');
  await keeper.save({ document: calls, id: 'c1', changeId: 'c1', cause: { kind: 'changed', by: 'system', at }, change: () => ({ donorId: 'd1', calledOn: '2026-03-01', result: 'reached', spokeWith: '陈父' }) });
  const before = await store.records.byId('sample-call', 'c1');
  if (before === undefined) throw new Error('Nothing was saved');
  expect(before.values).toMatchObject({ spokeWith: { $enc: subjectOfRecord('sample-donor', 'd1') } });

  const erase = () => keeper.erase(donors, 'd1', { kind: 'erased', by: 'dpo', at, reason: '本人要求' });

  expect([(await erase()).erased, (await erase()).erased]).toEqual([true, true]);

  expect(await store.records.byId('sample-donor', 'd1')).toMatchObject({ revision: 2, erasedAt: at, lookups: {}, values: { town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 1 } });
  expect((await store.records.byId('sample-donor', 'd1'))?.key).toBeUndefined();
  expect((await store.records.byId('sample-call', 'c1'))?.values).toEqual({ donorId: 'd1', calledOn: '2026-03-01', result: 'reached' });
  expect(await store.records.open([before])).toEqual([{ donorId: 'd1', calledOn: '2026-03-01', result: 'reached' }]);
  expect(await store.records.open(await store.records.byIds('sample-donor', ['d2']))).toMatchObject([{ name: '陈某某' }]);
  const history = await store.records.changes.ofRecord('sample-donor', 'd1');
  expect(history.map(({ kind, reason }) => ({ kind, reason }))).toEqual([{ kind: 'erased', reason: '本人要求' }, { kind: 'created', reason: undefined }]);
  expect(JSON.stringify(history)).not.toContain('$enc');
  expect(await store.audit.ofSubject(subjectOfRecord('sample-donor', 'd1'))).toMatchObject([{ action: 'record.erased', by: 'dpo' }]);
});

test('nothing personal comes back to a record that was erased, nor to what hangs on it', async () => {
  await save('d1', CHEN);
  const calls = await documentOf('sample-call');
  await keeper.erase(donors, 'd1', { kind: 'erased', by: 'dpo', at });

  await save('d1', { ...CHEN, attempts: 5 }, { changeId: 'later' });
  await keeper.save({ document: calls, id: 'c2', changeId: 'c2', cause: { kind: 'changed', by: 'system', at }, change: () => ({ donorId: 'd1', calledOn: '2026-03-01', result: 'reached', spokeWith: '陈父' }) });

  expect(await store.records.byId('sample-donor', 'd1')).toMatchObject({ lookups: {}, values: { town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 5 } });
  expect((await store.records.byId('sample-donor', 'd1'))?.key).toBeUndefined();
  expect((await store.records.byId('sample-call', 'c2'))?.values).toEqual({ donorId: 'd1', calledOn: '2026-03-01', result: 'reached' });
});

test('of a record that never was there is nothing to erase', async () => {
  expect(await keeper.erase(donors, 'nobody', { kind: 'erased', by: 'dpo', at })).toEqual({ erased: false });
  expect(await store.audit.ofSubject(subjectOfRecord('sample-donor', 'nobody'))).toEqual([]);
});

test('what a dead process could not tell is told later, once', async () => {
  await store.records.save({ document: donors, id: 'd1', changeId: 'x', cause: { kind: 'changed', by: 'p1', at: new Date(Date.now() - 60_000) }, change: () => CHEN });
  expect(await messages()).toHaveLength(0);

  expect([await keeper.settleLeft(), await keeper.settleLeft()]).toEqual([1, 0]);

  expect(await messages()).toHaveLength(1);
  expect(await store.records.changes.ofRecord('sample-donor', 'd1')).toHaveLength(1);
});

test('a field that becomes personal is sealed in every record that is there', async () => {
  await save('d1', { ...CHEN, note: '身体很好' });
  const { schema } = donorRegistry() as { schema: { properties: object } };

  await publishRegistries(store, [withFields({ ...schema.properties, note: { type: 'string', title: '备注', maxLength: 500, 'x-pii': true } }, { list: { ...(donorRegistry()['list'] as object), search: [] } })].map(parseRegistry), 'tester');

  const stored = await store.records.byId('sample-donor', 'd1');
  expect(JSON.stringify(stored)).not.toContain('身体很好');
  expect(await store.records.open(stored ? [stored] : [])).toMatchObject([{ note: '身体很好' }]);
});

test('after the environment’s key has changed records are still found, and sealing anew lets the old key go', async () => {
  await save('d1', CHEN);
  const { host, port, name } = store.connection;
  const next = { id: 'next', key: Buffer.alloc(32, 9) };
  const both = await connectStore(`mongodb://${host}:${port}/${name}?directConnection=true`, { keys: [next, ...store.keys] });
  const found = async () => both.records.count('sample-donor', { 'lookups.phone': { $in: both.records.lookups.candidates('sample-donor', 'phone', '13800000001') } });

  expect(await found()).toBe(1);
  await expect(keeperFor(both).save({ document: donors, id: 'd2', changeId: 'd2', cause: { kind: 'changed', by: 'p', at }, change: () => CHEN })).rejects.toMatchObject({ code: 'KeyTaken' });
  await resealRecords(both, donors);

  expect((await both.records.byId('sample-donor', 'd1'))?.lookups['phone']).toMatch(/^next:/);
  expect(await found()).toBe(1);
  await both.close();
});

test('a registry that is published again unchanged stays the same version', async () => {
  expect(await publishRegistries(store, [donorRegistry()].map(parseRegistry), 'tester')).toMatchObject([{ registryId: 'sample-donor', isNew: false }]);
  expect(await store.forms.latest('registry.sample-donor')).toBeDefined();
});

test('a registry whose records would refer to nowhere is not published', async () => {
  await expect(publishRegistries(store, [withFields({ other: { type: 'string', maxLength: 40, 'x-record': { registry: 'nowhere' } } })].map(parseRegistry), 'tester')).rejects.toThrow('there is no registry "nowhere"');
});
