import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { phone } from '../../support/browser';

const folder = process.env['PICTURES'];
const DESKTOP = { width: 1280, height: 860 } as const;
let taken = 0;

/** With `PICTURES=<folder>` in the environment, keeps a picture of the whole page on a desktop and on a phone, for somebody to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  taken += 1;
  for (const [width, size] of Object.entries({ desktop: DESKTOP, phone })) {
    await page.setViewportSize(size);
    await page.waitForTimeout(150);
    // As high as the page, so that what sticks to the window's edge covers nothing.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
    await page.waitForTimeout(100);
    await page.screenshot({ path: join(folder, `${String(taken).padStart(2, '0')}-${name}-${width}.png`) });
  }
  if (before !== null) await page.setViewportSize(before);
}
