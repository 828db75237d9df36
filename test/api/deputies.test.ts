import type { AbsenceView } from '../../web/api/delivery-contract';
import type { InstanceDetail, NotificationRow, Page, Session, TaskDetail, TaskRow } from '../../web/api/contract';
import { personId, type Login } from './support/district';
import { completeWith, pathOf, startPortal, startRequest, type TestPortal } from './support/portal';
import { endRequests } from './support/requests';

let portal: TestPortal;
/** The portal's clock, far from midnight in the district. */
const today = new Date('2026-11-25T04:00:00Z');
const DAY = '2026-11-25';
beforeAll(async () => {
  portal = await startPortal({ now: () => today });
});
afterAll(() => portal.close());

const away = async (person: Login, deputy: Login, by: Login = person, days: { readonly from?: string; readonly until?: string } = {}) =>
  (await portal.as(by)).send<AbsenceView>('POST', '/api/absences', { personId: personId(person), deputyId: personId(deputy), from: DAY, until: DAY, ...days });
const endAll = async () => {
  for (const { _id } of await portal.store.absences.find({})) await portal.store.absences.end(_id, today);
};
/** One request runs at a branch at a time. */
afterEach(async () => {
  await endAll();
  await endRequests(portal);
});

const idsOf = async (login: Login, view: string) => (await (await portal.as(login)).get<Page<TaskRow>>(`/api/tasks?view=${view}&size=100`)).body.rows.map(({ id }) => id);

test('the deputy sees and does the tasks of the person who is away, and the timeline says for whom', async () => {
  const { instanceId, taskId } = await startRequest(await portal.as('officer'), portal.district.town);
  const before = await idsOf('otherSecretary', 'mine');
  await away('townSecretary', 'otherSecretary');
  const deputy = await portal.as('otherSecretary');

  const mine = await idsOf('otherSecretary', 'mine');
  const detail = (await deputy.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`)).body;
  const done = await completeWith(deputy, taskId, { amount: 5, contact: '示例' });

  expect([before.includes(taskId), mine.includes(taskId), detail.may.complete, done.status]).toEqual([false, true, true, 200]);
  const { timeline, submissions } = (await (await portal.as('officer')).get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`)).body;
  expect(timeline.find(({ kind }) => kind === 'task-completed')).toMatchObject({ by: { id: personId('otherSecretary') }, text: { zh: '示例otherSecretary代示例townSecretary办结了“填写申请”' } });
  expect(submissions.find(({ elementId }) => elementId === 'apply')).toMatchObject({ by: { id: personId('otherSecretary') }, onBehalfOf: { id: personId('townSecretary') } });
  expect(await portal.store.tasks.byId(taskId)).toMatchObject({ completedBy: personId('otherSecretary'), completedFor: personId('townSecretary') });
});

test('what the person who is away had claimed passes into the deputy’s hands', async () => {
  const { taskId } = await startRequest(await portal.as('officer'), portal.district.town);
  await (await portal.as('townSecretary')).send('POST', `/api/tasks/${pathOf(taskId)}/claim`, { revision: 0 });
  await away('townSecretary', 'townPresident');
  const deputy = await portal.as('townPresident');

  const claim = await deputy.send<TaskRow>('POST', `/api/tasks/${pathOf(taskId)}/claim`, { revision: 1 });

  expect([claim.status, claim.body.claimedBy?.id]).toEqual([200, personId('townPresident')]);
  expect((await portal.store.tasks.byId(taskId))?.claimedFor).toBe(personId('townSecretary'));
});

test('a deputy may nothing but the tasks, and nothing before or after the absence', async () => {
  const { instanceId, taskId } = await startRequest(await portal.as('officer'), portal.district.town);
  const deputy = await portal.as('otherSecretary');
  const looks = async () => (await deputy.get(`/api/tasks/${pathOf(taskId)}`)).status;

  await away('townSecretary', 'otherSecretary', 'townSecretary', { from: '2026-11-26', until: '2026-12-01' });
  const tooEarly = await looks();
  await endAll();
  await away('townSecretary', 'otherSecretary');
  const during = await looks();
  const others = await Promise.all([
    deputy.get(`/api/instances/${pathOf(instanceId)}`), deputy.get(`/api/branches/${portal.district.town}`),
    deputy.send('POST', '/api/processes/api-request/instances', { branchId: portal.district.town, answers: { topic: 'equipment' } }, { 'idempotency-key': '11111111-1111-4111-8111-111111111111' }),
  ]);
  await endAll();
  const tooLate = await looks();

  expect([tooEarly, during, others.map(({ status }) => status >= 403), tooLate]).toEqual([404, 200, [true, true, true], 404]);
});

describe('separation of duties', () => {
  const atApproval = async (by: Login): Promise<string> => {
    const { instanceId, taskId } = await startRequest(await portal.as('officer'), portal.district.town);
    const done = await completeWith(await portal.as(by), taskId, { amount: 5, contact: '示例' });
    expect(done.status).toBe(200);
    const [approve] = await portal.store.tasks.openOf(instanceId);
    if (approve === undefined) throw new Error('There is nothing to approve');
    return approve._id;
  };
  const tries = async (login: Login, taskId: string) => {
    const { status, body } = await completeWith(await portal.as(login), taskId, { result: 'pass' });
    return [status, (body as { readonly code?: string }).code];
  };

  test('the deputy of an officer may not approve what the deputy handed in', async () => {
    await away('officer', 'townSecretary');
    const approve = await atApproval('townSecretary');

    expect(await tries('townSecretary', approve)).toEqual([403, 'ActorExcluded']);
    expect(await idsOf('townSecretary', 'group')).not.toContain(approve);
    expect(await tries('officer2', approve)).toEqual([200, undefined]);
  });

  test('the deputy of somebody who handed it in may not approve it, though the post would allow it', async () => {
    const approve = await atApproval('townSecretary');
    await away('townSecretary', 'officer');

    const refused = await tries('officer', approve);
    const offered = await idsOf('officer', 'group');
    await endAll();

    expect([refused, offered.includes(approve)]).toEqual([[403, 'ActorExcluded'], false]);
    expect(await tries('officer', approve)).toEqual([200, undefined]);
  });

  test('who was away may not approve what the deputy handed in for them', async () => {
    await away('townSecretary', 'otherSecretary');
    const approve = await atApproval('otherSecretary');
    await portal.store.people.setPosts(personId('townSecretary'), [{ role: 'branch_secretary', branchId: portal.district.town }, { role: 'district_org_officer', branchId: portal.district.root }]);

    expect(await tries('townSecretary', approve)).toEqual([403, 'ActorExcluded']);
    await portal.store.people.setPosts(personId('townSecretary'), [{ role: 'branch_secretary', branchId: portal.district.town }]);
  });

  test('a task is not handed to the deputy of somebody who did an earlier step', async () => {
    const approve = await atApproval('townSecretary');
    await away('townSecretary', 'officer');

    const { status } = await (await portal.as('secgen')).send('POST', `/api/tasks/${pathOf(approve)}/assignment`, { to: personId('officer'), revision: 0 });

    expect(status).toBe(400);
  });
});

test('reminders of the time of absence show to the deputy too', async () => {
  const reminder = { instanceId: 'i1', groups: [`branch_secretary@${portal.district.town}`], users: [], kind: 'reminder', branchId: portal.district.town, readBy: [] } as const;
  await portal.store.notifications.insert({ ...reminder, _id: 'older', text: { zh: '之前' }, at: new Date('2026-11-20T00:00:00Z') });
  await portal.store.notifications.insert({ ...reminder, _id: 'newer', text: { zh: '期间' }, at: new Date('2026-11-25T01:00:00Z') });
  await away('townSecretary', 'otherSecretary');
  const deputy = await portal.as('otherSecretary');

  const { rows } = (await deputy.get<Page<NotificationRow>>('/api/notifications?unread=1')).body;
  const { standsInFor } = (await deputy.get<Session>('/api/session')).body;

  expect(rows.map(({ id }) => id)).toEqual(['newer']);
  expect(standsInFor).toEqual([{ person: { id: personId('townSecretary'), name: '示例townSecretary' }, until: DAY }]);
});

test('an absence is set by the person or by who keeps the account, and for nobody else', async () => {
  const own = await away('townSecretary', 'townPresident');
  await endAll();
  const byKeeper = await away('townSecretary', 'townPresident', 'officer');
  await endAll();
  const byStranger = await away('townSecretary', 'otherSecretary', 'otherSecretary');
  const ofDistrict = await away('secgen', 'vp', 'officer');
  const read = await (await portal.as('otherSecretary')).get(`/api/absences?person=${personId('townSecretary')}`);

  expect([own.status, byKeeper.status, byStranger.status, ofDistrict.status, read.status]).toEqual([201, 201, 404, 404, 404]);
});

test('an absence that makes no sense is refused', async () => {
  const refused = await Promise.all([
    away('townSecretary', 'townSecretary'),
    away('townSecretary', 'townPresident', 'townSecretary', { from: '2026-12-02', until: '2026-12-01' }),
    away('townSecretary', 'townPresident', 'townSecretary', { from: '2026-11-01', until: '2026-11-02' }),
    away('townSecretary', 'townPresident', 'townSecretary', { until: '2028-11-02' }),
    away('townSecretary', 'townPresident', 'townSecretary', { from: '2026-13-45' }),
  ]);
  await away('townSecretary', 'townPresident');
  const twice = await away('townSecretary', 'townVp');

  expect([...refused, twice].map(({ status }) => status)).toEqual(Array(6).fill(400));
});
