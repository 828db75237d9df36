import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { noticeDeliverer, type NoticeDeliverer } from '../../activities/delivery/notice-deliverer';
import { startHttpReceiver, startMailGateway, type HttpReceiver, type MailGateway } from '../delivery/support/receivers';
import { phone } from '../support/browser';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

let portal: PortalInBrowser;
let gateway: MailGateway;
let robot: HttpReceiver;
let deliverer: NoticeDeliverer;
beforeAll(async () => {
  [portal, gateway, robot] = await Promise.all([startPortalInBrowser({ mail: true }), startMailGateway(), startHttpReceiver()]);
  deliverer = noticeDeliverer({ store: portal.store, zone: 'Asia/Shanghai', origin: portal.origin, mail: { url: gateway.url, from: 'boai@example.org' }, httpHosts: [robot.host] });
  for (const id of ['one', 'two']) {
    await portal.store.tasks.insert({
      _id: `reach/${id}`, instanceId: 'i1', processId: 'branch-reelection', elementId: 'request-submit', name: { zh: '换届请示', en: 'Request' }, title: '示例镇红十字会换届', branchId: portal.district.town, groups: [`branch_secretary@${portal.district.town}`], users: [],
      excludedActors: [], due: new Date(Date.now() + 86_400_000), dueAssumed: false, priority: 50, inputs: {}, state: 'open', openedAt: new Date(), revision: 0, seq: 1,
    });
  }
}, 300_000);
afterAll(async () => {
  deliverer?.close();
  await Promise.all([portal?.close(), gateway?.close(), robot?.close()]);
});

/** `BOAI_SCREENSHOTS=<directory>` keeps what the story looks like. */
async function picture(page: Page, name: string): Promise<void> {
  const directory = process.env['BOAI_SCREENSHOTS'];
  if (directory !== undefined) await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true });
}

const wider = async (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the administrator sets up a group robot, tests it and the mail, and sees both arrive in the log', async () => {
  const { page, complaints } = await portal.signIn('admin');
  await page.goto(`${portal.origin}/account/notifications`);
  await page.getByLabel('邮箱').fill('admin@example.org');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('通知设置已保存').waitFor();

  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '通知渠道' }).click();
  await page.getByRole('button', { name: '新增渠道' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').first().click();
  const list = page.locator('.ant-select-dropdown:visible');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  const stays = await dialog.isVisible();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '新增渠道' }).click();
  await dialog.getByLabel('名称').fill('示例镇工作群');
  await dialog.getByLabel('机器人地址').fill(`http://${robot.host}/cgi-bin/webhook/send?key=abc`);
  await picture(page, 'channel-dialog');
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await row('示例镇工作群').first().getByRole('button', { name: '测试' }).click();
  await page.getByText('测试消息已排队').first().waitFor();
  await row('每分钟120条').getByRole('button', { name: '测试' }).click();
  await row('待发').nth(1).waitFor();
  await deliverer.run();
  await row('已发出').nth(1).waitFor();
  await picture(page, 'channels');

  await page.goto(`${portal.origin}/people`);
  await page.getByRole('row', { name: /示例townVp/ }).getByRole('button', { name: '代办' }).click();
  await page.getByRole('dialog').getByText('没有代办安排。').waitFor();
  await picture(page, 'absence-of-a-person');

  expect(stays).toBe(true);
  expect(gateway.mails.map(({ subject, recipients }) => [subject, recipients])).toEqual([['博爱流程：测试消息', ['admin@example.org']]]);
  expect(robot.calls.map(({ text }) => JSON.parse(text) as unknown)).toEqual([{ msgtype: 'text', text: { content: '这是一条测试消息，收到说明通知渠道可用。' } }]);
  expect(complaints).toEqual([]);
});

test('on a phone somebody chooses mail and quiet hours, subscribes to a calendar and names a deputy, who then has the tasks', async () => {
  const { page, complaints } = await portal.signIn('townSecretary', { size: phone, touch: true });
  await page.getByRole('button', { name: /我的账号/ }).click();
  await page.getByRole('link', { name: '通知与代办' }).click();
  await page.getByRole('heading', { name: '通知与代办', level: 1 }).waitFor();

  await page.getByLabel('电子邮件').check();
  await page.getByLabel('邮箱').fill('wang@example.org');
  await page.getByLabel('免打扰开始').fill('20:00');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('通知设置已保存').waitFor();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  await page.getByLabel('从', { exact: true }).fill(today);
  await page.getByLabel('到', { exact: true }).fill(today);
  await page.getByLabel('代办人').fill('示例townPresident');
  await page.getByText(/^示例townPresident · /).last().click();
  await page.getByRole('button', { name: '安排代办' }).click();
  await page.getByText('由 示例townPresident 代办').waitFor();
  await page.getByRole('button', { name: '生成订阅地址' }).click();
  const address = await page.getByLabel('订阅地址', { exact: true }).inputValue();
  await page.getByAltText('日历订阅地址的二维码').waitFor();
  await picture(page, 'reaching-phone');
  const calendar = await (await fetch(address)).text();

  expect(await wider(page)).toBeLessThanOrEqual(0);
  expect(calendar).toContain('BEGIN:VEVENT');
  expect(await portal.store.notificationSettings.byId('person-townsecretary')).toMatchObject({ channels: ['email'], timing: { quiet: { from: '20:00', until: '08:00' }, digestAt: '08:30' } });
  const deputy = await portal.signIn('townPresident');
  await deputy.page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '任务' }).click();
  await deputy.page.getByRole('link', { name: '换届请示', exact: true }).first().waitFor();
  await deputy.page.getByRole('button', { name: /我的账号/ }).click();
  await deputy.page.getByText(/正在代办：示例townSecretary/).waitFor();
  await picture(deputy.page, 'deputy');
  expect([...complaints, ...deputy.complaints]).toEqual([]);
});

test('the same settings fit a desktop, and the calendar’s address is gone after a reload', async () => {
  const { page, complaints } = await portal.signIn('townSecretary');
  await page.goto(`${portal.origin}/account/notifications`);
  await page.getByRole('button', { name: '换一个地址' }).waitFor();
  await picture(page, 'reaching-desktop');

  expect(await page.getByLabel('订阅地址', { exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a director chooses tasks in the list, reminds of them once, and hands them to one person', async () => {
  const { page, complaints } = await portal.signIn('secgen');
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '任务' }).click();
  await page.getByRole('tab', { name: '全部可见' }).click();
  await page.getByLabel('全选本页').check();
  await page.getByText('已选2项').waitFor();
  await picture(page, 'bulk');

  await page.getByRole('button', { name: '催办' }).click();
  await page.getByText('已发出2条提醒', { exact: true }).waitFor();
  await page.getByLabel('全选本页').check();
  await page.getByRole('button', { name: '催办' }).click();
  await page.getByText('已发出0条提醒；2条因刚催办过而未重复发送').waitFor();
  await page.getByLabel(/^选择 换届请示/).first().check();
  await page.getByRole('button', { name: '转派' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('转派给').fill('示例townVp');
  await page.getByText(/^示例townVp · /).last().click();
  await dialog.getByRole('button', { name: '转派', exact: true }).click();
  await page.getByText('已转派1项任务').waitFor();

  expect(await portal.store.tasks.count({ assignee: 'person-townvp' })).toBe(1);
  expect(complaints).toEqual([]);
});
