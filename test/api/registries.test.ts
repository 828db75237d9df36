import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import type { RecordPage, RegistryDetail, RegistryRow, SavedView, SearchTerm } from '../../web/api/registry-contract';
import { LOGINS, type Login } from './support/district';
import type { Caller } from './support/portal';
import { addRecord, sealedQuery, startRegistryDesk, type Place, type RegistryDesk } from './support/sample-records';

let desk: RegistryDesk;
beforeAll(async () => {
  desk = await startRegistryDesk();
});
afterAll(() => desk.portal.close());

const everybody = Object.keys(LOGINS) as Login[];
const readers: Login[] = ['coordinator', 'dpo', 'secgen'];

/** Those whose attempt got past the permission. */
async function allowedAmong(attempt: (caller: Caller) => Promise<{ readonly status: number }>): Promise<Login[]> {
  const tried = await Promise.all(everybody.map(async (login) => ({ login, status: (await attempt(await desk.portal.as(login))).status })));
  return tried.filter(({ status }) => status !== 403 && status !== 404).map(({ login }) => login).sort();
}

test('an empty list is asked for like any other', async () => {
  expect(await desk.list('coordinator', '?q=nobody')).toEqual({ rows: [], total: 0, page: 1, size: 20, searched: 'no***y' });
});

describe('who may do what with a record of a branch', () => {
  const of = { town: ['townPresident', 'townSecretary'], village: ['townPresident', 'townSecretary', 'villageSecretary'], otherTown: ['otherPresident', 'otherSecretary'] } as const;
  const path = (place: Place) => `/api/registries/sample-donor/records/${desk.ids[place]}`;

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
    const allowed = await allowedAmong((caller) => addRecord(caller, { ...desk.values(place, 9), registryNo: 'ZJ330000000' }));

    expect(allowed).toEqual(['coordinator', ...of[place].filter((login) => login.endsWith('Secretary'))].sort());
  });
});

test('a registry shows to those whose role it names, with the records that are in their reach', async () => {
  const rows = async (login: Login) => (await (await desk.portal.as(login)).get<RegistryRow[]>('/api/registries')).body.map(({ id, records, may }) => ({ id, records, may }));

  expect(await rows('coordinator')).toEqual([{ id: 'sample-call', records: 0, may: { edit: false, import: false, unmask: false } }, { id: 'sample-donor', records: 3, may: { edit: true, import: true, unmask: true } }]);
  expect(await rows('townSecretary')).toEqual([{ id: 'sample-donor', records: 2, may: { edit: true, import: true, unmask: false } }]);
  expect(await rows('volunteer')).toMatchObject([{ id: 'sample-donor', records: 0, may: { edit: false } }]);
  expect((await (await desk.portal.as('finance')).get('/api/registries')).status).toBe(200);
  expect(await rows('finance')).toEqual([]);
});

test('the navigation offers registries to those who have any', async () => {
  expect((await desk.portal.as('coordinator')).session.may).toContain('registries');
  expect((await desk.portal.as('finance')).session.may).not.toContain('registries');
});

test('a registry tells how its list and its form are made', async () => {
  const { body } = await (await desk.portal.as('coordinator')).get<RegistryDetail>('/api/registries/sample-donor');

  expect(body).toMatchObject({ id: 'sample-donor', heading: 'name', sort: '-enrolledOn', form: { id: 'registry.sample-donor', document: { format: 1 } }, scores: [{ id: 'risk' }] });
  expect(body.columns.map(({ name }) => name)).toEqual(['name', 'phone', 'status', 'town', 'enrolledOn', 'attempts']);
  expect(body.filters.find(({ name }) => name === 'status')?.values).toContainEqual({ value: 'active', title: { zh: '活跃' } });
  const validator = await (await desk.portal.as('coordinator')).get<string>(body.form.validatorUrl);
  expect([validator.status, validator.body.includes('createValidator')]).toEqual([200, true]);
});

test('a list shows what is in reach, masked as each field says', async () => {
  const all = await desk.list('coordinator');
  const own = await desk.list('townSecretary');

  expect(all).toMatchObject({ total: 3, page: 1, size: 20 });
  expect(all.rows.map(({ id }) => id)).toEqual([desk.ids.otherTown, desk.ids.village, desk.ids.town]);
  expect(all.rows[2]).toMatchObject({
    heading: '陈*', branch: { id: desk.portal.district.town, name: '示例镇红十字会' }, revision: 1,
    values: { name: '陈*', phone: '138****0000', registryNo: 'ZJ3****0000', relatives: [{ name: '陈*', phone: '139****0002' }, { name: '李*', phone: '137****0003' }], status: 'active', attempts: 0 },
  });
  expect(own.rows.map(({ id }) => id)).toEqual([desk.ids.village, desk.ids.town]);
  expect(JSON.stringify([all, own])).not.toMatch(/陈某某|13800000000|陈父/);
});

test.each<[string, string, () => string[]]>([
  ['one value', '?f.attempts=1', () => []],
  ['a choice', '?f.status=active,lost', () => [desk.ids.otherTown, desk.ids.village, desk.ids.town]],
  ['yes or no', '?f.isStudent=true', () => [desk.ids.village]],
  ['a day from', '?from.enrolledOn=2021-05-01', () => [desk.ids.otherTown, desk.ids.village]],
  ['a day until', '?until.enrolledOn=2021-05-01', () => [desk.ids.village, desk.ids.town]],
  ['a phone number', '?f.phone=138%200000%200001', () => [desk.ids.village]],
  ['the search box, by a whole number', '?q=13800000002', () => [desk.ids.otherTown]],
  ['the search box, by part of a personal value', '?q=1380000000', () => []],
  ['the search box, by part of a text', '?q=1%2B1', () => [desk.ids.town]],
  ['order', '?sort=attempts', () => [desk.ids.town, desk.ids.village, desk.ids.otherTown]],
  ['order by points', '?sort=-score.risk&size=1', () => [desk.ids.otherTown]],
  ['pages', '?page=2&size=2', () => [desk.ids.town]],
])('a list is narrowed by %s', async (name, query, expected) => {
  const caller = await desk.portal.as('coordinator');
  const { status, body } = await caller.get<RecordPage>(`/api/registries/sample-donor/records${await sealedQuery(desk.portal, 'coordinator', query)}`);

  // Not everything is a filter of this registry.
  if (name === 'one value') expect(status).toBe(400);
  else expect(body.rows.map(({ id }) => id)).toEqual(expected());
});

test.each(['q=13800000002', 'f.phone=13800000002', 'q=~k1.AAAA', 'f.name=陈某某', 'f.nothing=1', 'f.status[$ne]=x', 'where=1', 'sort=phone', 'sort=note', 'from.status=1', 'size=5000', 'page=0'])('a list that is asked for by %s is refused', async (query) => {
  expect((await (await desk.portal.as('coordinator')).get(`/api/registries/sample-donor/records?${query}`)).status).toBe(400);
});

test('what was searched for stands in no address, can’t be read from one, and is good for one registry', async () => {
  const query = await sealedQuery(desk.portal, 'coordinator', '?q=13800000002');
  const elsewhere = await (await desk.portal.as('coordinator')).send<SearchTerm>('POST', '/api/registries/sample-call/search-terms', { text: '13800000002' });

  expect(query).toMatch(/^\?q=~[\w-]+\.[\w-]+$/);
  expect(Buffer.from(query.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('1380000');
  expect((await desk.list('coordinator', '?q=13800000002')).searched).toBe('138****0002');
  expect((await (await desk.portal.as('coordinator')).get(`/api/registries/sample-donor/records?q=${elsewhere.body.term}`)).status).toBe(400);
});

test('what is out of reach does not show by a filter either', async () => {
  expect((await desk.list('townSecretary', `?f.town=${desk.portal.district.otherTown}`)).total).toBe(0);
  expect((await desk.list('townSecretary', '?q=13800000002')).total).toBe(0);
  expect((await desk.list('volunteer')).total).toBe(0);
});

test('a record’s page shows what other registries say of it, to those who may read them', async () => {
  const calls = await desk.portal.store.registries.latest('sample-call');
  if (calls === undefined) throw new Error('not published');
  await desk.portal.store.records.save({ document: calls.document, id: 'c1', changeId: 'c1', cause: { kind: 'changed', by: 'system', at: new Date() }, change: () => ({ donorId: desk.ids.town, calledOn: '2026-03-01', result: 'reached', spokeWith: '陈父' }) });

  expect((await desk.get('coordinator', desk.ids.town)).body.linked).toMatchObject([{ registry: { id: 'sample-call' }, field: 'donorId', total: 1, rows: [{ values: { result: 'reached', spokeWith: '陈*' } }] }]);
  expect((await desk.get('townSecretary', desk.ids.town)).body.linked).toEqual([]);
  expect((await (await desk.portal.as('coordinator')).send('POST', '/api/registries/sample-call/records', { values: {} }, { 'idempotency-key': randomUUID() })).status).toBe(403);
});

test('records are called by their masked headings where others refer to them', async () => {
  const path = `/api/registries/sample-donor/headings?ids=${desk.ids.town},${desk.ids.otherTown},nothing`;

  expect((await (await desk.portal.as('coordinator')).get(path)).body).toEqual(expect.arrayContaining([{ id: desk.ids.town, heading: '陈*' }, { id: desk.ids.otherTown, heading: '陈*' }]));
  expect((await (await desk.portal.as('townSecretary')).get(path)).body).toEqual([{ id: desk.ids.town, heading: '陈*' }]);
});

test('saved views follow the person, and others see those that are shared', async () => {
  const [secgen, coordinator] = [await desk.portal.as('secgen'), await desk.portal.as('coordinator')];
  const path = '/api/registries/sample-donor/views';
  const made = await secgen.send<SavedView>('POST', path, { name: '失联', query: 'f.status=lost', shared: true });
  await secgen.send('POST', path, { name: '我的', query: `f.status=active&${(await sealedQuery(desk.portal, 'secgen', '?q=13800000002')).slice(1)}` });

  expect([made.status, made.body]).toEqual([201, expect.objectContaining({ name: '失联', query: 'f.status=lost', shared: true, mine: true })]);
  expect((await secgen.get<SavedView[]>(path)).body.map(({ name }) => name)).toEqual(['失联', '我的']);
  // Who was searched for is no part of a view.
  expect((await secgen.get<SavedView[]>(path)).body[1]?.query).toBe('f.status=active');
  expect((await coordinator.get<SavedView[]>(path)).body).toMatchObject([{ name: '失联', mine: false }]);
  expect((await coordinator.send('DELETE', `${path}/${made.body.id}`)).status).toBe(404);
  expect((await secgen.send('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
});

test('an export is masked, keeps ids as texts, and holds no formula', async () => {
  const caller = await desk.portal.as('townSecretary');
  const response = await fetch(`${desk.portal.origin}/api/registries/sample-donor/export?until.enrolledOn=2020-12-31`, { headers: { cookie: caller.cookie } });
  const [{ data: [head, ...rows] = [] } = { data: [] }] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));

  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  expect(head).toEqual(['入库编号', '姓名', '手机号码', '亲属', '所属组织', '状态', '入库日期', '最近联系', '联系次数', '在校学生', '标签', '备注']);
  expect(rows).toEqual([['ZJ3****0000', '陈*', '138****0000', '陈* 139****0002；李* 137****0003', '示例镇红十字会', '活跃', '2020-05-01', null, 0, '否', null, "'=1+1"]]);
});
