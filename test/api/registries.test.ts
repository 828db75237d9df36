import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { RecordDetail, RecordPage, RegistryDetail, RegistryRow, SavedView, SearchTerm } from '../../web/api/registry-contract';
import { CALL_REGISTRY, donorRegistry } from '../registries/support/sample-registry';
import { LOGINS, personId, type Login } from './support/district';
import { startPortal, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
/** A record of each branch. */
const ids: Record<'town' | 'village' | 'otherTown', string> = { town: '', village: '', otherTown: '' };

beforeAll(async () => {
  portal = await startPortal({ worker: false });
  await publishRegistries(portal.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  const coordinator = await portal.as('coordinator');
  const places = Object.keys(ids) as (keyof typeof ids)[];
  for (const [index, place] of places.entries()) ids[place] = (await add(coordinator, values(place, index))).body.id;
});
afterAll(() => portal.close());

const values = (place: keyof typeof ids, n: number) => ({
  name: '陈某某', phone: `1380000000${n}`, registryNo: `ZJ33000000${n}`, relatives: [{ name: '陈父', phone: '13900000002' }, { name: '李母', phone: '13700000003' }], town: portal.district[place], status: 'active', enrolledOn: `202${n}-05-01`, attempts: n,
  isStudent: n === 1, note: n === 0 ? '=1+1' : '示例',
});
const add = (caller: Caller, record: object, key: string = randomUUID()) => caller.send<RecordDetail>('POST', '/api/registries/sample-donor/records', { values: record }, { 'idempotency-key': key });
const get = async (login: Login, id: string) => (await portal.as(login)).get<RecordDetail>(`/api/registries/sample-donor/records/${id}`);
const list = async (login: Login, query = '') => (await (await portal.as(login)).get<RecordPage>(`/api/registries/sample-donor/records${await asked(login, query)}`)).body;

/** `q=13800000001` as the portal asks for it: sealed. */
async function asked(login: Login, query: string): Promise<string> {
  const [, part = '', text = ''] = /[?&](q|f\.phone)=([^&]*)/.exec(query) ?? [];
  if (text === '') return query;
  const { body } = await (await portal.as(login)).send<SearchTerm>('POST', '/api/registries/sample-donor/search-terms', { text: decodeURIComponent(text) });
  return query.replace(`${part}=${text}`, `${part}=${body.term}`);
}

const everybody = Object.keys(LOGINS) as Login[];
const readers: Login[] = ['coordinator', 'dpo', 'secgen'];

/** Those whose attempt got past the permission. */
async function allowedAmong(attempt: (caller: Caller) => Promise<{ readonly status: number }>): Promise<Login[]> {
  const tried = await Promise.all(everybody.map(async (login) => ({ login, status: (await attempt(await portal.as(login))).status })));
  return tried.filter(({ status }) => status !== 403 && status !== 404).map(({ login }) => login).sort();
}

test('an empty list is asked for like any other', async () => {
  expect(await list('coordinator', '?q=nobody')).toEqual({ rows: [], total: 0, page: 1, size: 20, searched: 'no***y' });
});

describe('who may do what with a record of a branch', () => {
  const of = { town: ['townPresident', 'townSecretary'], village: ['townPresident', 'townSecretary', 'villageSecretary'], otherTown: ['otherPresident', 'otherSecretary'] } as const;
  const path = (place: keyof typeof ids) => `/api/registries/sample-donor/records/${ids[place]}`;

  test.each(['town', 'village', 'otherTown'] as const)('reading it at the %s', async (place) => {
    expect(await allowedAmong((caller) => caller.get(path(place)))).toEqual([...readers, ...of[place]].sort());
  });

  test.each(['town', 'village', 'otherTown'] as const)('changing it at the %s', async (place) => {
    expect(await allowedAmong((caller) => caller.send('PUT', path(place), {}))).toEqual(['coordinator', ...of[place].filter((login) => login.endsWith('Secretary'))].sort());
  });

  test.each(['town', 'village', 'otherTown'] as const)('seeing what is personal at the %s', async (place) => {
    expect(await allowedAmong((caller) => caller.send('POST', `${path(place)}/unmask`, {}))).toEqual(['coordinator', 'dpo']);
  });

  test.each(['town', 'village', 'otherTown'] as const)('erasing what is personal at the %s', async (place) => {
    expect(await allowedAmong((caller) => caller.send('POST', `${path(place)}/erasure`, {}))).toEqual(['dpo']);
  });

  test.each(['town', 'village', 'otherTown'] as const)('adding one at the %s', async (place) => {
    const allowed = await allowedAmong((caller) => add(caller, { ...values(place, 9), registryNo: 'ZJ330000000' }));

    expect(allowed).toEqual(['coordinator', ...of[place].filter((login) => login.endsWith('Secretary'))].sort());
  });
});

test('a registry shows to those whose role it names, with the records that are in their reach', async () => {
  const rows = async (login: Login) => (await (await portal.as(login)).get<RegistryRow[]>('/api/registries')).body.map(({ id, records, may }) => ({ id, records, may }));

  expect(await rows('coordinator')).toEqual([{ id: 'sample-call', records: 0, may: { edit: false, import: false, unmask: false } }, { id: 'sample-donor', records: 3, may: { edit: true, import: true, unmask: true } }]);
  expect(await rows('townSecretary')).toEqual([{ id: 'sample-donor', records: 2, may: { edit: true, import: true, unmask: false } }]);
  expect(await rows('volunteer')).toMatchObject([{ id: 'sample-donor', records: 0, may: { edit: false } }]);
  expect((await (await portal.as('finance')).get('/api/registries')).status).toBe(200);
  expect(await rows('finance')).toEqual([]);
});

test('the navigation offers registries to those who have any', async () => {
  expect((await portal.as('coordinator')).session.may).toContain('registries');
  expect((await portal.as('finance')).session.may).not.toContain('registries');
});

test('a registry tells how its list and its form are made', async () => {
  const { body } = await (await portal.as('coordinator')).get<RegistryDetail>('/api/registries/sample-donor');

  expect(body).toMatchObject({ id: 'sample-donor', heading: 'name', sort: '-enrolledOn', form: { id: 'registry.sample-donor', document: { format: 1 } }, scores: [{ id: 'risk' }] });
  expect(body.columns.map(({ name }) => name)).toEqual(['name', 'phone', 'status', 'town', 'enrolledOn', 'attempts']);
  expect(body.filters.find(({ name }) => name === 'status')?.values).toContainEqual({ value: 'active', title: { zh: '活跃' } });
  const validator = await (await portal.as('coordinator')).get<string>(body.form.validatorUrl);
  expect([validator.status, validator.body.includes('createValidator')]).toEqual([200, true]);
});

test('a list shows what is in reach, masked as each field says', async () => {
  const all = await list('coordinator');
  const own = await list('townSecretary');

  expect(all).toMatchObject({ total: 3, page: 1, size: 20 });
  expect(all.rows.map(({ id }) => id)).toEqual([ids.otherTown, ids.village, ids.town]);
  expect(all.rows[2]).toMatchObject({
    heading: '陈*', branch: { id: portal.district.town, name: '示例镇红十字会' }, revision: 1,
    values: { name: '陈*', phone: '138****0000', registryNo: 'ZJ3****0000', relatives: [{ name: '陈*', phone: '139****0002' }, { name: '李*', phone: '137****0003' }], status: 'active', attempts: 0 },
  });
  expect(own.rows.map(({ id }) => id)).toEqual([ids.village, ids.town]);
  expect(JSON.stringify([all, own])).not.toMatch(/陈某某|13800000000|陈父/);
});

test.each<[string, string, () => string[]]>([
  ['one value', '?f.attempts=1', () => []],
  ['a choice', '?f.status=active,lost', () => [ids.otherTown, ids.village, ids.town]],
  ['yes or no', '?f.isStudent=true', () => [ids.village]],
  ['a day from', '?from.enrolledOn=2021-05-01', () => [ids.otherTown, ids.village]],
  ['a day until', '?until.enrolledOn=2021-05-01', () => [ids.village, ids.town]],
  ['a phone number', '?f.phone=138%200000%200001', () => [ids.village]],
  ['the search box, by a whole number', '?q=13800000002', () => [ids.otherTown]],
  ['the search box, by part of a personal value', '?q=1380000000', () => []],
  ['the search box, by part of a text', '?q=1%2B1', () => [ids.town]],
  ['order', '?sort=attempts', () => [ids.town, ids.village, ids.otherTown]],
  ['order by points', '?sort=-score.risk&size=1', () => [ids.otherTown]],
  ['pages', '?page=2&size=2', () => [ids.town]],
])('a list is narrowed by %s', async (name, query, expected) => {
  const caller = await portal.as('coordinator');
  const { status, body } = await caller.get<RecordPage>(`/api/registries/sample-donor/records${await asked('coordinator', query)}`);

  // Not everything is a filter of this registry.
  if (name === 'one value') expect(status).toBe(400);
  else expect(body.rows.map(({ id }) => id)).toEqual(expected());
});

test.each(['q=13800000002', 'f.phone=13800000002', 'q=~k1.AAAA', 'f.name=陈某某', 'f.nothing=1', 'f.status[$ne]=x', 'where=1', 'sort=phone', 'sort=note', 'from.status=1', 'size=5000', 'page=0'])('a list that is asked for by %s is refused', async (query) => {
  expect((await (await portal.as('coordinator')).get(`/api/registries/sample-donor/records?${query}`)).status).toBe(400);
});

test('what was searched for stands in no address, can’t be read from one, and is good for one registry', async () => {
  const query = await asked('coordinator', '?q=13800000002');
  const elsewhere = await (await portal.as('coordinator')).send<SearchTerm>('POST', '/api/registries/sample-call/search-terms', { text: '13800000002' });

  expect(query).toMatch(/^\?q=~[\w-]+\.[\w-]+$/);
  expect(Buffer.from(query.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('1380000');
  expect((await list('coordinator', '?q=13800000002')).searched).toBe('138****0002');
  expect((await (await portal.as('coordinator')).get(`/api/registries/sample-donor/records?q=${elsewhere.body.term}`)).status).toBe(400);
});

test('what is out of reach does not show by a filter either', async () => {
  expect((await list('townSecretary', `?f.town=${portal.district.otherTown}`)).total).toBe(0);
  expect((await list('townSecretary', '?q=13800000002')).total).toBe(0);
  expect((await list('volunteer')).total).toBe(0);
});

test('the same request to add a record adds one', async () => {
  const [caller, key] = [await portal.as('coordinator'), randomUUID()];

  const [first, second] = [await add(caller, values('town', 7), key), await add(caller, values('town', 7), key)];

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).toBe(first.body.id);
  expect(second.body).toMatchObject({ revision: 1, createdBy: { id: personId('coordinator') }, history: [{ kind: 'created' }] });
});

test('a record that its form or a rule refuses is not added, nor one that names nothing', async () => {
  const caller = await portal.as('coordinator');
  const problems = async (record: object) => {
    const { status, body } = await add(caller, record);
    return [status, ((body as unknown as { problems?: { at: string; rule: string }[] }).problems ?? []).map(({ at, rule }) => `${at} ${rule}`)];
  };

  expect(await problems({ ...values('town', 8), phone: '123' })).toEqual([422, ['/phone pattern']]);
  expect(await problems({ ...values('town', 8), status: 'lost', attempts: 1 })).toEqual([422, ['/attempts lost-was-called']]);
  expect(await problems({ ...values('town', 8), town: 'nowhere' })).toEqual([422, ['/town x-branch']]);
});

test('a second record with the same key is refused in words', async () => {
  const { status, body } = await add(await portal.as('coordinator'), { ...values('town', 8), registryNo: 'zj 330000000' });

  expect([status, body]).toEqual([409, expect.objectContaining({ code: 'KeyTaken' })]);
});

test('masked values that come back unchanged stay, and what was changed beside them is kept', async () => {
  const caller = await portal.as('townSecretary');
  const { body: before } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${ids.village}`);
  const [, mother] = before.values['relatives'] as object[];

  const { status, body } = await caller.send<RecordDetail>('PUT', `/api/registries/sample-donor/records/${ids.village}`, { revision: before.revision, values: { ...before.values, attempts: 5, relatives: [{ ...mother, phone: '13600000009' }, { name: '王叔', phone: '13500000001' }] } });

  expect([status, body.revision]).toEqual([200, 2]);
  const stored = await portal.store.records.byIds('sample-donor', [ids.village]);
  expect(await portal.store.records.open(stored)).toMatchObject([{ name: '陈某某', phone: '13800000001', registryNo: 'ZJ330000001', attempts: 5, relatives: [{ name: '李母', phone: '13600000009' }, { name: '王叔', phone: '13500000001' }] }]);
  expect(body.history[0]).toMatchObject({ kind: 'changed', by: { id: personId('townSecretary') }, changes: [{ field: 'relatives', to: [{ name: '李*', phone: '136****0009' }, { name: '王*', phone: '135****0001' }] }, { field: 'attempts', title: { zh: '联系次数' }, from: 1, to: 5 }] });
});

test('a mask that was typed over in part is not stored', async () => {
  const caller = await portal.as('coordinator');
  const { body } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${ids.town}`);

  const answer = await caller.send('PUT', `/api/registries/sample-donor/records/${ids.town}`, { revision: body.revision, values: { ...body.values, name: '王*' } });

  expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ problems: [expect.objectContaining({ at: '/name', rule: 'x-mask' })] })]);
});

test('a page that somebody else’s change has outdated is not taken, but one’s own change sent twice is', async () => {
  const caller = await portal.as('coordinator');
  const { body: before } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${ids.otherTown}`);
  const put = (change: object) => caller.send<RecordDetail>('PUT', `/api/registries/sample-donor/records/${ids.otherTown}`, { revision: before.revision, values: { ...before.values, ...change } });

  const [first, again, other] = [await put({ attempts: 8 }), await put({ attempts: 8 }), await put({ attempts: 9 })];

  expect([first.status, again.status, other.status]).toEqual([200, 200, 409]);
  expect(again.body.revision).toBe(2);
  expect(other.body).toMatchObject({ code: 'StaleRevision' });
});

test('a record may not be moved to a branch that one may not write for', async () => {
  const caller = await portal.as('townSecretary');
  const { body } = await caller.get<RecordDetail>(`/api/registries/sample-donor/records/${ids.town}`);

  expect((await caller.send('PUT', `/api/registries/sample-donor/records/${ids.town}`, { revision: body.revision, values: { ...body.values, town: portal.district.otherTown } })).status).toBe(403);
});

test('what is personal is shown for a reason, which is written down and told to the data protection officer', async () => {
  const caller = await portal.as('coordinator');
  const unmask = (reason: string) => caller.send<{ values: Record<string, unknown> }>('POST', `/api/registries/sample-donor/records/${ids.town}/unmask`, { reason });

  const without = await unmask(' ');
  const { status, body } = await unmask('年度电话联系');

  expect(without.status).toBe(400);
  expect([status, body.values]).toEqual([200, { name: '陈某某', phone: '13800000000', registryNo: 'ZJ330000000', relatives: [{ name: '陈父', phone: '13900000002' }, { name: '李母', phone: '13700000003' }] }]);
  expect((await get('dpo', ids.town)).body.history).toMatchObject([{ kind: 'unmasked', reason: '年度电话联系', by: { id: personId('coordinator') } }, { kind: 'created' }]);
  const notices = await (await portal.as('dpo')).get<{ rows: { text: { zh: string } }[] }>('/api/notifications');
  expect(notices.body.rows[0]?.text.zh).toBe('示例coordinator查看了“示例志愿者台账”一条记录的个人信息，理由见该记录的变更历史。');
  expect(await portal.store.audit.ofSubject(`record/sample-donor/${ids.town}`)).toMatchObject([{ action: 'record.unmasked', by: personId('coordinator') }]);
});

test('nobody sees what is personal by the hundred', async () => {
  const caller = await portal.as('dpo');

  const answers: number[] = [];
  for (let n = 0; n < 45; n += 1) answers.push((await caller.send('POST', `/api/registries/sample-donor/records/${ids.town}/unmask`, { reason: '核对' })).status);

  expect([answers[0], answers.at(-1)]).toEqual([200, 429]);
});

test('erasure leaves a record that counts and names nobody', async () => {
  const { body: made } = await add(await portal.as('coordinator'), { ...values('town', 6), phone: '13811112222' });
  const erased = await (await portal.as('dpo')).send<RecordDetail>('POST', `/api/registries/sample-donor/records/${made.id}/erasure`, { reason: '本人申请删除' });

  expect(erased.status).toBe(200);
  expect(erased.body).toMatchObject({ heading: made.id, values: { status: 'active', town: portal.district.town }, may: { edit: false, unmask: false, erase: false }, history: [{ kind: 'erased', reason: '本人申请删除' }, { kind: 'created' }] });
  expect(Object.keys(erased.body.values)).not.toContain('phone');
  expect(erased.body.history[1]?.changes.find(({ field }) => field === 'name')).toMatchObject({ from: null, to: null });
  expect((await list('coordinator', '?q=13811112222')).total).toBe(0);
});

test('a record’s page shows what other registries say of it, to those who may read them', async () => {
  const calls = await portal.store.registries.latest('sample-call');
  if (calls === undefined) throw new Error('not published');
  await portal.store.records.save({ document: calls.document, id: 'c1', changeId: 'c1', cause: { kind: 'changed', by: 'system', at: new Date() }, change: () => ({ donorId: ids.town, calledOn: '2026-03-01', result: 'reached', spokeWith: '陈父' }) });

  expect((await get('coordinator', ids.town)).body.linked).toMatchObject([{ registry: { id: 'sample-call' }, field: 'donorId', total: 1, rows: [{ values: { result: 'reached', spokeWith: '陈*' } }] }]);
  expect((await get('townSecretary', ids.town)).body.linked).toEqual([]);
  expect((await (await portal.as('coordinator')).send('POST', '/api/registries/sample-call/records', { values: {} }, { 'idempotency-key': randomUUID() })).status).toBe(403);
});

test('records are called by their masked headings where others refer to them', async () => {
  const path = `/api/registries/sample-donor/headings?ids=${ids.town},${ids.otherTown},nothing`;

  expect((await (await portal.as('coordinator')).get(path)).body).toEqual(expect.arrayContaining([{ id: ids.town, heading: '陈*' }, { id: ids.otherTown, heading: '陈*' }]));
  expect((await (await portal.as('townSecretary')).get(path)).body).toEqual([{ id: ids.town, heading: '陈*' }]);
});

test('saved views follow the person, and others see those that are shared', async () => {
  const [secgen, coordinator] = [await portal.as('secgen'), await portal.as('coordinator')];
  const path = '/api/registries/sample-donor/views';
  const made = await secgen.send<SavedView>('POST', path, { name: '失联', query: 'f.status=lost', shared: true });
  await secgen.send('POST', path, { name: '我的', query: `f.status=active&${(await asked('secgen', '?q=13800000002')).slice(1)}` });

  expect([made.status, made.body]).toEqual([201, expect.objectContaining({ name: '失联', query: 'f.status=lost', shared: true, mine: true })]);
  expect((await secgen.get<SavedView[]>(path)).body.map(({ name }) => name)).toEqual(['失联', '我的']);
  // Who was searched for is no part of a view.
  expect((await secgen.get<SavedView[]>(path)).body[1]?.query).toBe('f.status=active');
  expect((await coordinator.get<SavedView[]>(path)).body).toMatchObject([{ name: '失联', mine: false }]);
  expect((await coordinator.send('DELETE', `${path}/${made.body.id}`)).status).toBe(404);
  expect((await secgen.send('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
});

test('an export is masked, keeps ids as texts, and holds no formula', async () => {
  const caller = await portal.as('townSecretary');
  const response = await fetch(`${portal.origin}/api/registries/sample-donor/export?until.enrolledOn=2020-12-31`, { headers: { cookie: caller.cookie } });
  const [{ data: [head, ...rows] = [] } = { data: [] }] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));

  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  expect(head).toEqual(['入库编号', '姓名', '手机号码', '亲属', '所属组织', '状态', '入库日期', '最近联系', '联系次数', '在校学生', '标签', '备注']);
  expect(rows).toEqual([['ZJ3****0000', '陈*', '138****0000', '陈* 139****0002；李* 137****0003', '示例镇红十字会', '活跃', '2020-05-01', null, 0, '否', null, "'=1+1"]]);
});
