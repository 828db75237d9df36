import { openStore, type TestStore } from '../support/mongo';

let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

const instance = (n: number, status: string, version: string) => ({ _id: `p/${n}`, processId: 'p', status, seq: 1, startedAt: new Date(), updatedAt: new Date(), state: { calendar: { version } } });

test('those that count by another holiday table are found by index, without a look at others that run or have ended', async () => {
  const present = Array.from({ length: 60 }, (_, n) => instance(n, n < 40 ? 'running' : 'completed', n < 40 ? 'cn-2027.1' : 'cn-2026.1'));
  await store.instances.model.insertMany([...present, instance(60, 'running', 'cn-2026.1'), instance(61, 'running', 'cn-2028.1')]);

  const found = await store.instances.ofOtherCalendar('cn-2027.1');
  const explained = JSON.parse(JSON.stringify(await store.instances.ofOtherCalendar('cn-2027.1').explain('executionStats'))) as { executionStats: { totalDocsExamined: number } };

  expect(found.map(({ _id }) => _id).sort()).toEqual(['p/60', 'p/61']);
  expect(JSON.stringify(explained)).toContain('"indexName":"state.calendar.version_1"');
  expect(explained.executionStats.totalDocsExamined).toBe(2);
});
