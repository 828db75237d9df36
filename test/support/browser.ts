import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './chromium';

/** Widths at which people use the portal. */
export const desktop = { width: 1366, height: 860 } as const;
export const phone = { width: 390, height: 844 } as const;

/** A real browser, headless. It listens in Chinese and in the district's time zone only when the page's context says so. */
export async function openBrowser(): Promise<Browser> {
  const { program, environment } = await findChromium();
  return chromium.launch({
    executablePath: program,
    headless: true,
    // Root may not use Chromium's sandbox, and containers seldom let anybody; the pages are our own.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
    // Where files can have ASCII names only, the browser calls every download "download".
    env: { ...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))), ...environment, LC_ALL: 'C.UTF-8' },
  });
}
