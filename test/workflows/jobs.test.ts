import { ApplicationFailure } from '@temporalio/activity';
import { retryIncident } from '../../client/updates';
import type { JobRequest } from '../../activities/contract';
import type { Variables } from '../../feel/types';
import { boundary, build, end, error, fixed, service, start, user } from '../engine/support/build';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { play, until } from './support/player';

/** What the outside world saw of jobs, and how the next ones go. */
const seen: JobRequest[] = [];
let answer: (job: JobRequest) => Promise<Variables> = async () => ({});
let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine({
    activities: (real) => ({
      ...real,
      runJob: async (job) => {
        seen.push(job);
        return answer(job);
      },
    }),
  });
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => engine.close());

const job = (retries: number) => service('work', { jobType: fixed('do-work'), retries: fixed(retries), headers: { colour: 'red' } });
const plan = (retries: number) => build({ nodes: [start(), job(retries), user('after'), end()], flows: ['start > work', 'work > after', 'after > end'] }, { id: 'job' });

test('a job gets its headers and variables, and its result joins the instance’s variables', async () => {
  answer = async () => ({ total: 3 });
  const player = await play(engine, plan(1), { n: 2 });
  await player.open('after');

  expect(seen).toMatchObject([{ instanceId: player.id, type: 'do-work', headers: { colour: 'red' }, variables: { n: 2 } }]);
  expect((await player.state()).scopes['root']?.variables).toMatchObject({ total: 3 });
});

test('a job is tried as often as its retries say, and then waits as an incident until somebody retries it', async () => {
  answer = async () => {
    throw new Error('the printer is out of paper');
  };
  const player = await play(engine, plan(2));
  const incident = await until(() => engine.store.incidents.findOne({ instanceId: player.id }), 'an incident');
  const tries = seen.length;
  answer = async () => ({});

  await retryIncident(engine.client, player.id, { incidentId: incident.incidentId, by: 'admin' });
  await player.complete('after');

  expect(tries).toBe(2);
  expect(incident).toMatchObject({ elementId: 'work', cause: 'job', message: 'the printer is out of paper' });
  expect(await player.ended()).toBe('completed');
  expect(await engine.store.incidents.byId(incident._id)).toMatchObject({ resolvedBy: 'admin' });
});

test('an incident that is not open cannot be retried', async () => {
  answer = async () => ({});
  const player = await play(engine, plan(1));
  await player.open('after');

  await expect(retryIncident(engine.client, player.id, { incidentId: 'i99', by: 'admin' })).rejects.toMatchObject({ code: 'IncidentNotOpen' });
});

test('a BPMN error of a job is caught by its boundary event, without a second try', async () => {
  const caughtPlan = build(
    { nodes: [start(), job(5), boundary('refused', 'work', error('no-money')), user('ask'), end(), end('done')], flows: ['start > work', 'work > end', 'refused > ask', 'ask > done'] },
    { id: 'caught' },
  );
  answer = async () => {
    throw ApplicationFailure.nonRetryable('no money', 'BpmnError', 'no-money');
  };

  const player = await play(engine, caughtPlan);
  await player.open('ask');

  expect(seen).toHaveLength(1);
});

test('a job that runs while the instance continues as new is not lost', async () => {
  let release: (result: Variables) => void = () => undefined;
  answer = () => new Promise((resolve) => {
    release = resolve;
  });
  const player = await play(engine, plan(1));
  await until(async () => (seen.length > 0 ? true : undefined), 'the job');

  const continued = player.continueAsNew();
  await new Promise((resolve) => setTimeout(resolve, 500));
  release({ total: 5 });
  await continued;
  await player.open('after');

  expect((await player.state()).scopes['root']?.variables).toMatchObject({ total: 5 });
});
