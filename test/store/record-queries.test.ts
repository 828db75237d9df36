import { conditionQuery } from '../../activities/store/condition-query';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { Conditions } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import { donorRegistry } from '../registries/support/sample-registry';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor } from '../support/records';

let store: TestStore;
let donors: RegistryDocument;
const at = new Date('2026-03-02T01:00:00Z');

beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, [donorRegistry()].map(parseRegistry), 'tester');
  const registry = await store.registries.latest('sample-donor');
  if (registry === undefined) throw new Error('not published');
  donors = registry.document;
  const keeper = keeperFor(store);
  const rows: Record<string, unknown>[] = [
    { town: 'east', status: 'active', enrolledOn: '2024-05-01', attempts: 1, isStudent: true, phone: '13800000001', tags: ['a', 'b'], contactedAt: '2026-03-01T15:59:59Z' },
    { town: 'east', status: 'lost', enrolledOn: '2026-01-01', attempts: 3, phone: '13800000002', contactedAt: '2026-03-01T16:00:00Z' },
    { town: 'west', status: 'registered', enrolledOn: '2026-03-02', isStudent: false, note: '(*) 备注' },
  ];
  for (const [index, values] of rows.entries()) await keeper.save({ document: donors, id: `d${index + 1}`, changeId: `d${index}`, cause: { kind: 'changed', by: 'p', at }, change: () => ({ name: '陈某某', ...values }) });
});
afterAll(() => store.drop());

const filterOf = (conditions: Conditions) => conditionQuery(donors, conditions, { today: '2026-03-02', from: '2026-01-01', to: '2026-03-01' }, store.records.lookups);
const idsOf = async (conditions: Conditions) => (await store.records.page('sample-donor', { filter: filterOf(conditions), sort: { path: 'values.enrolledOn', descending: false }, skip: 0, limit: 10 })).rows.map(({ _id }) => _id);

test.each<[string, Conditions, readonly string[]]>([
  ['one value', [{ field: 'status', op: 'is', value: 'lost' }], ['d2']],
  ['one of several', [{ field: 'status', op: 'in', value: ['lost', 'active'] }], ['d1', 'd2']],
  ['another value, or none', [{ field: 'isStudent', op: 'not', value: true }], ['d2', 'd3']],
  ['a day before', [{ field: 'enrolledOn', op: 'before', value: '2026-01-01' }], ['d1']],
  ['from a day on', [{ field: 'enrolledOn', op: 'from', value: '$from' }], ['d2', 'd3']],
  ['until a day', [{ field: 'enrolledOn', op: 'until', value: '$to' }], ['d1', 'd2']],
  ['after today', [{ field: 'enrolledOn', op: 'after', value: '$daysAgo:1' }], ['d3']],
  ['nothing in a field', [{ field: 'attempts', op: 'empty' }], ['d3']],
  ['something in a sealed field', [{ field: 'phone', op: 'filled' }], ['d1', 'd2']],
  ['the exact value of a sealed field', [{ field: 'phone', op: 'is', value: '138 0000 0002' }], ['d2']],
  ['more than', [{ field: 'attempts', op: 'gt', value: 1 }], ['d2']],
  ['a value in a list', [{ field: 'tags', op: 'is', value: 'b' }], ['d1']],
  ['an instant of a day, which ends at the district’s midnight', [{ field: 'contactedAt', op: 'is', value: '2026-03-01' }], ['d1']],
  ['an instant after a day', [{ field: 'contactedAt', op: 'after', value: '2026-03-01' }], ['d2']],
  ['points of a score', [{ field: 'score.risk', op: 'gt', value: 20 }], ['d2']],
  ['the record’s own instants', [{ field: 'createdAt', op: 'is', value: '2026-03-02' }], ['d1', 'd2', 'd3']],
  ['all conditions at once', [{ field: 'branchId', op: 'is', value: 'east' }, { field: 'status', op: 'not', value: 'lost' }], ['d1']],
  ['an operator of the database, as the text that it is', [{ field: 'status', op: 'is', value: { $ne: 'x' } as never }], []],
])('conditions find %s', async (_what, conditions, expected) => {
  expect(await idsOf(conditions)).toEqual(expected);
});

/** The stages of the plan that MongoDB would follow. */
async function stagesOf(filter: object, sort: Record<string, 1 | -1>): Promise<string> {
  return JSON.stringify((await store.records.of('sample-donor').model.collection.find(filter as never).sort(sort).explain('queryPlanner'))['queryPlanner'].winningPlan);
}

test.each<[string, Conditions, string]>([
  ['by no condition', [], 'values.enrolledOn'],
  ['by branch', [{ field: 'branchId', op: 'in', value: ['east', 'west'] }], 'values.enrolledOn'],
  ['by a status', [{ field: 'status', op: 'is', value: 'lost' }], 'values.enrolledOn'],
  ['by a date', [{ field: 'enrolledOn', op: 'from', value: '2026-01-01' }], 'values.enrolledOn'],
  ['by a yes or no', [{ field: 'isStudent', op: 'is', value: true }], 'values.enrolledOn'],
  ['by a tag', [{ field: 'tags', op: 'is', value: 'a' }], 'values.enrolledOn'],
  ['by a phone number', [{ field: 'phone', op: 'is', value: '13800000001' }], 'values.enrolledOn'],
  ['in the order of a column', [], 'values.attempts'],
  ['in the order of a score', [], 'scores.risk.points'],
  ['in the order of change', [], 'updatedAt'],
])('a list %s reads an index, not the collection', async (_what, conditions, path) => {
  const stages = await stagesOf(filterOf(conditions), { [path]: -1, _id: -1 });

  expect(stages).toContain('IXSCAN');
  expect(stages).not.toContain('COLLSCAN');
});

test('the index that a list no longer needs is dropped', async () => {
  const { id } = donors;
  const names = async () => (await store.records.of(id).model.collection.indexes()).map(({ name }) => name);
  expect(await names()).toContain('values.isStudent_1_values.enrolledOn_1__id_1');

  await store.records.prepare({ ...donors, list: { ...donors.list, filters: ['status'] } });

  expect(await names()).not.toContain('values.isStudent_1_values.enrolledOn_1__id_1');
});
