import type { Locator, Page } from 'playwright-core';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Chooses a radio button of a group by their visible names. */
export async function choose(scope: Page | Locator, group: string, choice: string): Promise<void> {
  await scope.getByRole('radiogroup', { name: group, exact: true }).getByText(choice, { exact: true }).click();
}

/** Attaches a file (a small PDF) to the field of that name, within a part of the page, and waits until it is stored. */
export async function attach(page: Page, field: string, name: string, { scope = page, type = 'application/pdf', bytes = PDF }: { readonly scope?: Page | Locator; readonly type?: string; readonly bytes?: Buffer } = {}): Promise<void> {
  const place = scope.getByRole('group', { name: field, exact: true });
  const chooser = page.waitForEvent('filechooser');
  await place.getByRole('button', { name: '选择文件' }).click();
  await (await chooser).setFiles({ name, mimeType: type, buffer: bytes });
  await place.getByRole('link', { name }).waitFor();
}

/** Hands a task in and confirms. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
}

/** Makes a link to the form of the open page, for somebody without an account; its address. */
export async function makeLink(page: Page, to: string): Promise<string> {
  await page.getByRole('button', { name: '发送链接' }).click();
  await page.getByLabel('发给谁').fill(to);
  await page.getByRole('button', { name: '生成链接' }).click();
  await page.getByRole('img', { name: '扫描二维码打开表单' }).waitFor();
  return page.getByLabel('链接', { exact: true }).inputValue();
}

/** Draws something into the box, as a finger would. */
export async function sign(page: Page): Promise<void> {
  await page.locator('.signature-canvas[data-ready]').scrollIntoViewIfNeeded();
  const box = await page.locator('.signature-canvas').boundingBox();
  if (box === null) throw new Error('There is no box to sign in');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (const [dx, dy] of [[90, 110], [140, 50], [190, 130], [260, 70]] as const) await page.mouse.move(box.x + dx, box.y + dy, { steps: 6 });
  await page.mouse.up();
  await page.getByRole('button', { name: '确认签名' }).click();
  await page.getByText('已签名').waitFor();
}

/** Opens the start form of a process from the list of processes, for a branch that is found by a part of its name. */
export async function openStart(page: Page, process: string, branch: string, typed = branch): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '发起流程' }).click();
  await page.getByRole('link', { name: process }).click();
  await page.getByLabel('为哪个基层组织发起').fill(typed);
  await page.getByText(branch, { exact: true }).last().click();
}

/** Hands a start form in and confirms. */
export async function startCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发起', exact: true }).click();
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.getByText('流程已开始').waitFor();
}

/** Waits until the page says that what was typed is saved. */
export async function saved(page: Page): Promise<void> {
  await page.getByText(/^已保存 \d\d:\d\d$/).waitFor();
}

/** Opens the task of that name from a list of tasks: those of somebody's post, unless another is named. `done` are paths of tasks that the list may still show. */
export async function openTask(page: Page, name: string, list = '本岗位待认领', done: Iterable<string> = []): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '任务' }).click();
  await page.getByRole('tab', { name: list }).click();
  const open = page.locator(['a', ...[...done].map((path) => `:not([href="${path}"])`)].join('')).and(page.getByRole('link', { name, exact: true }));
  await open.first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}
