import { openBrowser, desktop, phone } from '../test/support/browser';
async function main() {
  const [, , login, path, out, width] = process.argv;
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport: width === 'phone' ? phone : desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()); });
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  const base = process.env.BASE ?? 'http://127.0.0.1:3000';
  await page.goto(base + '/');
  if (login !== '-') {
    await page.getByLabel('登录名').fill(login ?? '');
    await page.getByLabel('密码', { exact: true }).fill('boai-2026');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.waitForTimeout(1500);
    if (path !== '/') { await page.goto(base + path); await page.waitForTimeout(1800); }
  } else await page.waitForTimeout(1200);
  await page.screenshot({ path: out, fullPage: true });
  await browser.close();
}
main().catch((e) => { console.error(e); process.exit(1); });
