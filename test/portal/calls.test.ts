import { randomUUID } from 'node:crypto';
import { publishDefinition } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { InstanceDetail, Page as Rows, StartResult, TaskDetail, TaskRow } from '../../web/api/contract';
import type { RecordDetail } from '../../web/api/registry-contract';
import { callerOf, type Caller } from '../api/support/portal';
import { CALL_REGISTRY, donorRegistry } from '../registries/support/sample-registry';
import { phone } from '../support/browser';
import { keeperFor } from '../support/records';
import { callForms, callProcess } from './support/call-process';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

let portal: PortalInBrowser;
let coordinator: Caller;
/** The record of 陈示例. */
let donor: string;

beforeAll(async () => {
  portal = await startPortalInBrowser();
  await publishDefinition(portal.store, { xml: callProcess, forms: callForms, by: 'tester' });
  await publishRegistries(portal.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  coordinator = await callerOf(portal.origin, 'coordinator');
  const values = { name: '陈示例', phone: '13800000001', registryNo: 'ZJ330000001', town: portal.district.town, status: 'active', enrolledOn: '2020-05-01', attempts: 2 };
  donor = (await coordinator.send<RecordDetail>('POST', '/api/registries/sample-donor/records', { values }, { 'idempotency-key': randomUUID() })).body.id;
  const calls = parseRegistry(structuredClone(CALL_REGISTRY));
  for (const calledOn of ['2026-03-02', '2026-04-02']) {
    await keeperFor(portal.store).save({ document: calls, id: `call-${calledOn}`, changeId: `call-${calledOn}`, cause: { kind: 'created', by: 'tester', at: new Date() }, change: () => ({ donorId: donor, calledOn, result: 'missed' }) });
  }
}, 300_000);
afterAll(() => portal?.close());

async function startCall(whom: string, priority: number, reasons: readonly string[], record = 'sample-donor/nobody'): Promise<string> {
  const { body } = await coordinator.send<StartResult>('POST', '/api/processes/portal-call/instances', { branchId: portal.district.town, answers: { whom, priority, reasons, record } }, { 'idempotency-key': randomUUID() });
  const [task] = body.next;
  if (task === undefined) throw new Error(`The call did not start: ${JSON.stringify(body)}`);
  return task.id;
}

/** What was handed in for a call. */
async function outcomeOf(taskId: string): Promise<unknown> {
  return (await coordinator.get<TaskDetail>(`/api/tasks/${encodeURIComponent(taskId)}`)).body.submission?.answers;
}

test('today’s calls stand by priority, each with the reasons for it', async () => {
  await startCall('示例甲', 52, ['登记超过5年']);
  await startCall('示例乙', 80, ['12个月没有有效联系', '家人不支持']);
  const { page, complaints } = await portal.signIn('coordinator');

  await page.getByRole('link', { name: /^2\s*今日电话$/ }).click();
  await page.getByRole('tab', { name: '今日电话 2', selected: true }).waitFor();
  await page.getByText('家人不支持').waitFor();
  const calls = await page.getByRole('article').allInnerTexts();
  const { body } = await coordinator.get<Rows<TaskRow>>('/api/tasks?view=calls');

  expect(calls.map((text) => text.match(/示例[甲乙]/)?.[0])).toEqual(['示例乙', '示例甲']);
  expect(calls[0]).toMatch(/12个月没有有效联系\s*家人不支持/);
  expect(body.rows.map(({ why }) => why)).toEqual([[{ zh: '12个月没有有效联系' }, { zh: '家人不支持' }], [{ zh: '登记超过5年' }]]);
  expect(complaints).toEqual([]);
});

test('on a phone a usual outcome is handed in with one tap, and the next call is one more tap away', async () => {
  const first = await startCall('示例丙', 99, ['示例理由一']);
  const second = await startCall('示例丁', 98, ['示例理由二']);
  const { page, complaints } = await portal.signIn('coordinator', { size: phone, touch: true });

  await page.goto(`${portal.origin}/tasks?view=calls`);
  await page.getByRole('link', { name: '联系志愿者' }).first().tap();
  await page.getByText('您好，我是区红十字会的协调员。').waitFor();
  await page.getByRole('group', { name: /^结果/ }).getByRole('button', { name: '空号' }).tap();
  await page.getByText('已提交').waitFor();
  await page.getByRole('button', { name: '下一个任务' }).tap();
  await page.getByRole('link', { name: '示例电话 示例丁' }).waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  expect(await outcomeOf(first)).toEqual({ result: '空号' });
  expect(await outcomeOf(second)).toBeUndefined();
  expect(width).toBe(0);
  expect(complaints).toEqual([]);
});

test('a quick outcome that needs more asks for it before anything is handed in, by keyboard too', async () => {
  const task = await startCall('示例戊', 70, []);
  const { page, complaints } = await portal.signIn('coordinator');

  await page.goto(`${portal.origin}/tasks/${encodeURIComponent(task)}`);
  await page.getByRole('button', { name: '接通', disabled: false }).waitFor();
  await page.getByRole('button', { name: '接通' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().getByText(/意愿/).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[data-field="root_willing"]') !== null);
  const before = await outcomeOf(task);
  await page.getByRole('radiogroup', { name: '意愿' }).getByText('犹豫').click();
  await page.getByRole('button', { name: '接通' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('已提交').waitFor();

  expect(before).toBeUndefined();
  expect(await outcomeOf(task)).toEqual({ result: '接通', willing: '犹豫' });
  expect(complaints).toEqual([]);
});

test('above the form stands whom to call, masked until a reason is given, and beside it the calls before', async () => {
  const task = await startCall('示例己', 71, ['两次以上未接通'], `sample-donor/${donor}`);
  const { page, complaints } = await portal.signIn('coordinator', { size: phone, touch: true });

  await page.goto(`${portal.origin}/tasks/${encodeURIComponent(task)}`);
  const card = page.getByRole('region', { name: /^示例志愿者台账/ });
  await card.getByText('138****0001').waitFor();
  const masked = await page.getByRole('main').innerText();
  await card.getByRole('button', { name: '查看完整信息' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '查看', exact: true }).tap();
  const call = await card.getByRole('link', { name: '拨打手机号码' }).getAttribute('href');
  const name = await card.getByRole('heading').innerText();
  await page.getByRole('tab', { name: '相关记录' }).first().tap();
  const listed = page.getByRole('tabpanel').getByRole('listitem');
  await listed.nth(1).waitFor();
  const earlier = await listed.allInnerTexts();

  expect(masked).toMatch(/陈\*/);
  expect(masked).not.toMatch(/陈示例|13800000001/);
  expect([call, name]).toEqual(['tel:13800000001', '陈示例']);
  expect(earlier.map((text) => text.match(/[34]月2日/)?.[0])).toEqual(['4月2日', '3月2日']);
  expect(complaints).toEqual([]);
});

test('what may be done at any moment is a button on the case and on the record that it is about', async () => {
  const task = await startCall('示例庚', 72, [], `sample-donor/${donor}`);
  const instanceId = task.split('/').slice(0, -2).join('/');
  const { page, complaints } = await portal.signIn('coordinator');
  await page.goto(`${portal.origin}/instances/${encodeURIComponent(instanceId)}`);
  await page.getByRole('button', { name: '不再联系' }).waitFor();

  await page.goto(`${portal.origin}/registries/sample-donor/records/${donor}`);
  const cases = page.getByRole('region', { name: '相关事项' });
  await cases.locator('.items > div').filter({ hasText: '示例庚' }).getByRole('button', { name: '不再联系' }).click();
  const dialog = page.getByRole('dialog', { name: '不再联系' });
  await dialog.getByRole('radiogroup', { name: '原因' }).getByText('本人要求').click();
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('“不再联系”已提交').waitFor();
  const { body } = await coordinator.get<InstanceDetail>(`/api/instances/${encodeURIComponent(instanceId)}`);

  expect(body.status).toBe('completed');
  expect(body.timeline.map(({ kind }) => kind)).toContain('action');
  expect(complaints).toEqual([]);
});
