import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import { FormVersions } from '../../web/api/form-versions';
import { ImportRunner } from '../../web/api/imports/import-runner';
import type { ImportView, RecordDetail } from '../../web/api/registry-contract';
import type { Services } from '../../web/api/services';
import { DEFAULT_WEB_CONFIG } from '../../web/config';
import { CALL_REGISTRY, donorRegistry } from '../registries/support/sample-registry';
import { keeperFor } from '../support/records';
import { until } from '../workflows/support/player';
import type { Login } from './support/district';
import { startPortal, type TestPortal } from './support/portal';
import { zipOf } from './support/zip';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ worker: false });
});
beforeEach(async () => {
  await publishRegistries(portal.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
});
afterEach(async () => {
  const { records, imports } = portal.store;
  await Promise.all([records.of('sample-donor'), records.changes, imports].map(({ model }) => model.collection.deleteMany({})));
});
afterAll(() => portal.close());

const HEAD = ['入库编号', '姓名 *', '手机号码', '所属组织 *', '状态 *', '入库日期', '联系次数', '在校学生', '标签', '备注'];
const GOOD = [
  ['ZJ1', '陈某某', 13800000001, '示例镇红十字会', '活跃', new Date('2024-05-01'), 1, '是', '', '=1+1'],
  ['ZJ2', '李某某', '13800000002', '示例街道红十字会', '登记', '2024年6月1日', '', '否', 'a；b', ''],
  ['', '王某某', '', '示例镇红十字会', 'lost', '2024/7/1', '3', '', '', '无编号'],
] as const;

type Cell = string | number | Date | null;

async function workbook(rows: readonly (readonly Cell[])[], head: readonly string[] = HEAD): Promise<Buffer> {
  const cells = rows.map((row) => row.map((value) => (value === '' || value === null ? null : { value, type: value instanceof Date ? Date : typeof value === 'number' ? Number : String, ...(value instanceof Date ? { format: 'yyyy-mm-dd' } : {}) })));
  return writeXlsxFile([head.map((value) => ({ value, type: String })), ...cells] as never, { sheet: '导入' }).toBuffer();
}

async function upload(login: Login, bytes: Buffer, registry = 'sample-donor') {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), '志愿者.xlsx');
  return (await portal.as(login)).send<ImportView>('POST', `/api/registries/${registry}/imports`, form);
}

/** The import once it rests. */
function rested(login: Login, id: string): Promise<ImportView> {
  return until(async () => {
    const { body } = await (await portal.as(login)).get<ImportView>(`/api/imports/${id}`);
    return body.state === 'checking' || body.state === 'importing' ? undefined : body;
  }, `the rest of import "${id}"`);
}

async function checkedFile(login: Login, rows: readonly (readonly Cell[])[], head = HEAD): Promise<ImportView> {
  const { status, body } = await upload(login, await workbook(rows, head));
  if (status !== 202) throw new Error(`The upload was answered ${status} ${JSON.stringify(body)}`);
  return rested(login, body.id);
}

async function confirmed(login: Login, id: string): Promise<ImportView> {
  const { status, body } = await (await portal.as(login)).send<ImportView>('POST', `/api/imports/${id}/confirmation`);
  if (status !== 202) throw new Error(`The confirmation was answered ${status} ${JSON.stringify(body)}`);
  return rested(login, id);
}

const plainRecords = async () => {
  const stored = await portal.store.records.of('sample-donor').find({}, { sort: { createdAt: 1, _id: 1 } });
  return portal.store.records.open(stored);
};
const problemsOf = ({ problems }: ImportView) => problems.map(({ cell, column, value, message }) => [cell, column, value, message.zh]);

test('the template has a column for each field that fits a cell, and says what goes in', async () => {
  const response = await fetch(`${portal.origin}/api/registries/sample-donor/import-template`, { headers: { cookie: (await portal.as('coordinator')).cookie } });
  const [first, second] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));

  expect(first?.data).toEqual([['入库编号', '姓名 *', '手机号码', '所属组织 *', '状态 *', '入库日期', '最近联系', '联系次数', '在校学生', '标签', '备注']]);
  expect(second?.data).toContainEqual(['状态', '必填', '登记、活跃、失联']);
  expect(second?.data).toContainEqual(['入库编号', null, '用来辨认同一条记录。文字，最多 30 字']);
});

test('a good file is checked without a trace, and taken when it is confirmed', async () => {
  const checked = await checkedFile('coordinator', GOOD);

  expect(checked).toMatchObject({ state: 'checked', rows: 3, added: 3, changed: 0, unchanged: 0, problemCount: 0, file: '志愿者.xlsx' });
  expect(await plainRecords()).toEqual([]);
  const staged = JSON.stringify(await portal.store.connection.collection('importrows').find().toArray());
  expect([staged.length > 0, /陈某某|13800000001/.test(staged)]).toEqual([true, false]);

  const done = await confirmed('coordinator', checked.id);

  expect(done).toMatchObject({ state: 'done', rows: 3, done: 3, added: 3 });
  const { town, otherTown } = portal.district;
  expect(await plainRecords()).toEqual(
    expect.arrayContaining([
      { registryNo: 'ZJ1', name: '陈某某', phone: '13800000001', town, status: 'active', enrolledOn: '2024-05-01', attempts: 1, isStudent: true, note: '=1+1' },
      { registryNo: 'ZJ2', name: '李某某', phone: '13800000002', town: otherTown, status: 'registered', enrolledOn: '2024-06-01', isStudent: false, tags: ['a', 'b'] },
      { name: '王某某', town, status: 'lost', enrolledOn: '2024-07-01', attempts: 3, note: '无编号' },
    ]),
  );
  expect(await portal.store.connection.collection('importrows').countDocuments()).toBe(0);
  expect(await portal.store.records.changes.count({ kind: 'imported', importId: checked.id })).toBe(3);
});

test('every bad cell is named in words, and nothing is taken', async () => {
  const checked = await checkedFile('coordinator', [
    ...GOOD,
    ['ZJ4', '', '123', '没有这个镇', '走了', '2024-02-30', 'x', '也许', 'a；z', ''],
    ['ZJ1', '赵某某', '', '示例镇红十字会', '失联', '', 1, '', '', ''],
    ['ZJ6', '孙某某', 330411199003070012, '示例镇红十字会', '活跃', '', 1.5, '', '', ''],
  ]);

  expect(checked).toMatchObject({ state: 'refused', rows: 6, problemCount: 10 });
  expect(problemsOf(checked)).toEqual(
    expect.arrayContaining([
      ['D5', '所属组织', '没有这个镇', '没有名为“没有这个镇”的组织，请按组织名称或编号填写。'],
      ['E5', '状态', '走了', '没有“走了”这个选项，可填：登记、活跃、失联。'],
      ['F5', '入库日期', '2024-02-30', '请填日期，如 2026-03-01。'],
      ['G5', '联系次数', 'x', '请填数字。'],
      ['H5', '在校学生', '也许', '请填“是”或“否”。'],
      ['I5', '标签', 'a；z', '没有“z”这个选项，可填：a、b、c。'],
      ['A6', '入库编号', 'Z***', '与第 2 行是同一条记录。'],
      ['G6', '联系次数', '1', '失联须至少联系过三次。'],
      ['C7', '手机号码', '330****0000', '数字太长，Excel 已丢失末尾几位。请把单元格格式设为“文本”后重新填写。'],
      ['G7', '联系次数', '1.5', '请填整数。'],
    ]),
  );
  expect((await (await portal.as('coordinator')).send('POST', `/api/imports/${checked.id}/confirmation`)).status).toBe(409);
  expect(await plainRecords()).toEqual([]);
});

test('what the form itself asks for is told at its cell, or at its row where there is no column', async () => {
  const checked = await checkedFile('coordinator', [['陈某某', '123', '示例镇红十字会']], ['姓名', '手机号码', '所属组织']);

  expect(problemsOf(checked)).toEqual(expect.arrayContaining([['B2', '手机号码', '****', expect.any(String)], ['2', '', '', expect.stringContaining('状态')]]));
});

test('a head that means nothing is told at once', async () => {
  expect(problemsOf(await checkedFile('coordinator', GOOD, ['编号', '姓名', '姓名']))).toEqual([['A1', '编号', '编号', '台账没有“编号”这一栏，请使用下载的模板。'], ['C1', '姓名', '姓名', '“姓名”这一栏重复了。']]);
});

test('the same file again changes nothing, also where rows have no key', async () => {
  await confirmed('coordinator', (await checkedFile('coordinator', GOOD)).id);

  expect(await checkedFile('coordinator', GOOD)).toMatchObject({ state: 'checked', added: 0, changed: 0, unchanged: 3 });
});

test('a file changes the records that have its keys, in the columns that it has, and leaves blank cells alone', async () => {
  await confirmed('coordinator', (await checkedFile('coordinator', GOOD)).id);

  const checked = await checkedFile('coordinator', [['zj-1', '活跃', 9, ''], ['ZJ2', '失联', 4, '无法接通']], ['入库编号', '状态', '联系次数', '备注']);
  await confirmed('coordinator', checked.id);

  expect(checked).toMatchObject({ state: 'checked', added: 0, changed: 2 });
  const records = await plainRecords();
  expect(records.find(({ name }) => name === '陈某某')).toMatchObject({ attempts: 9, note: '=1+1', phone: '13800000001', status: 'active' });
  expect(records.find(({ name }) => name === '李某某')).toMatchObject({ attempts: 4, status: 'lost', note: '无法接通' });
  expect(records).toHaveLength(3);
});

test('a record’s history says which import changed it', async () => {
  await confirmed('coordinator', (await checkedFile('coordinator', GOOD)).id);
  const [record] = await portal.store.records.of('sample-donor').find({ 'values.attempts': 1 } as never);

  const { body } = await (await portal.as('coordinator')).get<RecordDetail>(`/api/registries/sample-donor/records/${record?._id}`);

  expect(body.history).toMatchObject([{ kind: 'imported', by: { name: '示例coordinator' } }]);
  expect(await portal.store.messages.findOne({ correlationKey: `sample-donor/${record?._id}` })).toMatchObject({ variables: { change: 'imported' } });
});

test('a branch imports for itself and what is under it, and for nobody else', async () => {
  const checked = await checkedFile('townSecretary', [['ZJ7', '陈某某', '', '=示例村红十字会', '活跃', '', '', '', '', ''], ['ZJ8', '李某某', '', '示例街道红十字会', '活跃', '', '', '', '', '']]);

  expect(problemsOf(checked)).toEqual([['D3', '所属组织', '示例街道红十字会', '您不能为该组织登记。']]);
  expect((await upload('dpo', await workbook(GOOD))).status).toBe(403);
  expect((await upload('coordinator', await workbook(GOOD), 'sample-call')).status).toBe(403);
  expect((await (await portal.as('otherSecretary')).get(`/api/imports/${checked.id}`)).status).toBe(404);
});

test('an import that is given up leaves nothing', async () => {
  const checked = await checkedFile('coordinator', GOOD);
  const caller = await portal.as('coordinator');

  expect((await caller.send('DELETE', `/api/imports/${checked.id}`)).status).toBe(204);

  expect(await rested('coordinator', checked.id)).toMatchObject({ state: 'given-up' });
  expect(await portal.store.connection.collection('importrows').countDocuments()).toBe(0);
  expect((await portal.store.personal.model.findOne({ _id: `import/${checked.id}` }).lean())?.wrapped).toBeUndefined();
  expect((await caller.send('POST', `/api/imports/${checked.id}/confirmation`)).status).toBe(409);
});

test('an import whose process dies in the middle is taken to its end, each row once', async () => {
  const rows = Array.from({ length: 900 }, (_, n) => [`ZJ${n}`, '陈某某', '', '示例镇红十字会', '活跃', '', '', '', '', '']);
  const checked = await checkedFile('coordinator', rows);
  const { store } = portal;
  const records = keeperFor(store);
  const services = { store, records, config: DEFAULT_WEB_CONFIG, forms: new FormVersions(store), log: pino({ level: 'silent' }), now: () => new Date() };
  await store.imports.move(checked.id, 'checked', { state: 'importing' });
  let dead: Promise<void> | undefined;
  const saveMany: typeof records.saveMany = async (...rows) => {
    const saved = await records.saveMany(...rows);
    dead ??= dying.stop();
    return saved;
  };
  const dying = new ImportRunner({ ...services, records: { ...records, saveMany } } as unknown as Services);
  dying.commit(checked.id);
  await dying.settled();
  await dead;
  const halfway = await store.records.count('sample-donor', {});

  const other = new ImportRunner(services as unknown as Services);
  await other.resume(new Date(Date.now() + 120_000));
  await other.settled();

  expect([halfway > 0, halfway < 900]).toEqual([true, true]);
  expect(await rested('coordinator', checked.id)).toMatchObject({ state: 'done', done: 900 });
  expect(await store.records.count('sample-donor', { revision: 1 })).toBe(900);
  expect(await store.records.changes.count({ importId: checked.id })).toBe(900);
  expect(await store.connection.collection('importrows').countDocuments()).toBe(0);
});

test('an org tree with its terms comes from one file, parents above what is under them', async () => {
  await publishRegistries(portal.store, [JSON.parse(readFileSync(join(__dirname, '../../registries/catalogue/branch.registry.json'), 'utf8'))].map(parseRegistry), 'tester');
  const head = ['组织编号', '组织名称', '类型', '上级组织', '状态', '本届届次', '任期开始', '任期届满', '成人会员'];
  const bytes = await workbook([['new-town', '新设镇红十字会', '镇', '示例区红十字会', '正常', 1, '2024-01-01', new Date('2029-01-01'), 30], ['new-village', '新设村红十字会', '村', '新设镇红十字会', '正常', 2, '2025-03-01', '2028-03-01', 12]], head);

  const { body } = await upload('officer', bytes, 'branch');
  const checked = await rested('officer', body.id);
  expect([checked.state, problemsOf(checked)]).toEqual(['checked', []]);
  await confirmed('officer', checked.id);
  const again = await rested('officer', (await upload('officer', bytes, 'branch')).body.id);

  expect(await portal.store.branches.byId('new-village')).toMatchObject({ name: '新设村红十字会', parentId: 'new-town', ancestors: [portal.district.root, 'new-town'], termNo: 2, termEnd: '2028-03-01', terms: [{ no: 2, start: '2025-03-01', end: '2028-03-01' }], membersAdult: 12 });
  expect(again).toMatchObject({ state: 'checked', added: 0, changed: 0, unchanged: 2 });
});

test('what is no workbook, or unpacks to too much, is refused', async () => {
  expect((await upload('coordinator', Buffer.from('PK, but no more'))).status).toBe(415);
  expect((await upload('coordinator', zipOf('readme.txt', Buffer.from('x'), 1))).status).toBe(415);
  expect((await upload('coordinator', zipOf('xl/workbook.xml', Buffer.alloc(1024), 800 * 1024 * 1024))).status).toBe(415);
  const broken = await upload('coordinator', zipOf('xl/workbook.xml', Buffer.from('<workbook/>'), 11));
  expect(await rested('coordinator', broken.body.id)).toMatchObject({ state: 'refused', problems: [{ message: { zh: '文件打不开：请用 Excel 另存为 .xlsx 后再上传。' } }] });
});
