import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { RecordDetail } from '../../web/api/registry-contract';
import { callerOf, type Caller } from '../api/support/portal';
import { CALL_REGISTRY, donorRegistry } from '../registries/support/sample-registry';
import { phone } from '../support/browser';
import { uploadRows } from './support/import-file';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

let portal: PortalInBrowser;
let coordinator: Caller;
/** The record of 陈示例. */
let chen: string;

beforeAll(async () => {
  portal = await startPortalInBrowser();
  await publishRegistries(portal.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  coordinator = await callerOf(portal.origin, 'coordinator');
  const { town, otherTown } = portal.district;
  chen = await add({ name: '陈示例', phone: '13800000001', registryNo: 'ZJ330000001', relatives: [{ name: '陈示例父', phone: '13900000001' }], town, status: 'lost', enrolledOn: '2020-05-01', attempts: 3 });
  for (let n = 2; n < 24; n += 1) await add({ name: `李示${n}`, phone: `138000000${String(n).padStart(2, '0')}`, registryNo: `ZJ3300000${String(n).padStart(2, '0')}`, town: n % 2 === 0 ? town : otherTown, status: n % 3 === 0 ? 'registered' : 'active', enrolledOn: `2024-01-${String(n).padStart(2, '0')}`, attempts: n % 3 });
}, 300_000);
afterAll(() => portal?.close());

async function add(values: object): Promise<string> {
  const { status, body } = await coordinator.send<RecordDetail>('POST', '/api/registries/sample-donor/records', { values }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(`The record was refused: ${JSON.stringify(body)}`);
  return body.id;
}

async function openList(page: Page): Promise<void> {
  await page.goto(`${portal.origin}/registries`);
  await page.getByRole('link', { name: '示例志愿者台账' }).click();
  await page.getByRole('heading', { name: '示例志愿者台账', level: 1 }).waitFor();
}

/** Chooses in a list of a filter by its visible words. */
async function pick(page: Page, filter: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: filter, exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(choice, { exact: true }).click();
  await page.keyboard.press('Escape');
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

test('a list is narrowed and ordered on the server, and its address says how', async () => {
  const { page, complaints } = await portal.signIn('coordinator');
  await openList(page);
  await page.getByText('共23条').waitFor();

  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByText('第2页，共2页').waitFor();
  await pick(page, '状态', '登记');
  await page.getByText('共7条').waitFor();
  await page.getByLabel('入库日期，从').fill('2024-01-10');
  await page.getByText('共4条').waitFor();
  await page.getByRole('button', { name: '入库日期', exact: true }).click();
  await page.getByRole('columnheader', { name: '入库日期' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
  await page.waitForURL(/sort=enrolledOn/);
  const address = new URL(page.url()).searchParams;
  await page.reload();
  await page.getByText('共4条').waitFor();
  const days = await page.getByRole('row').locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('searchbox').fill('13800000001');
  await page.getByText('共1条').waitFor();
  const found = await page.getByRole('row').nth(1).innerText();
  const searched = page.url();
  await page.reload();
  await page.getByText('共1条').waitFor();
  const shown = await page.getByRole('searchbox').inputValue();

  expect(Object.fromEntries(address)).toEqual({ 'f.status': 'registered', 'from.enrolledOn': '2024-01-10', sort: 'enrolledOn' });
  expect(days).toEqual(['2024-01-12', '2024-01-15', '2024-01-18', '2024-01-21']);
  expect(found).toMatch(/陈\*/);
  expect(found).not.toMatch(/陈示例|13800000001/);
  expect(searched).toMatch(/[?&]q=(%7E|~)/);
  expect([searched.includes('13800000001'), shown]).toEqual([false, '138****0001']);
  expect(complaints).toEqual([]);
});

test('a view is saved, shared, found on another device, and deleted by who made it', async () => {
  const { page, complaints } = await portal.signIn('coordinator');
  await openList(page);
  await pick(page, '状态', '失联');
  await page.getByText('共1条').waitFor();
  await page.getByRole('button', { name: '保存当前视图' }).click();
  const dialog = page.getByRole('dialog', { name: '保存当前视图' });
  await dialog.getByLabel('视图名称').fill('失联的人');
  await dialog.getByLabel(/其他人使用/).check();
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('navigation', { name: '常用视图' }).getByRole('button', { name: /失联的人/, pressed: true }).waitFor();

  const pocket = await portal.signIn('coordinator', { size: phone, touch: true });
  await openList(pocket.page);
  await pocket.page.getByRole('button', { name: /失联的人/ }).tap();
  await pocket.page.getByText('共1条').waitFor();
  const width = await overflow(pocket.page);
  const other = await portal.signIn('secgen');
  await openList(other.page);
  await other.page.getByRole('button', { name: /失联的人/ }).click();
  await other.page.getByText('共1条').waitFor();
  const mayDelete = await other.page.getByRole('button', { name: /删除视图/ }).count();
  await page.getByRole('button', { name: '删除视图“失联的人”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
  await page.getByText('视图已删除').waitFor();
  await other.page.reload();
  await other.page.getByText('共1条').waitFor();

  expect(mayDelete).toBe(0);
  expect(width).toBe(0);
  expect(await other.page.getByRole('button', { name: /失联的人/ }).count()).toBe(0);
  expect([...complaints, ...pocket.complaints, ...other.complaints]).toEqual([]);
});

test('personal values are shown to whoever says why, may be called from a phone, and are masked again after two minutes', async () => {
  const { page, complaints } = await portal.signIn('coordinator', { size: phone, touch: true });
  await page.clock.install();
  await page.goto(`${portal.origin}/registries/sample-donor/records/${chen}`);
  await page.getByText('138****0001').waitFor();
  const masked = await page.getByRole('main').innerText();

  await page.getByRole('button', { name: '查看完整信息' }).tap();
  const dialog = page.getByRole('dialog', { name: '查看完整信息' });
  await dialog.getByText('其他', { exact: true }).tap();
  await dialog.getByRole('button', { name: '查看', exact: true }).tap();
  await dialog.getByText('请写明具体理由，至少4个字。').waitFor();
  await dialog.getByLabel('具体说明').fill('示例：约定回访时间');
  await dialog.getByRole('button', { name: '查看', exact: true }).tap();
  await page.getByText('陈示例', { exact: true }).waitFor();
  const numbers = await page.getByRole('link', { name: /^拨打/ }).evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')]));
  const width = await overflow(page);
  await page.clock.runFor(121_000);
  await page.getByText('138****0001').waitFor();
  const again = await page.getByRole('main').innerText();
  await page.reload();
  await page.getByText('示例：约定回访时间').waitFor();

  expect(masked).not.toMatch(/陈示例|13800000001|13900000001/);
  expect(numbers).toEqual([['拨打手机号码', 'tel:13800000001'], ['拨打亲属 陈示例父', 'tel:13900000001']]);
  expect(again).not.toMatch(/陈示例|13800000001|13900000001/);
  expect(width).toBe(0);
  expect(complaints).toEqual([]);
});

test('a record is changed without touching what is masked, its history tells what became of it, and what others change shows at once', async () => {
  const path = `/api/registries/sample-donor/records/${chen}`;
  const changeElsewhere = async (values: object): Promise<void> => {
    const { body } = await coordinator.get<RecordDetail>(path);
    await coordinator.send('PUT', path, { values: { ...body.values, ...values }, revision: body.revision });
  };
  const { page, complaints } = await portal.signIn('coordinator');
  await page.goto(`${portal.origin}/registries/sample-donor/records/${chen}`);
  await page.getByRole('link', { name: '修改' }).click();
  await page.getByLabel('备注').fill('示例备注');
  await page.getByText(/草稿已存/).waitFor();
  await page.reload();
  await page.getByText(/草稿已存/).waitFor();
  const kept = await page.getByLabel('备注').inputValue();
  await changeElsewhere({ attempts: 4 });
  await page.getByText('这条记录刚被他人修改过').waitFor();
  const attempts = await page.getByLabel('联系次数').inputValue();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存').waitFor();
  const changes = page.getByRole('listitem').filter({ hasText: '修改了记录' });
  await changes.getByText('联系次数：3 改为 4').waitFor();
  await changeElsewhere({ attempts: 5 });
  await changes.getByText('联系次数：4 改为 5').waitFor();
  const { body } = await coordinator.send<{ values: object }>('POST', `/api/registries/sample-donor/records/${chen}/unmask`, { reason: '核对登记信息' });

  expect([kept, attempts]).toEqual(['示例备注', '4']);
  expect(await changes.filter({ hasText: '示例备注' }).count()).toBe(1);
  expect(body.values).toEqual({ name: '陈示例', phone: '13800000001', registryNo: 'ZJ330000001', relatives: [expect.objectContaining({ name: '陈示例父', phone: '13900000001' })] });
  expect(complaints).toEqual([]);
});

test('what is wrong with a new record is told field by field', async () => {
  const { page, complaints } = await portal.signIn('coordinator');
  await openList(page);
  await page.getByRole('link', { name: '新增' }).click();

  await page.getByRole('button', { name: '保存', exact: true }).click();
  const problems = await page.getByRole('alert').filter({ hasText: '处需要修改' }).innerText();

  expect(problems).toMatch(/姓名/);
  expect(problems).toMatch(/所属组织/);
  expect(complaints).toEqual([]);
});

test('the data protection officer erases what is personal, for good and only with a reason', async () => {
  const id = await add({ name: '郑示例', phone: '13800000099', registryNo: 'ZJ330000099', town: portal.district.town, status: 'active', enrolledOn: '2019-05-01' });
  const { page, complaints } = await portal.signIn('dpo');
  await page.goto(`${portal.origin}/registries/sample-donor/records/${id}`);
  await page.getByRole('button', { name: '删除个人信息' }).click();
  const dialog = page.getByRole('dialog', { name: '删除个人信息' });

  await dialog.getByRole('button', { name: '永久删除' }).click();
  await dialog.getByText('请写明理由，至少4个字。').waitFor();
  await dialog.getByLabel('删除的理由').fill('示例：本人申请删除');
  await dialog.getByLabel(/我已核对/).check();
  await dialog.getByRole('button', { name: '永久删除' }).click();
  await page.getByText('个人信息已删除').waitFor();
  await page.getByRole('listitem').filter({ hasText: '示例：本人申请删除' }).waitFor();
  const after = await page.getByRole('main').innerText();

  expect(after).not.toMatch(/郑|138\*\*\*\*0099/);
  expect(await page.getByRole('button', { name: /查看完整信息|删除个人信息/ }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('an import with a bad cell writes nothing and says where it is; the corrected file is taken once it is confirmed, also after leaving', async () => {
  const { page, complaints } = await portal.signIn('coordinator');
  await openList(page);
  const before = Number((await page.getByText(/^共\d+条$/).innerText()).match(/\d+/)?.[0]);
  await page.getByRole('link', { name: '导入' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载模板' }).click();
  const template = (await download).suggestedFilename();

  await uploadRows(page, [['ZJ990000001', '周示例', 13700000001, '示例镇红十字会', '活跃', '2025-03-02'], ['ZJ990000002', '吴示例', '12', '示例镇红十字会', '活跃', '2025-03-02']]);
  await page.getByText('有1处需要修改，一条也没有写入').waitFor();
  const problem = await page.getByRole('row').nth(1).innerText();
  await page.getByRole('link', { name: '重新上传' }).click();
  await uploadRows(page, [['ZJ990000001', '周示例', 13700000001, '示例镇红十字会', '活跃', '2025-03-02'], ['ZJ330000001', '陈示例', 13800000001, '示例镇红十字会', '活跃', '2020-05-01']]);
  await page.getByText('检查通过，还没有写入').waitFor();
  const address = page.url();
  await openList(page);
  const between = Number((await page.getByText(/^共\d+条$/).innerText()).match(/\d+/)?.[0]);
  await page.goto(address);
  await page.getByText('新增 1 条').waitFor();
  await page.getByText('更新 1 条').waitFor();
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByText('导入完成').waitFor();
  await page.getByRole('link', { name: '查看台账' }).click();
  await page.getByText(`共${before + 1}条`).waitFor();
  await page.goto(`${portal.origin}/registries/sample-donor/records/${chen}`);
  await page.getByText('从 Excel 导入').waitFor();

  expect(template).toMatch(/^示例志愿者台账.*\.xlsx$/);
  expect(problem).toMatch(/^C3\s+手机号码\s+\*+\s+\S/);
  expect(between).toBe(before);
  expect(complaints).toEqual([]);
});
