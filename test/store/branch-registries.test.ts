import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordKeeper } from '../../activities/records';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { RecordValues } from '../../activities/store/record-documents';
import type { RecordSave } from '../../activities/store/record-writer';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor } from '../support/records';

let store: TestStore;
let keeper: RecordKeeper;
const shipped = (id: string): unknown => JSON.parse(readFileSync(join(__dirname, `../../registries/catalogue/${id}.registry.json`), 'utf8'));
beforeAll(async () => {
  store = await openStore();
  keeper = keeperFor(store);
  await publishRegistries(store, ['branch', 'term', 'officer'].map(shipped).map(parseRegistry), 'tester');
  await publishRegistries(store, ['branch', 'term', 'officer'].map(shipped).map(parseRegistry), 'tester');
});
beforeEach(async () => {
  await Promise.all([store.branches, store.records.changes, store.messages].map(({ model }) => model.collection.deleteMany({})));
  await store.branches.put({ ...BRANCH, _id: 'district', name: '示例区红十字会', kind: '区' });
  await store.branches.put({ ...BRANCH, _id: 'town', name: '示例镇红十字会', kind: '镇', parentId: 'district' });
  await store.branches.put({ ...BRANCH, _id: 'town-1', name: '示例村红十字会', kind: '村', parentId: 'town' });
});
afterAll(() => store.drop());

const at = new Date('2026-03-02T01:00:00Z');
const BRANCH = {
  status: 'active', termNo: 3, termStart: '2021-12-01', termEnd: '2026-12-01', termYears: 5, variant: 'standard', supervisorMode: 'none', membersAdult: 40, membersYouth: 0, membersGroup: 0, sample: true,
  officers: [{ name: '王强（示例）', post: '会长', from: '2021-12-01', source: '选举' }], terms: [{ no: 2, start: '2016-12-01', end: '2021-12-01' }, { no: 3, start: '2021-12-01', end: '2026-12-01' }],
} as const;

async function save(registry: string, id: string, values: RecordValues, more: Partial<RecordSave> = {}) {
  const found = await store.registries.latest(registry);
  if (found === undefined) throw new Error('not published');
  return keeper.save({ document: found.document, id, changeId: JSON.stringify(values), cause: { kind: 'changed', by: 'p1', at }, change: (before) => ({ ...before, ...values }), ...more });
}

const list = (registry: string, filter: object) => store.records.page(registry, { filter: filter as never, sort: { path: 'values.end', descending: true }, skip: 0, limit: 10 });

test('branches, their terms and their officers are read like any other records', async () => {
  expect(await store.records.byId('branch', 'town-1')).toMatchObject({ branchId: 'town-1', values: { code: 'town-1', name: '示例村红十字会', parentId: 'town', termEnd: '2026-12-01' }, sample: true });
  expect((await list('term', { branchId: { $in: ['town'] } })).rows).toMatchObject([{ _id: 'town_3', values: { no: 3, end: '2026-12-01' } }, { _id: 'town_2' }]);
  expect(await list('officer', { 'values.post': '会长' })).toMatchObject({ total: 3, rows: expect.arrayContaining([expect.objectContaining({ values: { branchId: 'town', name: '王强（示例）', post: '会长', from: '2021-12-01', source: '选举' } })]) });
  expect([await store.records.count('branch', {}), await store.records.count('term', {})]).toEqual([3, 6]);
});

test('a branch that is corrected keeps its officers, and its history says who did it', async () => {
  await save('branch', 'town', { membersAdult: 50 });

  expect(await store.branches.byId('town')).toMatchObject({ membersAdult: 50, officers: BRANCH.officers, terms: BRANCH.terms, ancestors: ['district'] });
  expect(await store.records.changes.ofRecord('branch', 'town')).toMatchObject([{ kind: 'changed', by: 'p1', changes: [{ field: 'membersAdult', from: 40, to: 50 }] }]);
  expect(await store.messages.count({})).toBe(0);
});

test('those who watch a term hear when it ends on another day', async () => {
  await save('branch', 'town', { termEnd: '2027-06-01' });

  expect(await store.branches.byId('town')).toMatchObject({ termEnd: '2027-06-01', terms: [{ no: 2 }, { no: 3, end: '2027-06-01' }] });
  expect(await store.messages.findOne({ correlationKey: 'branch/town' })).toMatchObject({ name: 'record-changed', variables: { record: { termEnd: '2027-06-01' } } });
});

test('a branch that moves takes what is under it along', async () => {
  await save('branch', 'other', { code: 'other', name: '示例街道红十字会', kind: '街道', parentId: 'district', status: 'active' });
  await save('branch', 'town', { parentId: 'other' });

  expect(await store.branches.byId('town')).toMatchObject({ ancestors: ['district', 'other'] });
  expect(await store.branches.byId('town-1')).toMatchObject({ ancestors: ['district', 'other', 'town'] });
});

test('an earlier term is added beside the running one, and a later one becomes the running one', async () => {
  await save('term', 'x', { branchId: 'town', no: 1, start: '2011-12-01', end: '2016-12-01' });
  await save('term', 'y', { branchId: 'town', no: 4, start: '2026-12-01', end: '2031-12-01', approvalNo: '示例〔2026〕1号' });

  expect(await store.branches.byId('town')).toMatchObject({ termNo: 4, termEnd: '2031-12-01', terms: [{ no: 1 }, { no: 2 }, { no: 3 }, { no: 4, approvalNo: '示例〔2026〕1号' }] });
});

test('branches with their terms are written in bulk, again and again', async () => {
  const registry = await store.registries.latest('branch');
  if (registry === undefined) throw new Error('not published');
  const rows = ['a', 'b'].map((code) => ({ recordId: `hash-${code}`, values: { code, name: `示例${code}`, kind: '村', parentId: code === 'b' ? 'a' : 'town', status: 'active', termNo: 1, termStart: '2024-01-01', termEnd: '2029-01-01' } }));

  for (let n = 0; n < 2; n += 1) await keeper.saveMany(registry.document, rows, { kind: 'imported', by: 'p1', at, importId: 'i1' }, 'import/i1');

  expect(await store.branches.byId('b')).toMatchObject({ ancestors: ['district', 'town', 'a'], termNo: 1, terms: [{ no: 1, start: '2024-01-01', end: '2029-01-01' }], revision: 1 });
  expect(await store.records.changes.count({ importId: 'i1' })).toBe(2);
});

test('a new branch never writes over one that has its code', async () => {
  const values = { code: 'town', name: '另一个镇', kind: '镇', parentId: 'district', status: 'active' };

  await expect(save('branch', 'new', values)).rejects.toMatchObject({ code: 'KeyTaken' });
  expect(await save('branch', 'b', { ...values, code: 'b' })).toMatchObject({ outcome: 'created', record: { _id: 'b' } });
  expect(await store.branches.byId('town')).toMatchObject({ name: '示例镇红十字会' });
});
