import { hashPassword } from '../../activities/store/passwords';
import { enter, startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { startReelection } from './support/reelection';

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
}, 300_000);
afterAll(() => portal?.close());

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
