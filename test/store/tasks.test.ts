import type { TaskDocument } from '../../activities/store/documents';
import { openStore, type TestStore } from '../support/mongo';

let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

const open = (id: string, more: Partial<TaskDocument> = {}): TaskDocument => ({
  _id: id, instanceId: 'i1', processId: 'p', elementId: 'e', name: { zh: '初审' }, title: 't', branchId: 'b1', groups: ['branch_secretary@b1'], users: [], excludedActors: [],
  dueAssumed: false, priority: 50, inputs: {}, state: 'open', openedAt: new Date(), revision: 0, seq: 1, ...more,
});

test('of many who claim a task at once exactly one gets it', async () => {
  await store.tasks.insert(open('race'));

  const results = await Promise.all(Array.from({ length: 30 }, (_, index) => store.tasks.claim('race', `p${index}`, 0)));

  const winners = results.filter((task) => task !== undefined);
  expect(winners).toHaveLength(1);
  expect(await store.tasks.byId('race')).toMatchObject({ claimedBy: winners[0]?.claimedBy, revision: 1 });
});

test('only who holds a task gives it back', async () => {
  await store.tasks.insert(open('held'));
  await store.tasks.claim('held', 'chen', 0);

  expect(await store.tasks.release('held', 'li', 1)).toBeUndefined();
  expect(await store.tasks.release('held', 'chen', 1)).toMatchObject({ revision: 2 });
  expect(await store.tasks.byId('held')).not.toHaveProperty('claimedBy');
});

test('a claim of a closed task, or at an old revision, changes nothing', async () => {
  await store.tasks.insert(open('closed', { state: 'completed' }));
  await store.tasks.insert(open('moved', { revision: 4 }));

  expect(await store.tasks.claim('closed', 'chen', 0)).toBeUndefined();
  expect(await store.tasks.claim('moved', 'chen', 3)).toBeUndefined();
});

test('a reassigned task is held by the person it was given to', async () => {
  await store.tasks.insert(open('given'));
  await store.tasks.claim('given', 'chen', 0);

  expect(await store.tasks.reassign('given', 'li', 1)).toMatchObject({ claimedBy: 'li', assignee: 'li', revision: 2 });
});

test('the inbox of a group is found by index', async () => {
  const plan = (await store.tasks.model.find({ groups: 'branch_secretary@b1', state: 'open' }).sort({ due: 1 }).limit(20).explain('queryPlanner')) as unknown;

  expect(JSON.stringify(plan)).toContain('IXSCAN');
  expect(JSON.stringify(plan)).not.toContain('"SORT"');
});
