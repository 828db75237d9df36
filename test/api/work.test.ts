import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp } from '../../web/api/app';
import type { Draft, Problem, TaskDetail, TaskRow } from '../../web/api/contract';
import { DEFAULT_WEB_CONFIG } from '../../web/config';
import { personId } from './support/district';
import { callerOf, startPortal, startRequest, type Caller, type TestPortal } from './support/portal';
import { appliedRequest, complete, endRequests, taskPath } from './support/requests';

let portal: TestPortal;
let secretary: Caller;
let vp: Caller;
let vp2: Caller;
beforeAll(async () => {
  portal = await startPortal();
  [secretary, vp, vp2] = await Promise.all([portal.as('townSecretary'), portal.as('vp'), portal.as('vp2')]);
});
afterAll(() => portal.close());
afterEach(() => endRequests(portal));

const begin = (answers?: object) => startRequest(secretary, portal.district.town, answers);

test('a repeated completion gives the same answer and changes nothing', async () => {
  const { instanceId, taskId } = await begin();
  const key = randomUUID();
  const answers = { amount: 10, contact: '示例' };

  const first = await complete(secretary, taskId, answers, key);
  const [again, atOnce] = await Promise.all([complete(secretary, taskId, answers, key), complete(secretary, taskId, { contact: '示例', amount: 10 }, key)]);

  expect(first).toMatchObject({ status: 200, body: { repeated: false, visible: true } });
  expect([again, atOnce]).toEqual([expect.objectContaining({ status: 200, body: expect.objectContaining({ repeated: true, seq: first.body.seq }) }), expect.objectContaining({ status: 200 })]);
  expect((await portal.store.submissions.acceptedOf(instanceId)).filter(({ taskId: of }) => of === taskId)).toHaveLength(1);
  expect(await portal.store.tasks.openOf(instanceId)).toHaveLength(1);
});

test('five clicks at once complete a task once', async () => {
  const { instanceId, taskId } = await begin();
  const key = randomUUID();

  const answers = await Promise.all(Array.from({ length: 5 }, () => complete(secretary, taskId, { amount: 10, contact: '示例' }, key)));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await portal.store.events.ofInstance(instanceId)).filter(({ event }) => event.kind === 'task-completed')).toHaveLength(1);
});

test('the same key with other answers, for another task or by another person is refused', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  const key = randomUUID();
  await complete(vp, approveId, { result: 'return' }, key);
  const [apply] = await portal.store.tasks.find({ state: 'open', elementId: 'apply' });

  const other = await complete(vp, approveId, { result: 'pass' }, key);
  const elsewhere = await complete(secretary, apply?._id ?? '', { amount: 1, contact: '示例' }, key);
  const somebody = await complete(vp2, approveId, { result: 'return' }, key);

  expect([other, elsewhere, somebody].map(({ status, body }) => [status, body.code])).toEqual([[409, 'KeyReused'], [409, 'KeyReused'], [409, 'KeyReused']]);
});

test('of two opposite decisions at once one holds, and the other learns by whom and when', async () => {
  const { instanceId, approveId } = await appliedRequest(portal, secretary);
  await vp2.send('PUT', `${taskPath(approveId)}/draft`, { baseRevision: 0, changes: { opinion: '退回理由' } });

  const [pass, sendBack] = await Promise.all([complete(vp, approveId, { result: 'pass' }, randomUUID()), complete(vp2, approveId, { result: 'return', opinion: '退回理由' }, randomUUID())]);

  const [won, lost] = pass.status === 200 ? [pass, sendBack] : [sendBack, pass];
  const winner = pass.status === 200 ? 'vp' : 'vp2';
  expect([won.status, lost.status]).toEqual([200, 409]);
  expect(lost.body).toMatchObject({ code: 'TaskNotOpen', by: { id: personId(winner) }, at: expect.any(String), message: { zh: expect.stringContaining('已由') } });
  expect((await portal.store.events.ofInstance(instanceId)).filter(({ event }) => event.kind === 'task-completed')).toHaveLength(2);
  expect((await portal.store.submissions.find({ taskId: approveId })).map(({ status }) => status).sort()).toEqual(['accepted', 'refused']);
});

test('answers are checked again on the server, by schema and by rule, and nothing is stored', async () => {
  const { taskId } = await begin({ topic: 'training' });
  const key = randomUUID();

  const wrong = await complete(secretary, taskId, { amount: 0, extra: 1 }, key);
  const broken = await complete(secretary, taskId, { amount: 501, contact: '示例' }, key);
  const right = await complete(secretary, taskId, { amount: 500, contact: '示例' }, key);

  expect(wrong).toMatchObject({ status: 422, body: { code: 'InvalidInput' } });
  expect(wrong.body.problems?.map(({ at }) => at)).toEqual(expect.arrayContaining(['/amount', '/contact']));
  expect(broken.body.problems).toEqual([{ at: '/amount', rule: 'training-is-cheap', level: 'error', message: { zh: '培训不超过500元。', en: 'Training costs at most 500.' } }]);
  expect(right.status).toBe(200);
});

test('personal answers are sealed in MongoDB, masked on screen, and never reach the engine', async () => {
  const { instanceId, taskId } = await begin();
  await complete(secretary, taskId, { amount: 10, contact: '张示例' }, randomUUID());
  const approve = (await portal.store.tasks.openOf(instanceId))[0]?._id ?? '';

  const stored = await portal.store.submissions.acceptedOf(instanceId);
  const seen = await vp.get<TaskDetail>(taskPath(approve));
  const events = await portal.store.events.ofInstance(instanceId);

  expect(JSON.stringify([stored, events])).not.toContain('张示例');
  expect(seen.body.earlier[0]?.answers).toEqual({ amount: 10, contact: '张**' });
});

test('of two who claim at once one gets the task, and the other learns who', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  const claim = (caller: Caller) => caller.send<TaskRow & Problem>('POST', `${taskPath(approveId)}/claim`, { revision: 0 });

  const [one, two] = await Promise.all([claim(vp), claim(vp2)]);
  const [winner, loser] = one.status === 200 ? [vp, vp2] : [vp2, vp];
  const lost = one.status === 200 ? two : one;
  const other = await complete(loser, approveId, { result: 'pass' }, randomUUID(), 1);
  const draft = await loser.send<Problem>('PUT', `${taskPath(approveId)}/draft`, { baseRevision: 0, changes: { opinion: '抢先' } });
  const released = await winner.send<TaskRow>('POST', `${taskPath(approveId)}/release`, { revision: 1 });
  const taken = await loser.send<TaskRow>('POST', `${taskPath(approveId)}/claim`, { revision: 2 });

  expect([one.status, two.status].sort()).toEqual([200, 409]);
  expect(lost.body).toMatchObject({ code: 'TaskClaimed', by: { id: winner.session.person.id }, at: expect.any(String) });
  expect(other).toMatchObject({ status: 409, body: { code: 'TaskClaimed' } });
  expect(draft).toMatchObject({ status: 409, body: { code: 'TaskClaimed' } });
  expect(released.body).toMatchObject({ revision: 2 });
  expect(released.body).not.toHaveProperty('claimedBy');
  expect(taken.body).toMatchObject({ claimedBy: { id: loser.session.person.id } });
});

test('a director hands a task to somebody who may do it, and to nobody else', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  const secgen = await portal.as('secgen');
  const reassign = (to: string, revision: number) => secgen.send<TaskRow & Problem>('POST', `${taskPath(approveId)}/assignment`, { to, revision });

  const outsider = await reassign(personId('otherPresident'), 0);
  const earlierActor = await reassign(personId('townSecretary'), 0);
  const stale = await reassign(personId('finance'), 7);
  const done = await reassign(personId('finance'), 0);
  const former = await complete(vp, approveId, { result: 'pass' }, randomUUID());
  const holder = await complete(await portal.as('finance'), approveId, { result: 'pass' }, randomUUID());

  expect([outsider.status, earlierActor.status]).toEqual([400, 400]);
  expect(stale).toMatchObject({ status: 409, body: { code: 'StaleRevision' } });
  expect(done.body).toMatchObject({ assignee: { id: personId('finance') } });
  expect(former.status).toBe(403);
  expect(holder.status).toBe(200);
});

test('what a disabled person had claimed goes back to the others', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  await vp2.send('POST', `${taskPath(approveId)}/claim`, { revision: 0 });
  const admin = await portal.as('admin');

  await admin.send('PATCH', `/api/people/${personId('vp2')}`, { disabled: true });
  const done = await complete(vp, approveId, { result: 'pass' }, randomUUID());
  await admin.send('PATCH', `/api/people/${personId('vp2')}`, { disabled: false });
  vp2 = await callerOf(portal.origin, 'vp2');

  expect(done.status).toBe(200);
});

test('two people who type into one task keep what both typed, and are told of each other', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  const save = (caller: Caller, baseRevision: number, changes: object) => caller.send<Draft>('PUT', `${taskPath(approveId)}/draft`, { baseRevision, changes });

  const mine = await save(vp, 0, { result: 'pass' });
  const theirs = await save(vp2, 0, { opinion: '同意' });
  const clash = await save(vp, mine.body.revision, { opinion: '不同意' });
  const removed = await save(vp, clash.body.revision, { result: null });

  expect(theirs.body).toMatchObject({ revision: 2, answers: { result: 'pass', opinion: '同意' }, conflicts: [], others: [{ id: personId('vp') }] });
  expect(clash.body).toMatchObject({ revision: 3, answers: { opinion: '不同意' }, conflicts: [{ field: 'opinion', theirs: '同意', by: { id: personId('vp2') } }] });
  expect(removed.body.answers).toEqual({ opinion: '不同意' });
});

test('ten saves at once lose no field', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  const names = Array.from({ length: 10 }, (_, index) => `field${index}`);

  await Promise.all(names.map((name, index) => (index % 2 ? vp : vp2).send('PUT', `${taskPath(approveId)}/draft`, { baseRevision: 0, changes: { [name]: index } })));

  const { body } = await vp.get<TaskDetail>(taskPath(approveId));
  expect(body.draft).toMatchObject({ revision: 10, answers: Object.fromEntries(names.map((name, index) => [name, index])) });
});

test('a draft is gone once its task is completed, and kept when it could not be', async () => {
  const { taskId } = await begin();
  await secretary.send('PUT', `${taskPath(taskId)}/draft`, { baseRevision: 0, changes: { amount: -5, contact: '示例' } });

  const refused = await complete(secretary, taskId, { amount: -5, contact: '示例' }, randomUUID());
  const kept = await portal.store.drafts.byId(taskId);
  await complete(secretary, taskId, { amount: 5, contact: '示例' }, randomUUID());

  expect(refused.status).toBe(422);
  expect(kept).toMatchObject({ answers: { amount: -5 } });
  expect(JSON.stringify(kept)).not.toContain('示例');
  expect(await portal.store.drafts.byId(taskId)).toBeUndefined();
});

test('a page that somebody else outdated is not taken, one that its own reader changed is', async () => {
  const { approveId } = await appliedRequest(portal, secretary);
  await vp2.send('POST', `${taskPath(approveId)}/claim`, { revision: 0 });
  await vp2.send('POST', `${taskPath(approveId)}/release`, { revision: 1 });

  const stale = await complete(vp, approveId, { result: 'pass' }, randomUUID(), 0);
  await vp.send('POST', `${taskPath(approveId)}/claim`, { revision: 2 });
  const own = await complete(vp, approveId, { result: 'pass' }, randomUUID(), 2);

  expect(stale).toMatchObject({ status: 409, body: { code: 'StaleRevision' } });
  expect(own.status).toBe(200);
});

test('while Temporal is away a completion is put off, the draft stays, and the same request goes through later', async () => {
  const { taskId } = await begin();
  await secretary.send('PUT', `${taskPath(taskId)}/draft`, { baseRevision: 0, changes: { amount: 7 } });
  const away = new Client({ connection: Connection.lazy({ address: '127.0.0.1:9', connectTimeout: '1s' }) });
  const app = createApp({ store: portal.store, temporal: away, log: pino({ level: 'silent' }), config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for tests, 32 characters long' } });
  const server = createServer(app.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cutOff = await callerOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'townSecretary');
  const key = randomUUID();

  const answer = await complete(cutOff, taskId, { amount: 7, contact: '示例' }, key);
  const pending = await portal.store.submissions.byId(key);
  const draft = await portal.store.drafts.byId(taskId);
  const later = await complete(secretary, taskId, { amount: 7, contact: '示例' }, key);
  await app.close();
  server.closeAllConnections();
  server.close();
  await away.connection.close();

  expect(answer).toMatchObject({ status: 503, body: { code: 'Unavailable', retryAfterSeconds: expect.any(Number) } });
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(pending).toMatchObject({ status: 'pending' });
  expect(draft).toMatchObject({ answers: { amount: 7 } });
  expect(later).toMatchObject({ status: 200, body: { repeated: false } });
  expect(await portal.store.submissions.byId(key)).toMatchObject({ status: 'accepted' });
}, 300_000);
