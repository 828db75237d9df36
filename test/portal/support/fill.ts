import type { Locator, Page } from 'playwright-core';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Chooses a radio button of a group by their visible names. */
export async function choose(page: Page, group: string, choice: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();
}

/** Attaches a small PDF to the field of that name and waits until it is stored. */
export async function attach(page: Page, field: string, name: string): Promise<void> {
  const place = page.getByRole('group', { name: field });
  const chooser = page.waitForEvent('filechooser');
  await place.getByRole('button', { name: '选择文件' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer: PDF });
  await place.getByRole('link', { name }).waitFor();
}

/** Hands a task in and confirms. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
}

/** Waits until the page says that what was typed is saved. */
export async function saved(page: Page): Promise<void> {
  await page.getByText(/^已保存 \d\d:\d\d$/).waitFor();
}

/** Opens the task of that name from the group's list. */
export async function openFromGroup(page: Page, name: string): Promise<Locator> {
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '任务' }).click();
  await page.getByRole('tab', { name: '本岗位待认领' }).click();
  await page.getByRole('link', { name, exact: true }).first().click();
  const heading = page.getByRole('heading', { name, level: 1 });
  await heading.waitFor();
  return heading;
}
