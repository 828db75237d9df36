import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { districtDay } from '../../activities/store/district-day';
import { addDays } from '../../feel/day';
import type { RecordDetail } from '../../web/api/registry-contract';
import { callerOf } from '../api/support/portal';
import type { Login } from '../api/support/district';
import { shippedForm, shippedPlan } from '../processes/support/shipped';
import { phone } from '../support/browser';
import { until } from '../workflows/support/player';
import { Cast } from './support/cast';
import { choose, makeLink, openStart, startCase, submit } from './support/fill';
import { fillForm, type Answers } from './support/fill-form';
import { picture } from './support/pictures';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

const PROCESS = 'match-case';
const today = districtDay(new Date());

let portal: PortalInBrowser;
const cast = new Cast(() => portal);

beforeAll(async () => {
  portal = await startPortalInBrowser();
  // Donors may be called at whatever hour the test runs, and the agent is given on one day.
  for (const [limit, value] of [['call_from_hour', 0], ['call_until_hour', 24], ['mobilise_days', 1]] as const) await portal.store.limits.change(PROCESS, limit, value, 'tester', new Date());
}, 300_000);
afterAll(() => portal?.close());

/** A donor of the sample town; its record's id. */
async function addDonor(name: string, phoneNumber: string, registryNo: string): Promise<string> {
  const coordinator = await callerOf(portal.origin, 'coordinator');
  const values = { name, phone: phoneNumber, registryNo, branchId: portal.district.town, status: '活跃', enrolledOn: '2024-05-08', storedOn: '2024-06-20', birthYear: 1998, lastValidContactOn: '2026-01-10' };
  const { status, body } = await coordinator.send<RecordDetail>('POST', '/api/registries/donor/records', { values }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(`The donor was refused: ${JSON.stringify(body)}`);
  return body.id;
}

/** Somebody does a step of the case. */
async function does(login: Login, step: string, own: Answers = {}): Promise<Page> {
  const { name, form } = await stepOf(step);
  return cast.does(login, { task: name, form: shippedForm(form), picture: step }, own);
}

async function stepOf(step: string): Promise<{ readonly name: string; readonly form: string }> {
  const element = (await shippedPlan(PROCESS)).elements[step];
  if (element?.kind !== 'userTask' || element.form === undefined) throw new Error(`"${step}" is no step with a form`);
  return { name: element.name.zh, form: element.form };
}

test('a case goes from the notice to the collection, another to the withdrawal and its debrief, and both are counted', async () => {
  const donates = await addDonor('陈示例', '13800000001', 'ZJ330000001');
  const leaves = await addDonor('李示例', '13800000002', 'ZJ330000002');

  await startFor('陈示例');
  await does('coordinator', 'match-received');
  await callsOnAPhone();
  await does('coordinator', 'education');
  await consentsByLink();
  await does('coordinator', 'ct-sample');
  await does('coordinator', 'ct-result');
  await does('coordinator', 'health-check');
  await does('coordinator', 'collection-plan', { conditioning_on: addDays(today, 3), mobilise_on: today, collect_on: addDays(today, 4) });
  // It is the last day on which the consent may be signed: the city is told at once.
  await does('secgen', 'tell-unsigned');
  await does('coordinator', 'final-consent', { staff_1: '示例coordinator', staff_2: '示例volunteer' });
  await does('coordinator', 'logistics', { companion: '示例volunteer' });
  await does('volunteer', 'mobilise', { worst_grade: 1 });
  await does('coordinator', 'collect');
  await does('coordinator', 'case-close', { service_gap: ['无'] });
  const approved = await does('secgen', 'case-approve');
  await expectDonated(approved, donates);

  await startFromRecord(leaves);
  await does('coordinator', 'match-received', { match_ref_no: 'PX-2026-0002' });
  await does('coordinator', 'first-contact');
  await withdraws();
  await does('officer', 'withdrawal-debrief', { preventable: true, improvement: '登记时就请家人一起听说明（示例）。' });
  await does('coordinator', 'case-close', { service_gap: ['宣教'] });
  await does('secgen', 'case-approve');
  await expectCounted();

  expect(await cast.complaints()).toEqual([]);
});

/** The notice is registered from the list of processes; the donor is found by the whole name. */
async function startFor(donor: string): Promise<void> {
  const { page } = await cast.windowOf('coordinator');
  await openStart(page, '配型捐献服务', '示例镇红十字会');
  await page.getByLabel('捐献志愿者').fill(donor);
  await page.getByText(`${donor.slice(0, 1)}* · 示例镇红十字会`, { exact: true }).last().click();
  await picture(page, 'notice');
  await startCase(page);
}

async function startFromRecord(id: string): Promise<void> {
  const { page } = await cast.windowOf('coordinator');
  await page.goto(`${portal.origin}/registries/donor/records/${id}`);
  await page.getByRole('link', { name: '发起配型捐献服务' }).click();
  await startCase(page);
}

/** The first call is made from the phone: whom, what to say, the number, and one tap for what came of it. */
async function callsOnAPhone(): Promise<void> {
  const { page, complaints } = await portal.signIn('coordinator', { size: phone, touch: true });
  await page.getByRole('link', { name: /^1\s*今日电话$/ }).tap();
  await page.getByRole('tab', { name: '今日电话 1', selected: true }).waitFor();
  const call = page.getByRole('article').filter({ hasText: '陈*' });
  await call.waitFor();
  await picture(page, 'calls');
  await call.getByRole('link', { name: '首次联系' }).tap();
  await page.getByText(/现在有一位患者与您初步相合/).waitFor();
  const card = page.getByRole('region', { name: /^造血干细胞捐献志愿者/ });
  await card.getByText('138****0001').waitFor();
  await card.getByRole('button', { name: '查看完整信息' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '查看', exact: true }).tap();
  await card.getByRole('link', { name: '拨打手机号码' }).waitFor();
  await picture(page, 'first-contact');
  await page.getByRole('group', { name: /^结果/ }).getByRole('button', { name: '本人接听，愿意谈' }).tap();
  await page.getByText('已提交').waitFor();
  await page.getByRole('link', { name: '再动员与答疑' }).waitFor();
  await picture(page, 'first-contact-done');
  expect(complaints).toEqual([]);
  await page.context().close();
}

/** The donor, without an account, reads what the typing is, agrees and signs on a phone of their own. */
async function consentsByLink(): Promise<void> {
  const { name, form } = await stepOf('ct-consent');
  const page = await cast.opens('coordinator', name);
  await picture(page, 'ct-consent');
  const url = await makeLink(page, '陈示例');
  await picture(page, 'ct-consent-link');
  const donor = await portal.visit({ size: phone, touch: true });
  await donor.page.goto(url);
  await donor.page.getByRole('heading', { name, level: 1 }).waitFor();
  await choose(donor.page, '决定', '同意检测');
  await donor.page.getByRole('button', { name: '提交', exact: true }).click();
  await donor.page.getByRole('alert').filter({ hasText: '请本人在屏幕上签名' }).first().waitFor();
  await picture(donor.page, 'ct-consent-unsigned');
  await fillForm(donor.page, shippedForm(form));
  await picture(donor.page, 'ct-consent-signed');
  await submit(donor.page);
  await donor.page.getByRole('heading', { name: '已提交，谢谢您' }).waitFor();
  await page.getByText('通过链接（陈**）').first().waitFor();
  await picture(page, 'ct-consent-received');
  cast.leaves(page);
  expect(donor.complaints).toEqual([]);
  await donor.page.context().close();
}

/** The case is over and tells what happened, and the donor’s record knows of the donation and of the follow-up. */
async function expectDonated(page: Page, donor: string): Promise<void> {
  await page.getByRole('button', { name: '查看事项进展' }).click();
  await page.getByText('事项已办结').waitFor();
  await page.getByRole('button', { name: /^显示全部/ }).click();
  await picture(page, 'donated');
  const told = await page.getByRole('main').innerText();
  const [record] = await portal.store.records.of('match-case').find({ 'values.donorId': donor });

  expect(told).toContain('陈*');
  expect(done(told)).toEqual([
    'coordinator 登记通知', 'coordinator 首次联系', 'coordinator 再动员与答疑', '通过链接（陈**） 高分辨检测同意', 'coordinator 高分辨采样送检', 'coordinator 高分辨结果', 'coordinator 捐前体检', 'coordinator 采集计划',
    'secgen 立即报告市红十字会', 'coordinator 捐献同意与最后确认', 'coordinator 行程、保险、陪护', 'volunteer 动员', 'coordinator 采集', 'coordinator 结案', 'secgen 结案审核',
  ]);
  expect(record?.values).toMatchObject({ status: '已结案', outcome: '捐献完成', reachedOn: today, ctConsentOn: today, signedOn: today, mobilisedOn: today, collectedOn: today, donorRefused: false, firstInTime: true });
  await page.goto(`${portal.origin}/registries/donor/records/${donor}`);
  await page.getByText('捐献完成').first().waitFor();
  const cases = page.getByRole('region', { name: '相关事项' });
  await cases.getByRole('link', { name: `捐后随访（${today}捐献）` }).waitFor();
  await picture(page, 'donor');
}

/** Who did what, the first first, as the timeline says. */
function done(timeline: string): string[] {
  return [...timeline.matchAll(/^(.+)办结了“(.+)”$/gm)].map(([, who = '', step = '']) => `${who.replace('示例', '')} ${step}`).reverse();
}

/** At any moment the donor may leave: everything stops, and whoever talked with them is not the one who debriefs them. */
async function withdraws(): Promise<void> {
  const { page } = await cast.windowOf('coordinator');
  await page.getByRole('button', { name: '查看事项进展' }).click();
  await page.getByRole('button', { name: '捐献者退出' }).click();
  const dialog = page.getByRole('dialog', { name: '捐献者退出' });
  await dialog.getByRole('checkbox', { name: '没有劝说' }).check();
  await picture(page, 'withdraws');
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('“捐献者退出”已提交').waitFor();
  await page.getByText('任务撤回：“再动员与答疑”').waitFor();
  await picture(page, 'withdrawn');
  const awaited = page.getByRole('article').filter({ has: page.getByRole('heading', { name: '退出回访' }) });
  expect(await awaited.innerText()).toMatch(/示例secgen[^]*示例officer/);
  expect(await awaited.innerText()).not.toContain('示例coordinator');
  expect(await awaited.getByRole('link', { name: '去办理' }).count()).toBe(0);
}

/** The figures count one who donated and one who left before the typing. */
async function expectCounted(): Promise<void> {
  await until(async () => ((await portal.store.instances.count({ processId: PROCESS, status: 'completed' })) === 2 ? true : undefined), 'the end of both cases');
  const { page } = await cast.windowOf('secgen');
  await page.goto(`${portal.origin}/metrics/donors`);
  await page.getByRole('heading', { name: '配型捐献漏斗' }).waitFor();
  await picture(page, 'metrics');
  const figures = await page.getByRole('row').allInnerTexts();
  const figureOf = (metric: string): string | undefined => figures.find((row) => row.startsWith(`${metric}\t`))?.split('\t')[1];
  const metrics = ['反悔率（总）', '首次联系', '高分辨同意前', '高分辨后', '晚期反悔率', '联系不上率', '高分辨同意率', '体检合格率', '捐献实现率', '首联及时率', '可避免退出占比'];
  await page.getByRole('region', { name: /^配型捐献漏斗/ }).getByRole('button', { name: '表', exact: true }).click();
  const funnel = await page.getByRole('region', { name: /^配型捐献漏斗/ }).getByRole('row').last().innerText();

  expect(Object.fromEntries(metrics.map((metric) => [metric, figureOf(metric)]))).toEqual({
    '反悔率（总）': '1/2', 首次联系: '0/2', 高分辨同意前: '1/2', 高分辨后: '0/1', 晚期反悔率: '0/1', 联系不上率: '0/2', 高分辨同意率: '1/2', 体检合格率: '1/1', 捐献实现率: '1/2', 首联及时率: '2/2', 可避免退出占比: '1/1',
  });
  // Shares of fewer than ten cases say nothing.
  expect(figures.join()).not.toMatch(/\d%/);
  expect(funnel.split('\t')).toEqual([today.slice(0, 4), '2', '2', '1', '1', '1', '1', '1']);
}
