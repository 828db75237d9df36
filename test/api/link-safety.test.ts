import { randomUUID } from 'node:crypto';
import { newLinkToken } from '../../web/api/link-token';
import type { FileRef, Problem, TaskDetail } from '../../web/api/contract';
import { testKeys } from '../support/mongo';
import { PNG } from './support/link-process';
import { completeWith, pathOf, request } from './support/portal';
import { startLinkDesk, type LinkDesk } from './support/link-desk';

let desk: LinkDesk;
beforeAll(async () => {
  desk = await startLinkDesk();
});
afterEach(() => desk.calm());
afterAll(() => desk.close());

test('a guessed token is refused, and soon nobody at that address is listened to', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const forged = [...Array<undefined>(7)].map((_each, index) => `${'A'.repeat(40)}${'bcdefghi'[index] ?? 'x'}AAAAAAA`);
  // Signed as ours are, but never given to anybody.
  const unknown = newLinkToken(testKeys);

  const guesses = [];
  for (const guess of [...forged, unknown]) guesses.push((await desk.open(guess)).status);
  const spent = await desk.open(token);

  expect(guesses).toEqual([...Array<number>(8)].map(() => 404));
  expect(spent).toMatchObject({ status: 429, body: { code: 'TooManyAttempts' } });
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a link opens neither another case nor another task nor another’s file', async () => {
  const [mine, theirs] = [await desk.started(), await desk.started()];
  const [{ token }, other] = [await desk.linkTo(mine.taskId), await desk.linkTo(theirs.taskId)];
  const stranger = (await desk.upload(other.token)).body.id;
  const bearer = { authorization: `Bearer ${token}`, cookie: `boai=${token}` };

  const file = await request(desk.portal.origin, 'GET', `/api/f/${token}/files/${stranger}`);
  const signed = await desk.handIn(token, { name: '张三', register: true, signature: stranger });
  const others = await Promise.all([`/api/tasks/${pathOf(theirs.taskId)}`, `/api/instances/${pathOf(mine.instanceId)}`, `/api/files/${stranger}`, '/api/tasks'].map((path) => request(desk.portal.origin, 'GET', path, undefined, bearer)));
  const own = await request(desk.portal.origin, 'GET', `/api/f/${other.token}/files/${stranger}`);

  expect(file.status).toBe(404);
  expect(signed.body.problems).toMatchObject([{ at: '/signature' }]);
  expect(others.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(own.status).toBe(200);
});

test('an upload by a link is checked by its content', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);

  const script = await desk.upload(token, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), '签名.png');
  const empty = await desk.upload(token, Buffer.alloc(0));

  expect([script.status, empty.status]).toEqual([415, 400]);
});

test('hostile names and foreign pages get nowhere', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);

  const injected = await Promise.all([{ $where: '1' }, { 'a.b': 1 }, { __proto__x: 1, constructor: {} }].map((more) => desk.handIn(token, { ...answers, ...more })));
  const asOperator = await desk.handIn(token, { ...answers, name: { $ne: null } });
  const foreign = await desk.handIn(token, answers, randomUUID(), { origin: 'https://evil.example' });
  const asForm = await request(desk.portal.origin, 'POST', `/api/f/${token}/submission`, 'answers=1', { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': randomUUID() });

  expect([...injected, asOperator].map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(foreign).toMatchObject({ status: 403, body: { code: 'ForeignOrigin' } });
  expect(asForm.status).toBe(415);
  expect((await desk.open(token)).status).toBe(200);
});

test('somebody who is signed in acts as nobody but the link’s holder', async () => {
  const { taskId } = await desk.started();
  const { token, link } = await desk.linkTo(taskId);
  const vp = await desk.portal.as('vp');

  const { status } = await desk.handIn(token, await desk.answersFor(token), randomUUID(), { cookie: vp.cookie });
  const [stored] = await desk.portal.store.submissions.find({ taskId, status: 'accepted' });

  expect(status).toBe(200);
  expect(stored?.by).toBe(`link/${link.id}`);
});

test('a link is made by whoever may do the task, for a form that may go by link', async () => {
  const { taskId, instanceId } = await desk.started();
  const officer = await desk.portal.as('officer');
  const { token } = await desk.linkTo(taskId);
  const detail = await desk.secretary.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  await desk.handIn(token, await desk.answersFor(token));
  const vp = await desk.portal.as('vp');
  const [check] = await desk.portal.store.tasks.openOf(instanceId);

  const notTheirs = await officer.send<Problem>('POST', `/api/tasks/${pathOf((await desk.started()).taskId)}/links`, { label: '甲', days: 7 });
  const notByLink = await vp.send<Problem>('POST', `/api/tasks/${pathOf(check?._id ?? '')}/links`, { label: '甲', days: 7 });
  const tooLong = await desk.secretary.send<Problem>('POST', `/api/tasks/${pathOf((await desk.started()).taskId)}/links`, { label: '甲', days: 31 });
  const foreign = await officer.send<Problem>('POST', `/api/links/${(await desk.linkTo((await desk.started()).taskId)).link.id}/revocation`);

  expect(detail.body.may.link).toBe(true);
  expect([notTheirs.status, notByLink.status, tooLong.status, foreign.status]).toEqual([403, 403, 400, 404]);
});

test('a task that a colleague completes in the same moment is not told with a name', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);
  const form = new FormData();
  form.append('taskId', taskId);
  form.append('file', new Blob([new Uint8Array(PNG)]), '签名.png');
  const own = await desk.secretary.send<FileRef>('POST', '/api/files', form);

  const [colleague, outside] = await Promise.all([completeWith(desk.secretary, taskId, { name: '张三', register: true, signature: own.body.id }), desk.handIn(token, answers)]);
  const lost = colleague.status === 200 ? outside : colleague;

  expect([colleague.status, outside.status].filter((status) => status === 200)).toHaveLength(1);
  expect(lost.status).toBeGreaterThanOrEqual(409);
  if (lost === outside) expect(JSON.stringify(outside.body)).not.toMatch(/townSecretary/i);
});
