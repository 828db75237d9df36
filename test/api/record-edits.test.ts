import { randomUUID } from 'node:crypto';
import type { Draft, Problem } from '../../web/api/contract';
import type { RecordDetail } from '../../web/api/registry-contract';
import { personId } from './support/district';
import type { Caller } from './support/portal';
import { addRecord, startRegistryDesk, type RegistryDesk } from './support/sample-records';

let desk: RegistryDesk;
beforeAll(async () => {
  desk = await startRegistryDesk();
});
afterAll(() => desk.portal.close());

test('the same request to add a record adds one', async () => {
  const [caller, key] = [await desk.portal.as('coordinator'), randomUUID()];

  const [first, second] = [await addRecord(caller, desk.values('town', 7), key), await addRecord(caller, desk.values('town', 7), key)];

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).toBe(first.body.id);
  expect(second.body).toMatchObject({ revision: 1, createdBy: { id: personId('coordinator') }, history: [{ kind: 'created' }] });
});

test('a record that its form or a rule refuses is not added, nor one that names nothing', async () => {
  const caller = await desk.portal.as('coordinator');
  const problems = async (record: object) => {
    const { status, body } = await addRecord(caller, record);
    return [status, ((body as unknown as { problems?: { at: string; rule: string }[] }).problems ?? []).map(({ at, rule }) => `${at} ${rule}`)];
  };

  expect(await problems({ ...desk.values('town', 8), phone: '123' })).toEqual([422, ['/phone pattern']]);
  expect(await problems({ ...desk.values('town', 8), status: 'lost', attempts: 1 })).toEqual([422, ['/attempts lost-was-called']]);
  expect(await problems({ ...desk.values('town', 8), town: 'nowhere' })).toEqual([422, ['/town x-branch']]);
});

test('a second record with the same key is refused in words', async () => {
  const { status, body } = await addRecord(await desk.portal.as('coordinator'), { ...desk.values('town', 8), registryNo: 'zj 330000000' });

  expect([status, body]).toEqual([409, expect.objectContaining({ code: 'KeyTaken' })]);
});

test('masked values that come back unchanged stay, and what was changed beside them is kept', async () => {
  const caller = await desk.portal.as('townSecretary');
  const { body: before } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${desk.ids.village}`);
  const [, mother] = before.values['relatives'] as object[];

  const { status, body } = await caller.send<RecordDetail>('PUT', `/api/registries/sample-donor/records/${desk.ids.village}`, { revision: before.revision, values: { ...before.values, attempts: 5, relatives: [{ ...mother, phone: '13600000009' }, { name: '王叔', phone: '13500000001' }] } });

  expect([status, body.revision]).toEqual([200, 2]);
  const stored = await desk.portal.store.records.byIds('sample-donor', [desk.ids.village]);
  expect(await desk.portal.store.records.open(stored)).toMatchObject([{ name: '陈某某', phone: '13800000001', registryNo: 'ZJ330000001', attempts: 5, relatives: [{ name: '李母', phone: '13600000009' }, { name: '王叔', phone: '13500000001' }] }]);
  expect(body.history[0]).toMatchObject({ kind: 'changed', by: { id: personId('townSecretary') }, changes: [{ field: 'relatives', to: [{ name: '李*', phone: '136****0009' }, { name: '王*', phone: '135****0001' }] }, { field: 'attempts', title: { zh: '联系次数' }, from: 1, to: 5 }] });
});

test('a mask that was typed over in part is not stored', async () => {
  const caller = await desk.portal.as('coordinator');
  const { body } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${desk.ids.town}`);

  const answer = await caller.send('PUT', `/api/registries/sample-donor/records/${desk.ids.town}`, { revision: body.revision, values: { ...body.values, name: '王*' } });

  expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ problems: [expect.objectContaining({ at: '/name', rule: 'x-mask' })] })]);
});

test('a page that somebody else’s change has outdated is not taken, but one’s own change sent twice is', async () => {
  const caller = await desk.portal.as('coordinator');
  const { body: before } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${desk.ids.otherTown}`);
  const put = (change: object) => caller.send<RecordDetail>('PUT', `/api/registries/sample-donor/records/${desk.ids.otherTown}`, { revision: before.revision, values: { ...before.values, ...change } });

  const [first, again, other] = [await put({ attempts: 8 }), await put({ attempts: 8 }), await put({ attempts: 9 })];

  expect([first.status, again.status, other.status]).toEqual([200, 200, 409]);
  expect(again.body.revision).toBe(2);
  expect(other.body).toMatchObject({ code: 'StaleRevision' });
});

test('what somebody types into a record’s form is kept for them alone, sealed, until they save it', async () => {
  const [caller, other] = await Promise.all([desk.portal.as('townSecretary'), desk.portal.as('coordinator')]);
  const [fresh, kept] = ['/api/registries/sample-donor', `/api/registries/sample-donor/records/${desk.ids.village}`];
  const type = async (path: string, changes: object) => caller.send<Draft>('PUT', `${path}/draft`, { baseRevision: (await caller.get<Draft>(`${path}/draft`)).body.revision, changes });
  const read = async (who: Caller, path: string): Promise<object> => (await who.get<Draft>(`${path}/draft`)).body.answers;

  expect([(await type(fresh, { name: '冯示例', phone: '13700000077' })).status, (await type(kept, { name: '褚示例', 'emptied-fields': ['attempts'] })).status]).toEqual([200, 200]);

  expect([await read(caller, fresh), await read(caller, kept)]).toEqual([{ name: '冯示例', phone: '13700000077' }, { name: '褚示例', 'emptied-fields': ['attempts'] }]);
  expect([await read(other, fresh), await read(other, kept)]).toEqual([{}, {}]);
  const stored = JSON.stringify(await desk.portal.store.drafts.find({ _id: { $regex: '^record/sample-donor/' } }));
  expect(stored).toContain(`"$enc":"record/sample-donor/${desk.ids.village}"`);
  expect(stored).not.toMatch(/冯示例|13700000077|褚示例/);
  expect((await (await desk.portal.as('otherSecretary')).get(`${kept}/draft`)).status).toBe(404);

  const { body } = await caller.get<RecordDetail>(kept);
  expect((await caller.send('PUT', kept, { revision: body.revision, values: body.values })).status).toBe(200);
  expect([await read(caller, kept), await read(caller, fresh)]).toEqual([{}, { name: '冯示例', phone: '13700000077' }]);
});

test('a save of what has been handed in comes too late, and the next form begins empty', async () => {
  const caller = await desk.portal.as('coordinator');
  const path = '/api/registries/sample-donor';
  const save = (baseRevision: number, changes: object) => caller.send<Draft | Problem>('PUT', `${path}/draft`, { baseRevision, changes });
  const add = (n: number) => addRecord(caller, desk.values('town', n));
  const read = async (): Promise<Draft> => (await caller.get<Draft>(`${path}/draft`)).body;

  expect((await add(4)).status).toBe(201);
  const neverSaved = await save(0, { name: '卫示例' });
  const fresh = await read();
  await save(fresh.revision, { name: '蒋示例' });
  const typed = await read();
  expect((await add(5)).status).toBe(201);
  const late = await save(typed.revision, { name: '蒋示例' });
  const next = await read();
  const anew = await save(next.revision, { name: '沈示例' });

  expect([neverSaved, late].map(({ status, body }) => [status, (body as Problem).code])).toEqual([[409, 'DraftGone'], [409, 'DraftGone']]);
  expect([fresh.answers, typed.answers, next.answers]).toEqual([{}, { name: '蒋示例' }, {}]);
  expect(anew).toMatchObject({ status: 200, body: { answers: { name: '沈示例' } } });
});

test('what was handed in long ago is forgotten, and a save from before still comes too late', async () => {
  const { drafts } = desk.portal.store;
  const [id, at] = ['start/sample/person', new Date('2026-03-02T01:00:00Z')];
  const save = (baseRevision: number) => drafts.save({ id, by: 'person', at, baseRevision, changes: { a: 1 } });

  await save(0);
  await drafts.handIn(id, at);
  await drafts.forgetHandedIn(new Date('2026-03-03T01:00:00Z'));

  expect(await drafts.byId(id)).toBeUndefined();
  expect([await save(1), (await save(0))?.draft.revision]).toEqual([undefined, 1]);
});

test('a record may not be moved to a branch that one may not write for', async () => {
  const caller = await desk.portal.as('townSecretary');
  const { body } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${desk.ids.town}`);

  expect((await caller.send('PUT', `/api/registries/sample-donor/records/${desk.ids.town}`, { revision: body.revision, values: { ...body.values, town: desk.portal.district.otherTown } })).status).toBe(403);
});

test('what is personal is shown for a reason, which is written down and told to the data protection officer', async () => {
  const caller = await desk.portal.as('coordinator');
  const unmask = (reason: string) => caller.send<{ values: Record<string, unknown> }>('POST', `/api/registries/sample-donor/records/${desk.ids.town}/unmask`, { reason });

  const without = await unmask(' ');
  const { status, body } = await unmask('年度电话联系');

  expect(without.status).toBe(400);
  expect([status, body.values]).toEqual([200, { name: '陈某某', phone: '13800000000', registryNo: 'ZJ330000000', relatives: [{ name: '陈父', phone: '13900000002' }, { name: '李母', phone: '13700000003' }] }]);
  expect((await desk.get('dpo', desk.ids.town)).body.history).toMatchObject([{ kind: 'unmasked', reason: '年度电话联系', by: { id: personId('coordinator') } }, { kind: 'created' }]);
  const notices = await (await desk.portal.as('dpo')).get<{ rows: { text: { zh: string } }[] }>('/api/notifications');
  expect(notices.body.rows[0]?.text.zh).toBe('示例coordinator查看了“示例志愿者台账”一条记录的个人信息，理由见该记录的变更历史。');
  expect(await desk.portal.store.audit.ofSubject(`record/sample-donor/${desk.ids.town}`)).toMatchObject([{ action: 'record.unmasked', by: personId('coordinator') }]);
});

test('who has a task about somebody may see whom to call, until it is done', async () => {
  const caller = await desk.portal.as('secgen');
  const unmask = async (): Promise<number> => (await caller.send('POST', `/api/registries/sample-donor/records/${desk.ids.town}/unmask`, { reason: '退出回访' })).status;
  const task = { _id: 'i/debrief/1', instanceId: 'i', processId: 'p', elementId: 'debrief', name: { zh: '退出回访' }, title: '示例', branchId: desk.portal.district.town, groups: ['district_secgen'], users: [], excludedActors: [], dueAssumed: false, priority: 50, inputs: {}, record: `sample-donor/${desk.ids.town}`, openedAt: new Date(), revision: 0, seq: 1 };

  const before = await unmask();
  await desk.portal.store.tasks.insert({ ...task, state: 'open' });
  const during = await unmask();
  await desk.portal.store.tasks.model.updateOne({ _id: task._id }, { $set: { state: 'completed' } });

  expect([before, during, await unmask()]).toEqual([403, 200, 403]);
});

test('nobody sees what is personal by the hundred', async () => {
  const caller = await desk.portal.as('dpo');

  const answers: number[] = [];
  for (let n = 0; n < 45; n += 1) answers.push((await caller.send('POST', `/api/registries/sample-donor/records/${desk.ids.town}/unmask`, { reason: '核对' })).status);

  expect([answers[0], answers.at(-1)]).toEqual([200, 429]);
});

test('erasure leaves a record that counts and names nobody', async () => {
  const { body: made } = await addRecord(await desk.portal.as('coordinator'), { ...desk.values('town', 6), phone: '13811112222' });
  const erased = await (await desk.portal.as('dpo')).send<RecordDetail>('POST', `/api/registries/sample-donor/records/${made.id}/erasure`, { reason: '本人申请删除' });

  expect(erased.status).toBe(200);
  expect(erased.body).toMatchObject({ heading: made.id, values: { status: 'active', town: desk.portal.district.town }, may: { edit: false, unmask: false, erase: false }, history: [{ kind: 'erased', reason: '本人申请删除' }, { kind: 'created' }] });
  expect(Object.keys(erased.body.values)).not.toContain('phone');
  expect(erased.body.history[1]?.changes.find(({ field }) => field === 'name')).toMatchObject({ from: null, to: null });
  expect((await desk.list('coordinator', '?q=13811112222')).total).toBe(0);
});
