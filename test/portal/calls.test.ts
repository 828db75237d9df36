import { randomUUID } from 'node:crypto';
import { publishDefinition } from '../../activities/store/publish';
import type { Page as Rows, StartResult, TaskDetail, TaskRow } from '../../web/api/contract';
import { callerOf, type Caller } from '../api/support/portal';
import { phone } from '../support/browser';
import { callForms, callProcess } from './support/call-process';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';

jest.setTimeout(120_000);

let portal: PortalInBrowser;
let coordinator: Caller;

beforeAll(async () => {
  portal = await startPortalInBrowser();
  await publishDefinition(portal.store, { xml: callProcess, forms: callForms, by: 'tester' });
  coordinator = await callerOf(portal.origin, 'coordinator');
}, 300_000);
afterAll(() => portal?.close());

async function startCall(whom: string, priority: number, reasons: readonly string[]): Promise<string> {
  const { body } = await coordinator.send<StartResult>('POST', '/api/processes/portal-call/instances', { branchId: portal.district.town, answers: { whom, priority, reasons, record: 'portal-donor/none' } }, { 'idempotency-key': randomUUID() });
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

  await page.goto(`${portal.origin}/tasks`);
  await page.getByRole('tab', { name: /^今日电话 2$/ }).click();
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
