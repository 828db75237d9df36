import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { hashPassword } from '../../activities/store/passwords';
import type { StartResult } from '../../web/api/contract';
import { PASSWORD } from '../api/support/district';
import { callerOf } from '../api/support/portal';
import { phone } from '../support/browser';
import { attach, choose, saved, submit } from './support/fill';
import { enter, startPortalInBrowser, type PortalInBrowser, type VisitOptions, type Visitor } from './support/portal-in-browser';

let portal: PortalInBrowser;
/** The page of an open 换届请示 of the town, which two secretaries may fill in. */
let taskPath: string;

beforeAll(async () => {
  portal = await startPortalInBrowser();
  await portal.store.people.createMissing([{ id: 'person-second', login: 'second', name: '示例第二秘书', passwordHash: await hashPassword(PASSWORD), posts: [{ role: 'branch_secretary', branchId: portal.district.town }], mustChangePassword: false }]);
  const secretary = await callerOf(portal.origin, 'townSecretary');
  const { body } = await secretary.send<StartResult>('POST', '/api/processes/branch-reelection/instances', { branchId: portal.district.town, answers: {} }, { 'idempotency-key': randomUUID() });
  taskPath = `/tasks/${encodeURIComponent(body.next[0]?.id ?? '')}`;
}, 300_000);
afterAll(() => portal?.close());

async function onTask(login: string, options?: VisitOptions): Promise<Visitor> {
  const visitor = await portal.visit(options);
  await enter(visitor.page, login);
  await visitor.page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  await visitor.page.goto(`${portal.origin}${taskPath}`);
  await visitor.page.getByLabel('请示文号').waitFor();
  return visitor;
}

test('what is typed is saved by itself, valid or not, and is there after a reload', async () => {
  const { page, complaints } = await onTask('townSecretary');

  await page.getByLabel('请示文号').fill('示例〔2026〕7号');
  await page.getByLabel('联系电话').fill('不是电话');
  await saved(page);
  await page.reload();

  await page.getByLabel('请示文号').waitFor();
  expect([await page.getByLabel('请示文号').inputValue(), await page.getByLabel('联系电话').inputValue()]).toEqual(['示例〔2026〕7号', '不是电话']);
  expect(complaints).toEqual([]);
});

test('a first visit to a task, from the sign-in page on, loads at most 420 KB of scripts and styles', async () => {
  const { page } = await portal.visit();
  // What the page before still loads is no part of this visit.
  await page.goto('about:blank');
  const loaded: Promise<number>[] = [];
  page.on('response', (response) => {
    if (['script', 'stylesheet'].includes(response.request().resourceType())) loaded.push(response.body().then((body) => gzipSync(body).length));
  });

  await page.goto(`${portal.origin}${taskPath}`);
  await enter(page, 'townSecretary');
  await page.getByLabel('请示文号').fill('示例〔2026〕6号');
  await saved(page);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('alert').first().waitFor();

  const bytes = (await Promise.all(loaded)).reduce((sum, each) => sum + each, 0);
  expect(bytes).toBeGreaterThan(200 * 1024);
  expect(bytes).toBeLessThanOrEqual(420 * 1024);
});

test('two people who fill in the same form see each other’s fields, and keep their own', async () => {
  const [first, second] = [await onTask('townSecretary'), await onTask('second')];

  await first.page.getByLabel('拟定会场').fill('第一会议室');
  await saved(first.page);
  await second.page.getByLabel('拟设理事人数').fill('9');
  await saved(second.page);

  await second.page.getByText('也在填写这张表').waitFor();
  expect(await valueOnceIs(second, '拟定会场', '第一会议室')).toBe('第一会议室');
  expect(await valueOnceIs(first, '拟设理事人数', '9')).toBe('9');
});

test('a form works at the width of a phone, without scrolling sideways', async () => {
  const { page, complaints } = await onTask('townSecretary', { size: phone, touch: true });

  await page.getByRole('tab', { name: /时限与依据/ }).click();
  await page.getByText('请示最迟在届满前').waitFor();
  await page.getByRole('tab', { name: '填写' }).click();
  await page.getByLabel('请示文号').fill('示例〔2026〕8号');
  await saved(page);
  const widths = [await overflow(page)];
  for (const path of ['/', '/tasks', '/start', '/instances', '/branches', '/notifications']) {
    await page.goto(`${portal.origin}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    widths.push(await overflow(page));
  }

  expect(widths).toEqual(widths.map(() => 0));
  expect(complaints).toEqual([]);
});

test('when two hand in the same task, the second is told who was first and keeps what they typed', async () => {
  const [first, second] = [await onTask('townSecretary'), await onTask('second')];
  await second.page.getByLabel('拟定会场').fill('第二会议室');
  await saved(second.page);

  await choose(first.page, '换届方式', '标准版：会员大会＋理事会');
  await choose(first.page, '会议形式', '会员大会');
  await first.page.getByLabel('拟召开大会日期').fill('2030-01-10');
  await first.page.getByLabel('拟设理事人数').fill('7');
  await first.page.getByLabel('联系电话').fill('0573-82210001');
  await choose(first.page, '会长签发方式', '已在纸质请示上签发（线下已批）');
  await attach(first.page, '请示扫描件（盖章）', '请示.pdf');
  await submit(first.page);
  await first.page.getByText('事项已转到下一步。').waitFor();

  await second.page.getByText('示例townSecretary 先办理了这项任务').waitFor();
  await second.page.getByRole('heading', { name: '您填写的内容（没有提交）' }).waitFor();
  await second.page.getByText('第二会议室').first().waitFor();
});

/** The value of a field once it is the expected one, or after a minute what it is. */
async function valueOnceIs({ page }: Visitor, label: string, expected: string): Promise<string> {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await page.getByLabel(label).inputValue();
    if (value === expected || Date.now() > end) return value;
    await sleep(100);
  }
}

/** How many pixels the page is wider than its window. */
function overflow(page: Visitor['page']): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
