import { retryIncident } from '../../client/updates';
import { build, end, feel, fixed, service, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, playerOf, publishPlan, until } from './support/player';

const followUp = build({ nodes: [start(), user('visit'), end()], flows: ['start > visit', 'visit > end'] }, { id: 'case-follow-up' });
const caller = (more: Record<string, string> = {}) =>
  build(
    {
      nodes: [
        start(),
        service('begin', { jobType: fixed('case.start'), headers: { process: 'case-follow-up', ...more }, inputs: [{ source: '{donorId: donorId}', target: 'variables' }], outputs: [{ source: 'instanceId', target: 'followUp' }] }),
        user('after'),
        end(),
      ],
      flows: ['start > begin', 'begin > after', 'after > end'],
    },
    { id: 'case-caller' },
  );

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await publishPlan(engine, followUp);
});
afterAll(() => engine.close());

const begunBy = async (id: string): Promise<string> => {
  const instance = await engine.store.instances.byId(id);
  return String(instance?.state.scopes['root']?.variables['followUp']);
};

test('a process starts another one with what it hands over, goes on at once, and neither ends the other', async () => {
  const player = await play(engine, caller(), { donorId: 'd1', branchId: 'b1' });
  await player.open('after');
  const begun = await begunBy(player.id);
  await player.complete('after');

  expect(await player.ended()).toBe('completed');
  const other = playerOf(engine, begun);
  expect((await other.state()).scopes['root']?.variables).toMatchObject({ donorId: 'd1', branchId: 'b1' });
  expect(await other.tasks()).toEqual(['visit']);
  expect(await engine.store.instances.byId(begun)).toMatchObject({ status: 'running' });
  expect((await engine.store.instances.byId(begun))?.parentId).toBeUndefined();
});

test('the same key starts one case, however many ask for it', async () => {
  const players = await Promise.all([1, 2].map(() => play(engine, caller({ key: 'donor-d2-2026' }), { donorId: 'd2' })));
  for (const player of players) await player.open('after');

  const [one, two] = await Promise.all(players.map(({ id }) => begunBy(id)));

  expect(one).toBe(two);
});

test('a process that is not published becomes an incident, and starts once it is', async () => {
  const player = await play(engine, build({ nodes: [start(), service('begin', { jobType: fixed('case.start'), retries: fixed(1), headers: { process: 'case-later' } }), user('after'), end()], flows: ['start > begin', 'begin > after', 'after > end'] }, { id: 'case-early' }));
  const incident = await until(() => engine.store.incidents.findOne({ instanceId: player.id }), 'an incident');

  await publishPlan(engine, build({ nodes: [start(), user('x', { due: feel('null') }), end()], flows: ['start > x', 'x > end'] }, { id: 'case-later' }));
  await retryIncident(engine.client, player.id, { incidentId: incident.incidentId, by: 'admin' });

  expect(incident.message).toContain('case-later');
  await player.open('after');
  await until(() => engine.store.instances.findOne({ processId: 'case-later' }), 'the case');
  expect(await engine.store.instances.count({ processId: 'case-later' })).toBe(1);
});
