import { announceCalendar, upgradeInstances } from '../../client/fan-out';
import { build, end, feel, start, user } from '../engine/support/build';
import { SEMANTICS } from '../../workflows/engine/semantics';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, until } from '../workflows/support/player';

const plan = build({ nodes: [start(), user('a', { due: feel('add working days("2027-03-01", 3)') }), end()], flows: ['start > a', 'a > end'] }, { id: 'fanned-out' });

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

test('a new holiday table moves the open deadlines that it changes, and is told once', async () => {
  const player = await play(engine, plan);
  const before = await player.open('a');
  const calendar = { version: 'test-2', years: { '2027': { holidays: ['2027-03-02'], workdays: [] } } };

  const told = await announceCalendar(engine, calendar, { perSecond: 100 });
  const after = await until(async () => {
    const instance = await engine.store.instances.findOne({ _id: player.id, 'state.calendar.version': calendar.version } as never);
    return instance && engine.store.tasks.byId(before._id);
  }, 'the step that took the new table');
  const again = await announceCalendar(engine, calendar, { perSecond: 100 });

  expect([told, again]).toEqual([1, 0]);
  expect([before.due, after.due]).toEqual([new Date('2027-03-04T15:59:59Z'), new Date('2027-03-05T15:59:59Z')]);
  expect([before.dueAssumed, after.dueAssumed]).toEqual([true, false]);
});

test('an upgrade makes instances of older semantics continue as new with the present ones, and they go on where they stood', async () => {
  const [older, present] = [await play(engine, plan, {}, 1), await play(engine, plan)];
  const runOf = async (id: string): Promise<string> => (await engine.client.workflow.getHandle(id).describe()).runId;
  await Promise.all([older.open('a'), present.open('a')]);
  const before = await Promise.all([runOf(older.id), runOf(present.id)]);

  const told = await upgradeInstances(engine, { perSecond: 100 });
  await until(async () => ((await runOf(older.id)) === before[0] ? undefined : true), 'a new run');
  await older.complete('a');

  expect(told).toBe(1);
  expect([await older.ended(), (await engine.store.instances.byId(older.id))?.state.semantics]).toEqual(['completed', SEMANTICS]);
  expect(await runOf(present.id)).toBe(before[1]);
});
