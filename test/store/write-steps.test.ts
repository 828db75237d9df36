import { initialState, step } from '../../workflows/engine';
import type { EngineEvent } from '../../workflows/engine/events';
import type { Plan } from '../../workflows/engine/plan';
import type { StepWrite } from '../../activities/contract';
import { build, end, feel, parallel, start, user } from '../engine/support/build';
import { openStore, type TestStore } from '../support/mongo';

const calendar = { version: 'test', years: {} };
const plan = build(
  { nodes: [start(), user('a', { form: 'f1', due: feel('"2026-05-01"'), candidateGroups: feel('"branch_secretary@" + branchId') }), user('b'), end()], flows: ['start > a', 'a > b', 'b > end'] },
  { id: 'written', title: '"换届 " + branchId', titleEn: '"Election " + branchId', businessKey: 'branchId', forms: { f1: 'hash-of-f1' } },
);

let store: TestStore;
let next = 0;
beforeAll(async () => {
  store = await openStore();
  await store.plans.insert({ _id: 'plan', plan });
});
afterAll(() => store.drop());

/** The steps that the events make of a new instance, on the first days of April. */
function stepsOf(events: readonly EngineEvent[], more: Partial<Plan> = {}, { instanceId = `written/${(next += 1)}`, days = [1, 2, 3] } = {}): readonly StepWrite[] {
  let state = initialState(instanceId, calendar);
  return events.map((event, index) => {
    const now = `2026-04-0${days[index]}T00:00:00.000Z`;
    const named = event.kind === 'task-completed' ? { ...event, taskId: event.taskId.replace('*', instanceId) } : event;
    const result = step({ ...plan, ...more }, state, named, now);
    state = result.state;
    return { instanceId, processId: plan.id, planHash: 'plan', seq: state.seq, event: named, now, commands: result.commands, state };
  });
}

const begin: EngineEvent = { kind: 'started', variables: { branchId: 'b1' }, by: 'chen', calendar };
const done = (element: string, key: string): EngineEvent => ({ kind: 'task-completed', taskId: `*/${element}/1`, answers: {}, by: 'chen', key, answerHash: 'h' });
const everything = async (instanceId: string) => ({
  instance: await store.instances.byId(instanceId),
  tasks: await store.tasks.ofInstance(instanceId),
  events: await store.events.ofInstance(instanceId),
  audit: await store.audit.find({ _id: { $regex: `^${instanceId}#` } }, { sort: { _id: 1 } }),
});

test('the first step shows the instance and its task as lists need them', async () => {
  const [first] = stepsOf([begin]);
  if (!first) throw new Error('no step');

  await store.writeSteps([first]);

  const { instance, tasks, audit } = await everything(first.instanceId);
  expect(instance).toMatchObject({ title: '换届 b1', titleEn: 'Election b1', businessKey: 'b1', branchId: 'b1', status: 'running', seq: 1, startedBy: 'chen', standsAt: [{ elementId: 'a' }], due: new Date('2026-05-01T15:59:59Z') });
  expect(tasks).toMatchObject([{ _id: `${first.instanceId}/a/1`, title: '换届 b1', titleEn: 'Election b1', groups: ['branch_secretary@b1'], formId: 'f1', formHash: 'hash-of-f1', state: 'open', revision: 0, due: new Date('2026-05-01T15:59:59Z') }]);
  expect(audit).toMatchObject([{ by: 'chen', action: 'instance.started' }]);
});

test('a step that is written again changes nothing', async () => {
  const steps = stepsOf([begin, done('a', 'k1')]);
  for (const one of steps) await store.writeSteps([one]);
  const id = steps[0]?.instanceId ?? '';
  const before = await everything(id);

  for (const one of steps) await store.writeSteps([one]);
  await store.writeSteps(steps);

  expect(await everything(id)).toEqual(before);
});

test('a claim that was made meanwhile survives a repeated write', async () => {
  const [first] = stepsOf([begin]);
  if (!first) throw new Error('no step');
  await store.writeSteps([first]);
  await store.tasks.claim(`${first.instanceId}/a/1`, 'li', 0);

  await store.writeSteps([first]);

  expect(await store.tasks.byId(`${first.instanceId}/a/1`)).toMatchObject({ claimedBy: 'li', revision: 1 });
});

test('an early step that comes late does not undo a later one', async () => {
  const steps = stepsOf([begin, done('a', 'k2')]);
  await store.writeSteps(steps);
  const id = steps[0]?.instanceId ?? '';
  const before = await everything(id);

  await store.writeSteps(steps.slice(0, 1));

  expect(await everything(id)).toEqual(before);
});

test('steps written together leave the same as steps written one by one', async () => {
  const events = [begin, done('a', 'k3'), done('b', 'k3b')];
  const [together, single] = [stepsOf(events), stepsOf(events)];
  await store.writeSteps(together);
  for (const one of single) await store.writeSteps([one]);

  const named = async (steps: readonly StepWrite[]): Promise<unknown> => JSON.parse(JSON.stringify(await everything(steps[0]?.instanceId ?? '')).replaceAll(steps[0]?.instanceId ?? '', 'X'));
  expect(await named(together)).toEqual(await named(single));
});

test('the submission that a step took is accepted, and no other', async () => {
  const steps = stepsOf([begin, done('a', 'mine')]);
  for (const _id of ['mine', 'other']) await store.submissions.insert({ _id, instanceId: 'i', taskId: 't', elementId: 'a', answers: {}, answerHash: 'h', by: 'chen', at: new Date(), status: 'pending' });

  await store.writeSteps(steps);

  expect(await store.submissions.byId('mine')).toMatchObject({ status: 'accepted', seq: 2 });
  expect(await store.submissions.byId('other')).toMatchObject({ status: 'pending' });
  expect(await store.tasks.byId(`${steps[0]?.instanceId}/a/1`)).toMatchObject({ state: 'completed', completedBy: 'chen', submissionId: 'mine', closedAt: new Date('2026-04-02T00:00:00Z') });
});

test('variables with the names of database operators and of object members are kept as they are', async () => {
  const hostile = { branchId: 'b1', 'a.b': 1, $where: 'x', $set: { $ne: 1 }, constructor: 'c', ['__proto__x']: null, toString: 'y', 'nul\u0000': 1 };
  const steps = stepsOf([{ ...begin, variables: hostile }]);

  await store.writeSteps(steps).catch((error: unknown) => {
    // A NUL in a name is the one thing that BSON cannot hold.
    expect(String(error)).toMatch(/null bytes/i);
  });
  const { 'nul\u0000': _nul, ...storable } = hostile;
  const again = stepsOf([{ ...begin, variables: storable }]);
  await store.writeSteps(again);

  const { instance } = await everything(again[0]?.instanceId ?? '');
  expect(instance?.state.scopes['root']?.variables).toMatchObject(storable);
});

test('an ended instance keeps its title and waits for nothing', async () => {
  const steps = stepsOf([begin, done('a', 'k5'), done('b', 'k6')]);
  await store.writeSteps(steps.slice(0, 2));

  await store.writeSteps(steps.slice(2));

  const { instance } = await everything(steps[0]?.instanceId ?? '');
  expect(instance).toMatchObject({ status: 'completed', title: '换届 b1', branchId: 'b1', businessKey: 'b1', standsAt: [], endedAt: new Date('2026-04-03T00:00:00Z') });
  expect(instance).not.toHaveProperty('due');
});

test('a step that a killed worker wrote makes way for the one that Temporal knows, and its answers are taken afterwards', async () => {
  const two: Partial<Plan> = build({ nodes: [start(), parallel('fork'), user('a'), user('b'), parallel('join'), user('c'), end()], flows: ['start > fork', 'fork > a', 'fork > b', 'a > join', 'b > join', 'join > c', 'c > end'] }, { id: 'written' });
  const stray = stepsOf([begin, done('a', 'ka')], two);
  const id = stray[0]?.instanceId ?? '';
  const real = stepsOf([begin, done('b', 'kb'), done('a', 'ka')], two, { instanceId: id, days: [1, 3, 4] });
  for (const _id of ['ka', 'kb']) await store.submissions.insert({ _id, instanceId: id, taskId: 't', elementId: 'a', answers: {}, answerHash: 'h', by: 'chen', at: new Date(), status: 'pending' });
  for (const one of stray) await store.writeSteps([one]);

  await store.writeSteps(real.slice(1, 2));
  const between = { ...(await everything(id)), submissions: await store.submissions.find({ instanceId: id }, { sort: { _id: 1 } }) };
  await store.writeSteps(real.slice(2));
  const after = await everything(id);

  expect(between.events.map(({ seq, event }) => [seq, event.kind === 'task-completed' ? event.key : event.kind])).toEqual([[1, 'started'], [2, 'kb']]);
  expect(between.tasks.map(({ elementId, state, revision }) => [elementId, state, revision]).sort()).toEqual([['a', 'open', 0], ['b', 'completed', 1]]);
  expect(between.submissions.map(({ _id, status, seq }) => [_id, status, seq])).toEqual([['ka', 'pending', undefined], ['kb', 'accepted', 2]]);
  expect(between.instance).toMatchObject({ seq: 2, standsAt: [{ elementId: 'a' }] });
  expect(after.audit.map(({ action, detail }) => [action, detail['submission']])).toEqual([['instance.started', undefined], ['task.completed', 'kb'], ['step.replaced', undefined], ['task.completed', 'ka']]);
  expect(after.events).toHaveLength(3);
  expect(after.instance).toMatchObject({ seq: 3 });
  expect(after.tasks.map(({ elementId, state, submissionId }) => [elementId, state, submissionId]).sort()).toEqual([['a', 'completed', 'ka'], ['b', 'completed', 'kb'], ['c', 'open', undefined]]);
});
