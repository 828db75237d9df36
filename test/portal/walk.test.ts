import type { Page } from 'playwright-core';
import { hashPassword } from '../../activities/store/passwords';
import { attach, choose, openFromGroup, saved, submit } from './support/fill';
import { enter, startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

jest.setTimeout(120_000);

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
}, 300_000);
afterAll(() => portal?.close());

async function startReelection(page: Page, branch: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '发起流程' }).click();
  await page.getByRole('link', { name: '基层组织换届' }).click();
  await page.getByLabel('为哪个基层组织发起').fill(branch);
  await page.getByText(branch, { exact: true }).last().click();
  await page.getByRole('button', { name: '发起', exact: true }).click();
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.getByText('流程已开始，第一步任务已生成。').waitFor();
}

test('a wrong password is refused in words, the right one opens the workbench', async () => {
  const { page } = await portal.visit();

  await enter(page, 'townPresident', 'wrong-horse-1');
  const refusal = await page.getByRole('alert').textContent();
  await enter(page, 'townPresident');
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();

  expect(refusal).toMatch(/密码不对/);
  expect(await page.title()).toBe('工作台 · 博爱流程');
});

test('a person who was given a password chooses their own before anything else', async () => {
  await portal.store.people.createMissing([{ id: 'person-new', login: 'newcomer', name: '示例新人', passwordHash: await hashPassword('initial-horse-3'), posts: [{ role: 'branch_vp', branchId: portal.district.town }], mustChangePassword: true }]);
  const { page, complaints } = await portal.visit();

  await enter(page, 'newcomer', 'initial-horse-3');
  await page.getByRole('heading', { name: '请设置自己的密码' }).waitFor();
  await page.getByLabel('当前密码').fill('initial-horse-3');
  await page.getByLabel('新密码', { exact: true }).fill('my-own-horse-5');
  await page.getByLabel('再输一遍新密码').fill('my-own-horse-5');
  await page.getByRole('button', { name: '保存并进入' }).click();
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();

  expect(complaints).toEqual([]);
});

test('a branch hands in 换届请示, the district reviews and approves it, and everybody sees where it went', async () => {
  const secretary = await portal.signIn('townSecretary');
  await startReelection(secretary.page, '示例镇红十字会');
  await secretary.page.getByRole('link', { name: '换届请示', exact: true }).click();
  await secretary.page.getByLabel('请示文号').fill('示例红会〔2026〕1号');
  await secretary.page.getByLabel('拟召开大会日期').fill('2030-01-10');
  await choose(secretary.page, '换届方式', '标准版：会员大会＋理事会');
  await choose(secretary.page, '会议形式', '会员大会');
  await secretary.page.getByLabel('拟设理事人数').fill('7');
  await secretary.page.getByLabel('拟定会场').fill('示例会议室');
  await secretary.page.getByLabel('联系电话').fill('0573-82210001');
  await choose(secretary.page, '会长签发方式', '已在纸质请示上签发（线下已批）');
  await attach(secretary.page, '请示扫描件（盖章）', '请示.pdf');
  await saved(secretary.page);
  await submit(secretary.page);
  await secretary.page.getByText('事项已转到下一步。').waitFor();

  const officer = await portal.signIn('officer');
  await openFromGroup(officer.page, '初审');
  await officer.page.getByRole('tabpanel').getByText('示例红会〔2026〕1号').waitFor();
  await officer.page.getByRole('button', { name: '提交', exact: true }).click();
  const missing = await officer.page.getByRole('alert').first().textContent();
  for (const point of ['任期真实', '会员名册已更新', '上届欠缴会费已清', '方案完整']) await officer.page.getByLabel(point).check();
  await choose(officer.page, '初审结论', '通过');
  await officer.page.getByLabel('审核意见').fill('材料齐全，任期和名册已核对，同意报批。');
  await submit(officer.page);
  await officer.page.getByText('事项已转到下一步。').waitFor();

  const vp = await portal.signIn('vp');
  await openFromGroup(vp.page, '批复');

  await secretary.page.getByRole('button', { name: '查看事项进展' }).click();
  await secretary.page.getByRole('heading', { name: '为什么停在这里' }).waitFor();
  await secretary.page.locator('.waits').getByText('批复', { exact: true }).waitFor();
  await secretary.page.locator('[data-element-id="request-approve"].is-active').waitFor();

  expect(missing).toMatch(/初审结论/);
  expect([...secretary.complaints, ...officer.complaints, ...vp.complaints]).toEqual([]);
});

test('the English switch covers the navigation, process names, task names and form titles', async () => {
  const { page, complaints } = await portal.signIn('otherSecretary');
  await startReelection(page, '示例街道红十字会');
  await page.getByRole('link', { name: '换届请示', exact: true }).click();
  await page.getByLabel('请示文号').waitFor();

  await page.getByRole('button', { name: /我的账号/ }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Request', level: 1 }).waitFor();
  await page.getByLabel('Document no.').waitFor();
  await page.getByText('Branch re-election').first().waitFor();
  await page.getByRole('navigation', { name: 'Main navigation' }).first().getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'My tasks' }).waitFor();

  expect(complaints).toEqual([]);
});
