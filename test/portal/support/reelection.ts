import type { Page } from 'playwright-core';
import { attach, choose, openStart, saved, startCase, submit } from './fill';

/** Starts 基层组织换届 for a branch from the navigation, and stays on the page that says so. */
export async function startReelection(page: Page, branch: string): Promise<void> {
  await openStart(page, '基层组织换届', branch);
  await startCase(page);
  await page.getByText('流程已开始，第一步任务已生成。').waitFor();
}

/** Fills in and hands in 换届请示; the page stands on that task. */
export async function handInRequest(page: Page): Promise<void> {
  await page.getByLabel('请示文号').fill('示例红会〔2026〕1号');
  await page.getByLabel('拟召开大会日期').fill('2030-01-10');
  await choose(page, '换届方式', '标准版：会员大会＋理事会');
  await choose(page, '会议形式', '会员大会');
  await page.getByLabel('拟设理事人数').fill('7');
  await page.getByLabel('拟定会场').fill('示例会议室');
  await page.getByLabel('联系电话').fill('0573-82210001');
  await choose(page, '会长签发方式', '已在纸质请示上签发（线下已批）');
  await attach(page, '请示扫描件（盖章）', '请示.pdf');
  await saved(page);
  await submit(page);
  await page.getByText('事项已转到下一步。').waitFor();
}
