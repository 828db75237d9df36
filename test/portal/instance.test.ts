import type { Page } from 'playwright-core';
import { phone } from '../support/browser';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { handInRequest, startReelection } from './support/reelection';

jest.setTimeout(120_000);

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
}, 300_000);
afterAll(() => portal?.close());

/** Where the diagram stands: the matrix of everything drawn. */
async function view(page: Page): Promise<string | null> {
  return page.locator('.diagram .viewport').getAttribute('transform');
}

async function openCase(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '事项' }).click();
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { name: '为什么停在这里' }).waitFor();
  await page.locator('.diagram .is-active').first().waitFor();
}

test('a case says whom it waits for, shows the way it went, and keeps what was handed in and said', async () => {
  const { page, complaints } = await portal.signIn('townSecretary');
  await startReelection(page, '示例镇红十字会');
  await page.getByRole('link', { name: '换届请示', exact: true }).click();
  await handInRequest(page);

  await openCase(page, /^示例镇红十字会第\d+届换届$/);
  const waits = page.getByRole('region', { name: '为什么停在这里' });
  const awaited = await waits.getByRole('heading', { level: 3 }).allTextContents();
  const mine = await waits.getByRole('link', { name: '去办理' }).count();
  await page.locator('[data-element-id="request-submit"].is-visited').waitFor();
  await page.getByRole('button', { name: '查看内容' }).last().click();
  const sheet = page.getByRole('dialog', { name: '换届请示' });
  await sheet.getByText('示例红会〔2026〕1号').waitFor();
  await sheet.getByRole('link', { name: /请示\.pdf/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('写留言').fill('示例留言：原件已寄出。');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByRole('listitem').filter({ hasText: '示例留言：原件已寄出。' }).waitFor();

  expect(awaited).toEqual(['初审']);
  expect(mine).toBe(0);
  expect(complaints).toEqual([]);
});

test('a diagram follows the buttons and the keys, and the wheel scrolls the page past it', async () => {
  const { page, complaints } = await portal.signIn('townSecretary');
  await openCase(page, /^示例镇红十字会第\d+届换届$/);
  const opened = await view(page);

  await page.getByRole('button', { name: '显示全图' }).click();
  const all = await view(page);
  await page.getByRole('button', { name: '看现在的步骤' }).click();
  const back = await view(page);
  await page.locator('.diagram svg[tabindex]').focus();
  await page.keyboard.press('ArrowRight');
  const moved = await view(page);
  await page.locator('.diagram-canvas').hover();
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => window.scrollY > 0);
  const wheeled = await view(page);

  expect(all).not.toBe(opened);
  expect(back).toBe(opened);
  expect(moved).not.toBe(back);
  expect(wheeled).toBe(moved);
  expect(complaints).toEqual([]);
});

test('a case is cancelled with a reason alone, and then tells everybody why it ended', async () => {
  const { page, complaints } = await portal.signIn('otherSecretary', { size: phone, touch: true });
  await page.goto(`${portal.origin}/start`);
  await page.getByRole('link', { name: '基层组织换届' }).click();
  await page.getByRole('button', { name: '发起', exact: true }).click();
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.getByText('流程已开始，第一步任务已生成。').waitFor();
  await page.goto(`${portal.origin}/instances?view=started`);
  await page.getByRole('link', { name: /第\d+届换届$/ }).click();

  await page.getByRole('button', { name: '取消事项' }).click();
  const dialog = page.getByRole('dialog', { name: '取消这个事项' });
  await dialog.getByLabel('取消的原因').fill('重复');
  await dialog.getByRole('button', { name: '确认取消事项' }).click();
  await dialog.getByText('请写明取消的原因，至少4个字。').waitFor();
  await dialog.getByLabel('取消的原因').fill('示例：重复发起了');
  await dialog.getByRole('button', { name: '确认取消事项' }).click();
  await page.getByText('原因：示例：重复发起了').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  expect(await page.getByRole('button', { name: '取消事项' }).count()).toBe(0);
  expect(width).toBe(0);
  expect(complaints).toEqual([]);
});
