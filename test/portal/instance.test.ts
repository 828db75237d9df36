import type { Page } from 'playwright-core';
import { phone } from '../support/browser';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { handInRequest, startReelection } from './support/reelection';

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
}, 300_000);
afterAll(() => portal?.close());

/** Where the diagram stands: the matrix of everything drawn. */
async function view(page: Page): Promise<string | null> {
  return page.locator('.diagram .viewport').getAttribute('transform');
}

interface Matrix {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

function matrixOf(transform: string | null): Matrix {
  const [scale = 0, , , , x = 0, y = 0] = (transform ?? '').match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  return { scale, x, y };
}

type Points = readonly (readonly [dx: number, dy: number])[];

/** Real touches of the browser, given from the middle of an element: down at the first places, in steps to the last, and up. */
async function fingersOn(page: Page, selector: string): Promise<{ move(from: Points, to: Points): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator(selector).boundingBox();
  const middle = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Points) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([dx, dy], id) => ({ x: middle.x + dx, y: middle.y + dy, id })) });
  return {
    move: async (from, to) => {
      await touch('touchStart', from);
      for (let step = 1; step <= 10; step += 1) await touch('touchMove', from.map(([x, y], finger) => [x + (((to[finger]?.[0] ?? x) - x) * step) / 10, y + (((to[finger]?.[1] ?? y) - y) * step) / 10] as const));
      await touch('touchEnd', []);
    },
  };
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

test('on a phone one finger moves the diagram, two zoom it where they are, and the page stays where it is', async () => {
  const { page, complaints } = await portal.signIn('townSecretary', { size: phone, touch: true });
  await page.goto(`${portal.origin}/instances`);
  await page.getByRole('link', { name: /^示例镇红十字会第\d+届换届$/ }).first().click();
  await page.locator('.diagram .is-active').first().waitFor();
  await page.locator('.diagram-canvas').scrollIntoViewIfNeeded();
  const fingers = await fingersOn(page, '.diagram-canvas');
  const opened = matrixOf(await view(page));
  const scrolled = await page.evaluate(() => window.scrollY);

  await fingers.move([[0, 0]], [[60, 40]]);
  const dragged = matrixOf(await view(page));
  await fingers.move([[-30, 0], [30, 0]], [[-60, 0], [60, 0]]);
  const pinched = matrixOf(await view(page));

  expect(dragged.scale).toBeCloseTo(opened.scale, 3);
  expect([dragged.x - opened.x, dragged.y - opened.y]).toEqual([expect.closeTo(60, 0), expect.closeTo(40, 0)]);
  expect(pinched.scale / dragged.scale).toBeCloseTo(2, 1);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
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
