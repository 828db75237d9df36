import { randomUUID } from 'node:crypto';
import { publishRegistries } from '../../activities/store/publish-registry';
import type { RegistryDocument } from '../../registries/document';
import { parseRegistry } from '../../registries/parse-registry';
import type { LiveEvent } from '../../web/api/contract';
import { shippedRegistry } from '../processes/support/registry-world';
import { donorRegistry } from '../registries/support/sample-registry';
import { keeperFor } from '../support/records';
import { personId } from './support/district';
import { completeWith, pathOf, startPortal, startRequest, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ heartbeatMs: 300 });
});
afterAll(() => portal.close());

interface Listening {
  readonly events: LiveEvent[];
  lastId: string | undefined;
  readonly ended: Promise<void>;
  until(test: (events: readonly LiveEvent[]) => boolean): Promise<void>;
  stop(): void;
}

/** Reads a live stream as a browser does. */
async function listen(caller: Caller, lastId?: string): Promise<Listening> {
  const controller = new AbortController();
  const response = await fetch(`${portal.origin}/api/live`, { headers: { cookie: caller.cookie, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }, signal: controller.signal });
  if (response.status !== 200 || response.body === null) throw new Error(`The stream did not open: ${response.status}`);
  const events: LiveEvent[] = [];
  const listening = { events, lastId: undefined as string | undefined, stop: () => controller.abort() };
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let rest = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        listening.lastId = /^id: (.*)$/m.exec(block)?.[1] ?? listening.lastId;
        if (data !== undefined) events.push(JSON.parse(data) as LiveEvent);
      }
    }
  };
  const ended = read(response.body as ReadableStream<Uint8Array>).catch(() => undefined);
  const until = async (isThere: (events: readonly LiveEvent[]) => boolean): Promise<void> => {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) if (isThere(events)) return;
    throw new Error(`Not heard; only ${JSON.stringify(events)}`);
  };
  return Object.assign(listening, { ended, until });
}

const hears = (instanceId: string) => (events: readonly LiveEvent[]) => events.some((event) => event.kind === 'instance-changed' && event.instanceId === instanceId);

test('who sees an instance hears of it and of its tasks, and nobody else does', async () => {
  const secretary = await portal.as('townSecretary');
  const [town, vp, other, volunteer] = await Promise.all([listen(secretary), listen(await portal.as('vp')), listen(await portal.as('otherSecretary')), listen(await portal.as('volunteer'))]);

  const { instanceId, taskId } = await startRequest(secretary, portal.district.town);
  await Promise.all([town.until(hears(instanceId)), vp.until(hears(instanceId)), town.until((events) => events.some((event) => event.kind === 'tasks-changed' && event.instanceId === instanceId && event.taskIds.includes(taskId)))]);
  const own = await startRequest(await portal.as('otherSecretary'), portal.district.otherTown);
  await other.until(hears(own.instanceId));
  await vp.until(hears(own.instanceId));
  [town, vp, other, volunteer].forEach((one) => one.stop());

  expect(town.events).toContainEqual({ kind: 'tasks-changed', instanceId, taskIds: [taskId] });
  expect(JSON.stringify(town.events)).not.toContain(own.instanceId);
  expect(JSON.stringify(other.events)).not.toContain(instanceId);
  expect(volunteer.events).toEqual([]);
});

test('somebody else’s typing is told to those who may do the task, as it happens', async () => {
  const { instanceId } = await anApplication();
  const [approve] = await portal.store.tasks.openOf(instanceId);
  const [vp2, town] = await Promise.all([listen(await portal.as('vp2')), listen(await portal.as('townPresident'))]);

  await (await portal.as('vp')).send('PUT', `/api/tasks/${pathOf(approve?._id ?? '')}/draft`, { baseRevision: 0, changes: { opinion: '同意' } });
  await vp2.until((events) => events.some(({ kind }) => kind === 'draft-changed'));
  [vp2, town].forEach((one) => one.stop());

  expect(vp2.events).toContainEqual({ kind: 'draft-changed', taskId: approve?._id, revision: 1, by: { id: personId('vp'), name: '示例vp' } });
  expect(town.events.map(({ kind }) => kind)).not.toContain('draft-changed');
});

test('a stream that was cut goes on after the last event that it told', async () => {
  const vp = await portal.as('vp');
  const before = await listen(vp);
  const first = await startRequest(await portal.as('villageSecretary'), portal.district.village);
  await before.until(hears(first.instanceId));
  before.stop();
  const heard = before.lastId;
  await completeWith(await portal.as('villageSecretary'), first.taskId, { amount: 3, contact: '示例' });

  const after = await listen(vp, heard);
  await after.until((events) => events.some((event) => event.kind === 'instance-changed' && event.instanceId === first.instanceId && event.seq === 2));
  after.stop();

  expect(after.events.filter((event) => event.kind === 'instance-changed' && event.seq === 1)).toEqual([]);
});

describe('registries', () => {
  const saved = (branchId: string, id: string) => keeperFor(portal.store).save({ document: donors(), id, changeId: randomUUID(), cause: { kind: 'changed', by: 'p1', at: new Date() }, change: () => ({ name: '陈某某', town: branchId, status: 'active' }) });
  const recordsIn = (events: readonly LiveEvent[]) => events.filter((event) => event.kind === 'records-changed');
  beforeAll(() => publishRegistries(portal.store, [donors(), shippedRegistry('branch')], 'tester'));

  test('who may read a record hears that it changed, and nobody else does; nothing of what stands in it is told', async () => {
    const { town, otherTown } = portal.district;
    const [secretary, other, secgen, finance, volunteer] = await Promise.all((['townSecretary', 'otherSecretary', 'secgen', 'finance', 'volunteer'] as const).map(async (login) => listen(await portal.as(login))));
    if (!secretary || !other || !secgen || !finance || !volunteer) throw new Error('Somebody does not listen');
    await portal.store.tasks.insert({ ...aTask('d2'), groups: ['hsc_volunteer'] });

    await Promise.all([saved(town, 'd1'), saved(otherTown, 'd2')]);
    const idsIn = (events: readonly LiveEvent[]) => recordsIn(events).flatMap(({ recordIds }) => recordIds ?? []).sort();
    await Promise.all(([[secretary, 'd1'], [other, 'd2'], [secgen, 'd1'], [secgen, 'd2'], [volunteer, 'd2']] as const).map(([one, id]) => one.until((events) => idsIn(events).includes(id))));
    [secretary, other, secgen, finance, volunteer].forEach((one) => one.stop());

    const ids = ({ events }: Listening) => idsIn(events);
    expect([secretary, other, secgen, finance, volunteer].map(ids)).toEqual([['d1'], ['d2'], ['d1', 'd2'], [], ['d2']]);
    expect(recordsIn(secgen.events)[0]).toEqual({ kind: 'records-changed', registry: 'sample-donor', recordIds: expect.any(Array) });
  });

  test('those whose branch a record leaves hear that it goes, as those hear to whom it comes', async () => {
    const { town, otherTown } = portal.district;
    await saved(town, 'd3');
    const [secretary, other] = await Promise.all([listen(await portal.as('townSecretary')), listen(await portal.as('otherSecretary'))]);
    const hears = (one: Listening) => one.until((events) => recordsIn(events).some(({ recordIds }) => recordIds?.includes('d3')));

    await saved(otherTown, 'd3');
    await Promise.all([hears(secretary), hears(other)]);
    [secretary, other].forEach((one) => one.stop());

    expect((await (await portal.as('townSecretary')).get('/api/registries/sample-donor/records/d3')).status).toBe(404);
    expect((await (await portal.as('otherSecretary')).get('/api/registries/sample-donor/records/d3')).status).toBe(200);
  });

  test('thousands at once are told in a few events, by registry, and so is a change of the org tree', async () => {
    const [officer, secretary] = await Promise.all([listen(await portal.as('secgen')), listen(await portal.as('townSecretary'))]);

    await portal.store.records.changes.model.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: `sample-donor/b${n}#1`, registry: 'sample-donor', recordId: `b${n}`, branchId: portal.district.otherTown, revision: 1, kind: 'imported', at: new Date(), by: 'p1', changes: [] })));
    await portal.store.branches.setOfficers(portal.district.otherTown, []);
    await officer.until((events) => recordsIn(events).some(({ registry }) => registry === 'branch') && recordsIn(events).some(({ registry, recordIds }) => registry === 'sample-donor' && recordIds === undefined));
    [officer, secretary].forEach((one) => one.stop());

    const ofDonors = recordsIn(officer.events).filter(({ registry }) => registry === 'sample-donor');
    expect(ofDonors).toContainEqual({ kind: 'records-changed', registry: 'sample-donor' });
    expect(ofDonors.length).toBeLessThan(50);
    expect(recordsIn(officer.events)).toContainEqual({ kind: 'records-changed', registry: 'branch', recordIds: [portal.district.otherTown] });
    expect(recordsIn(secretary.events).filter(({ registry }) => registry === 'sample-donor')).toEqual([]);
  });
});

/** An open task about a sample donor. */
const aTask = (donorId: string) => ({
  _id: `call/${donorId}`, instanceId: 'i/1', processId: 'api-request', elementId: 'call', name: { zh: '电话' }, title: '示例', branchId: 'nowhere', groups: [], users: [], excludedActors: [], dueAssumed: false, priority: 50, inputs: {},
  record: `sample-donor/${donorId}`, state: 'open' as const, openedAt: new Date(), revision: 0, seq: 1,
});
const donors = (): RegistryDocument => parseRegistry(donorRegistry());

test('a notice raises the count of those whom it is for', async () => {
  const [town, other] = await Promise.all([listen(await portal.as('townPresident')), listen(await portal.as('otherPresident'))]);
  const { town: branchId } = portal.district;

  await portal.store.notifications.insert({ _id: 'n1', instanceId: 'api-request/x', groups: [`branch_president@${branchId}`], users: [], kind: 'reminder', text: { zh: '请办理' }, branchId, at: new Date(), readBy: [] });
  await town.until((events) => events.some(({ kind }) => kind === 'notified'));
  const list = await (await portal.as('townPresident')).get('/api/notifications?unread=1');
  const read = await (await portal.as('townPresident')).send('POST', '/api/notifications/read', { ids: ['n1'] });
  const foreign = await (await portal.as('otherPresident')).send('POST', '/api/notifications/read', { all: true });
  [town, other].forEach((one) => one.stop());

  expect(town.events).toContainEqual({ kind: 'notified', unread: 1 });
  expect(other.events.map(({ kind }) => kind)).not.toContain('notified');
  expect(list.body).toMatchObject({ total: 1, rows: [{ id: 'n1', text: { zh: '请办理' }, read: false }] });
  expect(read.body).toEqual({ unread: 0 });
  expect(foreign.body).toEqual({ unread: 0 });
});

test('a stream ends when its session does, and when its person is disabled', async () => {
  const signedOut = await portal.as('townTeller');
  const disabled = await portal.as('townScrutineer');
  const [one, two] = await Promise.all([listen(signedOut), listen(disabled)]);

  await signedOut.send('DELETE', '/api/session');
  await (await portal.as('admin')).send('PATCH', `/api/people/${personId('townScrutineer')}`, { disabled: true });

  // A stream that stays open fails this test by its time limit.
  await Promise.all([one.ended, two.ended]);
  expect((await signedOut.get('/api/session')).status).toBe(401);
});

test('without a session there is no stream', async () => {
  expect((await fetch(`${portal.origin}/api/live`)).status).toBe(401);
});

async function anApplication(): Promise<{ readonly instanceId: string }> {
  const [running] = await portal.store.instances.find({ branchId: portal.district.town, status: 'running' });
  const [apply] = await portal.store.tasks.openOf(running?._id ?? '');
  await completeWith(await portal.as('townSecretary'), apply?._id ?? '', { amount: 3, contact: '示例' });
  return { instanceId: running?._id ?? '' };
}
