import { randomUUID } from 'node:crypto';
import { scheduleStarts } from '../../client/schedule-starts';
import type { Plan } from '../../workflows/engine/plan';
import { build, end, every, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { publishPlan, until } from '../workflows/support/player';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.close());

const planOf = (id: string, event?: Parameters<typeof start>[1]): Plan => build({ nodes: [start('begin', event), user('inspect'), end()], flows: ['begin > inspect', 'inspect > end'] }, { id });

test('a process with a timer start begins by itself, so often as its cycle says', async () => {
  const id = `quarterly-${randomUUID()}`;
  await publishPlan(engine, planOf(id, every('R2/PT1S')));

  const schedules = await scheduleStarts(engine, id);
  await until(async () => ((await engine.store.instances.count({ processId: id })) === 2 ? true : undefined), 'two inspections');
  const { state } = await engine.client.schedule.getHandle(`start/${id}/begin`).describe();

  expect(schedules).toEqual([`start/${id}/begin`]);
  expect(state.remainingActions).toBe(0);
  expect(await engine.store.instances.find({ processId: id })).toMatchObject([{ startedBy: 'system' }, { startedBy: 'system' }]);
});

test('a version without a timer start ends the schedule of the one before', async () => {
  const id = `retired-${randomUUID()}`;
  await publishPlan(engine, planOf(id, every('R/P1D')));
  await scheduleStarts(engine, id);
  await scheduleStarts(engine, id);
  await publishPlan(engine, planOf(id), 2);

  expect(await scheduleStarts(engine, id)).toEqual([]);
  await expect(engine.client.schedule.getHandle(`start/${id}/begin`).describe()).rejects.toThrow();
});
