import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { publishDefinition } from '../../activities/store/publish';
import type { LinkMade, StartResult } from '../../web/api/contract';
import { linkForms, linkProcess } from '../api/support/link-process';
import { callerOf, pathOf } from '../api/support/portal';
import { phone } from '../support/browser';
import { openTaskOf } from '../workflows/support/player';
import { makeLink, sign, submit } from './support/fill';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
  await publishDefinition(portal.store, { xml: linkProcess, forms: linkForms, by: 'tester' });
}, 300_000);
afterAll(() => portal?.close());

/** Starts an enrolment, opens its consent, and makes a link to it; the page stays on the task. */
async function sendLink(page: Page, to: string): Promise<string> {
  await page.goto(`${portal.origin}/start/api-link?branch=${portal.district.town}`);
  await page.getByLabel('事由').click();
  await page.getByText('donor', { exact: true }).last().click();
  await page.getByRole('button', { name: '发起', exact: true }).click();
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.getByRole('link', { name: '知情同意', exact: true }).click();
  return makeLink(page, to);
}

test('a donor without an account opens the link on a phone, agrees, signs and hands in; the task is closed and the signature is there', async () => {
  const secretary = await portal.signIn('townSecretary');
  const url = await sendLink(secretary.page, '张三丰');
  const donor = await portal.visit({ size: phone, touch: true });
  // The window begins at the sign-in page: what that asks for is not the link's.
  await donor.page.waitForLoadState('networkidle');
  const sent: string[] = [];
  donor.page.on('request', (request) => void sent.push(new URL(request.url()).pathname));

  await donor.page.goto(url);
  await donor.page.getByRole('heading', { name: '登记与知情同意', level: 1 }).waitFor();
  await donor.page.getByLabel('姓名').fill('张三丰');
  await donor.page.getByRole('button', { name: '提交', exact: true }).click();
  const missing = await donor.page.getByRole('alert').first().textContent();
  await donor.page.getByRole('checkbox', { name: /登记造血干细胞捐献志愿者/ }).check();
  await sign(donor.page);
  await donor.page.reload();
  const kept = await donor.page.getByLabel('姓名').inputValue();
  await donor.page.getByText('已签名').waitFor();
  await submit(donor.page);
  await donor.page.getByRole('heading', { name: '已提交，谢谢您' }).waitFor();
  const left = await donor.page.evaluate(() => sessionStorage.length);

  await donor.page.reload();
  await donor.page.getByRole('heading', { name: '这个链接不能使用' }).waitFor();
  const refused = await donor.page.getByRole('alert').textContent();

  await secretary.page.getByText('通过链接（张**）').first().waitFor();
  const signature = secretary.page.getByRole('img', { name: '签名' });
  await signature.waitFor();
  const width = await signature.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });

  expect(missing).toMatch(/姓名|同意|签名/);
  expect(missing).toContain('请完成“本人签名”');
  expect(kept).toBe('张三丰');
  expect(left).toBe(0);
  expect(refused).toContain('已经用过');
  expect(width).toBeGreaterThan(200);
  expect(sent.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/f/') && path !== '/api/calendar')).toEqual([]);
  expect([...donor.complaints, ...secretary.complaints]).toEqual([]);
});

test('somebody who signs by keyboard hands in the same', async () => {
  const secretary = await portal.signIn('townSecretary');
  const url = await sendLink(secretary.page, '李四');
  const donor = await portal.visit({ size: phone, touch: true });

  await donor.page.goto(url);
  await donor.page.getByLabel('姓名').fill('李四');
  await donor.page.getByRole('checkbox', { name: /登记造血干细胞捐献志愿者/ }).check();
  await donor.page.getByRole('button', { name: '确认签名' }).click();
  await donor.page.getByText('请先签名').waitFor();
  await donor.page.getByRole('button', { name: /用键盘输入姓名/ }).click();
  await donor.page.getByLabel('输入姓名作为签名').fill('李四');
  await donor.page.getByRole('button', { name: '确认签名' }).click();
  await donor.page.getByText('已签名').waitFor();
  await submit(donor.page);
  await donor.page.getByRole('heading', { name: '已提交，谢谢您' }).waitFor();
  const [file] = await portal.store.files.byIds((await portal.store.submissions.find({ status: 'accepted', elementId: 'agree' }, { sort: { at: -1 }, limit: 1 })).map(({ answers }) => String(answers['signature'])));

  expect(file).toMatchObject({ name: '签名（键盘输入）.png', type: 'image/png', kept: true, seal: { subject: expect.stringMatching(/^instance\//) } });
  expect(donor.complaints).toEqual([]);
});

test('a link that was taken back says so', async () => {
  const secretary = await portal.signIn('townSecretary');
  const url = await sendLink(secretary.page, '王五');
  await secretary.page.getByRole('button', { name: '收回' }).click();
  await secretary.page.getByText('链接已收回').waitFor();
  const donor = await portal.visit({ size: phone, touch: true });

  await donor.page.goto(url);
  await donor.page.getByRole('heading', { name: '这个链接不能使用' }).waitFor();

  expect(await donor.page.getByRole('alert').textContent()).toContain('已被收回');
});

/** The shipped enrolment at its consent, and the address of a link to it. */
async function enrolmentLink(): Promise<{ readonly url: string; readonly instanceId: string }> {
  const coordinator = await callerOf(portal.origin, 'coordinator');
  const answers = { age: new Date().getFullYear() - 1998, channel: '高校', motive_primary: '献血延伸', procedure_quiz: 5, can_withdraw_anytime_told: true, ambivalence: 0, family_aware: '支持', outcome: 'enrol' };
  const { body } = await coordinator.send<StartResult>('POST', '/api/processes/donor-enrolment/instances', { branchId: portal.district.town, answers }, { 'idempotency-key': randomUUID() });
  const made = await coordinator.send<LinkMade>('POST', `/api/tasks/${pathOf(body.next[0]?.id ?? '')}/links`, { label: '钱晓禾', days: 3 });
  return { url: made.body.url, instanceId: body.instanceId };
}

async function fillRelative(page: Page, index: number, name: string, relation: string, number: string): Promise<void> {
  await page.locator(`#root_relatives_${index}_name`).fill(name);
  await page.locator(`#root_relatives_${index}_relation`).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(relation, { exact: true }).click();
  await page.locator(`#root_relatives_${index}_phone`).fill(number);
  await page.locator(`#root_relatives_${index}_told`).check();
}

test('a donor enrols by a link: the record, the consents that were given and the signature are there', async () => {
  const { url, instanceId } = await enrolmentLink();
  const { page, complaints } = await portal.visit({ size: phone, touch: true });

  await page.goto(url);
  await page.getByLabel('姓名').first().fill('钱晓禾');
  await page.getByRole('radiogroup', { name: '性别' }).getByText('女', { exact: true }).click();
  await page.getByLabel('身份证号码').fill('330411199803070028');
  await page.getByLabel('出生年份').fill('1998');
  await page.getByLabel('手机号码').first().fill('13800000001');
  await page.getByLabel('住址').fill('示例路1号');
  await fillRelative(page, 0, '钱大山', '父母', '13800000011');
  await fillRelative(page, 1, '孙小河', '配偶', '13800000012');
  await page.getByRole('checkbox', { name: /我已阅读并同意以上内容：同意登记/ }).check();
  await page.getByRole('checkbox', { name: /我已阅读并同意以上内容：同意提供/ }).check();
  await page.getByRole('radiogroup', { name: '同意捐献后随访' }).getByText('我已阅读并同意以上内容').click();
  await sign(page);
  await submit(page);
  await page.getByRole('heading', { name: '已提交，谢谢您' }).waitFor();

  // What the step after the consents opens: all that came of them is written.
  await openTaskOf(portal.store, instanceId, 'sample');
  const consents = await portal.store.records.of('consent').find({ 'values.registry': 'donor' } as never, { sort: { 'values.purpose': 1 } });
  const donor = await portal.store.records.byId('donor', String(consents[0]?.values['donorId']));
  const files = await portal.store.files.byIds((await portal.store.submissions.acceptedOf(instanceId)).map(({ answers }) => String(answers['signature'])));

  expect(consents.map(({ values }) => [values['purpose'], values['status'], values['method']])).toEqual([['follow-up', '有效', '链接'], ['register-and-health-screening', '有效', '链接'], ['share-with-registry', '有效', '链接']]);
  expect(JSON.stringify(donor?.values)).not.toContain('钱晓禾');
  expect(donor?.values).toMatchObject({ status: '登记', mayContactRelatives: false });
  expect(files).toMatchObject([{ seal: { subject: expect.stringMatching(/^record\/donor\//) }, kept: true }]);
  expect(complaints).toEqual([]);
});
