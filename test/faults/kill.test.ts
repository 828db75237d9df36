import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEvent } from '../../workflows/engine/events';
import type { State } from '../../workflows/engine/state';
import { QUERIES } from '../../workflows/messages';
import type { LinkMade } from '../../web/api/contract';
import type { RecordDetail, RecordPage, SearchTerm } from '../../web/api/registry-contract';
import { leaks } from '../support/leaks';
import { until } from '../workflows/support/player';
import { type Election, elect, FIRST_STEPS, goOn, openTask } from './support/election';
import { ELECTORS } from './support/electors';
import { startStage, type Stage, type Victim } from './support/stage';

/** By victim: the branches whose elections it interrupts. */
const BRANCHES: Readonly<Record<Victim, readonly string[]>> = { worker: ['w1', 'w2', 'w3'], web: ['a1', 'a2', 'a3'], mongodb: ['m1', 'm2', 'm3'], temporal: ['t1', 't2', 't3'] };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(Object.values(BRANCHES).flat());
}, 300_000);
afterAll(() => stage.close(), 30_000);

test.each([
  ['the worker', 'worker', 'request-review', 10],
  ['the API', 'web', 'request-sign', 25],
  ['MongoDB', 'mongodb', 'request-sign', 15],
  ['Temporal', 'temporal', 'request-review', 5],
] as const)('%s killed in the middle of elections loses and doubles nothing, and all go on', async (_name, victim, moment, afterMs) => {
  const elections = await electWhileKilling(victim, moment, afterMs);
  await stage.isBack(victim);
  const next = await Promise.all(elections.map((election) => goOn(stage, election)));

  expect(ELECTORS.flatMap((elector) => stage.as(elector).strange)).toEqual([]);
  for (const [index, election] of elections.entries()) {
    await openTask(stage, election.instanceId, 'member-roll-freeze');
    const told = [...election.acknowledged, next[index]];
    expect(await accountOf(election)).toEqual({
      accepted: told,
      otherSubmissions: 0,
      steps: [...FIRST_STEPS, 'prep-setup'].map((step, at) => `${step} ${told[at]}`),
      starts: 1,
      hasGaps: false,
      tasks: [...FIRST_STEPS.map((step) => `${step} completed`), 'prep-setup completed', 'member-roll-freeze open'],
      enginesDiffer: false,
    });
  }
}, 300_000);

test('nothing personal stands in what all of them logged and measured, whatever was searched for, refused or broken', async () => {
  const donor = { name: '闻人某某', phone: '13900007711', idNumber: '999999199003070012', address: '示例里弄七号', unit: '示例单位乙', registryNo: 'ZJ-CANARY-1', relatives: [{ name: '闻人甲某', relation: '母亲', phone: '13500007712', told: true }] };
  const coordinator = stage.as('coordinator');
  const made = await coordinator.post<RecordDetail>('/api/registries/donor/records', { values: { ...donor, enrolledOn: '2024-05-01', storedOn: '2024-06-01', status: '活跃', birthYear: 1990, branchId: 't1' } }, randomUUID());
  const { body } = await coordinator.post<SearchTerm>('/api/registries/donor/search-terms', { text: donor.phone });
  const found = await coordinator.get<RecordPage>(`/api/registries/donor/records?q=${body.term}`);
  for (const list of ['tasks', 'instances', 'branches', 'directory/people']) await coordinator.get(`/api/${list}?q=${donor.phone}`).catch(() => undefined);
  await coordinator.post('/api/registries/donor/records', { values: { ...donor, enrolledOn: donor.phone, status: donor.name } }, randomUUID()).catch(() => undefined);
  await coordinator.post(`/api/registries/donor/records/${made.body.id}/unmask`, { reason: `核对${donor.name}的电话` });
  const { url } = (await stage.as('secretary').post<LinkMade>('/api/processes/objection-report/links', { branchId: 't1', label: donor.name, days: 3 })).body;
  const outside = [`/api/registries/donor/records?q=${donor.phone}`, `/registries/donor?q=${donor.phone}`, `/${donor.phone}`, `/api/f/${url.split('/f/')[1] ?? ''}`, `/api/f/${donor.phone}`];
  for (const path of outside) await fetch(`${stage.origin}${path}`).then((response) => response.text());
  await fetch(`${stage.origin}/api/session`, { method: 'POST', headers: { origin: stage.origin, 'content-type': 'application/json' }, body: `{"login": "${donor.phone}", "password": ${donor.name}` }).then((response) => response.text());
  // The donor's own instance begins by itself, through web and worker.
  await until(() => stage.store.instances.byId(`donor-retention/${made.body.id}`), 'the instance of the donor');

  const texts = await stage.written();

  expect(found.body.rows.map(({ id }) => id)).toEqual([made.body.id]);
  expect(await stage.store.instances.byId(`donor-retention/${made.body.id}`)).toMatchObject({ status: 'running', incidents: 0 });
  // What may be written is found: the search is no blind one.
  expect(leaks(texts, ['/registries/:id/search-terms', 'run-process', 'temporal_']).sort()).toEqual(expect.arrayContaining(['web.log: /registries/:id/search-terms', 'web.metrics: /registries/:id/search-terms', 'worker.metrics: temporal_']));
  expect([...texts.keys()]).toEqual(expect.arrayContaining(['mongodb.log', 'temporal.log', 'web.log', 'worker.log']));
  const { relatives: [relative], ...own } = donor;
  expect(leaks(texts, [...Object.values(own), relative?.name ?? '', relative?.phone ?? '', url.split('/f/')[1] ?? '', body.term])).toEqual([]);
}, 120_000);

/** Three elections at once; the victim dies while a step of the first is on its way, and wherever the others happen to be. */
async function electWhileKilling(victim: Victim, moment: string, afterMs: number): Promise<readonly Election[]> {
  let killing: Promise<void> | undefined;
  const kill = async (): Promise<void> => {
    await sleep(afterMs);
    await stage.kill(victim);
  };
  const elections = await Promise.all(
    BRANCHES[victim].map((branchId, index) =>
      elect(stage, branchId, (step) => {
        if (index === 0 && step === moment) killing ??= kill();
      }),
    ),
  );
  await killing;
  return elections;
}

/** Everything that MongoDB and Temporal hold of an election, as far as the kill could have spoilt it. */
async function accountOf({ instanceId }: Election): Promise<object> {
  const { store, client } = stage;
  const [submissions, events, tasks, instance, state] = await Promise.all([
    store.submissions.find({ instanceId }, { sort: { seq: 1 } }),
    store.events.ofInstance(instanceId),
    store.tasks.find({ instanceId }, { sort: { seq: 1 } }),
    store.instances.byId(instanceId),
    client.workflow.getHandle(instanceId).query<State>(QUERIES.state),
  ]);
  const open = tasks.filter((task) => task.state === 'open').map((task) => task._id);
  const accepted = submissions.filter(({ status, taskId }) => status === 'accepted' && taskId !== `${instanceId}/start`);
  return {
    accepted: accepted.map(({ _id }) => _id),
    otherSubmissions: submissions.filter(({ status }) => status !== 'accepted').length,
    steps: events.flatMap(({ event }) => (event.kind === 'task-completed' ? [`${stepOf(event)} ${event.key}`] : [])),
    starts: events.filter(({ event }) => event.kind === 'started').length,
    hasGaps: events.some(({ seq }, index) => seq !== index + 1),
    tasks: tasks.map(({ elementId, state: status }) => `${elementId} ${status}`),
    enginesDiffer: state.seq !== instance?.seq || state.seq !== events.at(-1)?.seq || Object.keys(state.tasks).join() !== open.join(),
  };
}

/** Task ids are `instance/element/opening`. */
function stepOf({ taskId }: Extract<EngineEvent, { kind: 'task-completed' }>): string {
  return taskId.split('/').at(-2) ?? '';
}
