import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishDefinition } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import { newLinkToken } from '../../web/api/link-token';
import type { FileRef, InstanceDetail, LinkMade, LinkOffer, LinkResult, LinkRow, LinkView, Problem, StartResult, TaskDetail } from '../../web/api/contract';
import { donorRegistry } from '../registries/support/sample-registry';
import { databaseText, leaks } from '../support/leaks';
import { testKeys } from '../support/mongo';
import { keeperFor } from '../support/records';
import { linkForms, linkProcess, PNG } from './support/link-process';
import { completeWith, pathOf, request, startPortal, type Answer, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
let secretary: Caller;
let minutesLater = 0;
let gateway: Server;
const messages: { readonly to: string; readonly text: string }[] = [];
beforeAll(async () => {
  gateway = createServer((incoming, response) => {
    incoming.on('data', (part: Buffer) => messages.push(JSON.parse(part.toString()) as (typeof messages)[number]));
    incoming.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  portal = await startPortal({ now: () => new Date(Date.now() + minutesLater * 60_000), config: { wrongLinksByAddress: 8, sms: { url, headers: {}, body: { to: '{{to}}', text: '{{text}}' }, sender: '示例区博爱办' } } });
  await publishDefinition(portal.store, { xml: linkProcess, forms: linkForms, by: 'tester' });
  secretary = await portal.as('townSecretary');
});
afterEach(async () => {
  minutesLater = 0;
  await portal.store.connection.collection('rate_limits').deleteMany({});
});
afterAll(async () => {
  await portal.close();
  gateway.close();
});

/** A running enrolment at its consent. */
async function started(answers: object = { topic: 'donor', hint: 'from-a-friend' }): Promise<{ readonly instanceId: string; readonly taskId: string }> {
  const { body } = await secretary.send<StartResult>('POST', '/api/processes/api-link/instances', { branchId: portal.district.town, answers }, { 'idempotency-key': randomUUID() });
  return { instanceId: body.instanceId, taskId: body.next[0]?.id ?? '' };
}

async function linkTo(taskId: string, wish: object = { label: '张三丰', days: 7 }): Promise<{ readonly token: string; readonly link: LinkRow; readonly url: string }> {
  const { status, body } = await secretary.send<LinkMade>('POST', `/api/tasks/${pathOf(taskId)}/links`, wish);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { ...body, token: body.url.split('/f/')[1] ?? '' };
}

const open = (token: string): Promise<Answer<LinkView & Problem>> => request(portal.origin, 'GET', `/api/f/${token}`);
const handIn = (token: string, answers: unknown, key: string = randomUUID(), headers: Record<string, string> = {}): Promise<Answer<LinkResult & Problem>> => request(portal.origin, 'POST', `/api/f/${token}/submission`, { answers }, { 'idempotency-key': key, ...headers });

function upload(token: string, content: Buffer = PNG, name = '签名.png'): Promise<Answer<FileRef & Problem>> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)]), name);
  return request(portal.origin, 'POST', `/api/f/${token}/files`, form);
}

async function answersFor(token: string): Promise<object> {
  return { name: '张三丰', register: true, publicity: false, signature: (await upload(token)).body.id };
}

test('a link shows its form, what the form’s author wanted beside it, and nothing else of the case', async () => {
  const { taskId } = await started();
  const { token, link, url } = await linkTo(taskId);

  const { status, body, headers } = await open(token);
  const row = (await secretary.get<LinkOffer>(`/api/tasks/${pathOf(taskId)}/links`)).body.links[0];

  expect(url).toBe(`${portal.origin}/f/${token}`);
  expect(link).toMatchObject({ label: '张**', state: 'ready', createdBy: { name: '示例townSecretary' } });
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.getSetCookie()).toEqual([]);
  expect(body).toMatchObject({ district: '示例区红十字会', branch: '示例镇红十字会', name: { zh: '知情同意' }, context: { topic: 'donor' }, answers: {} });
  expect(Object.keys(body).sort()).toEqual(['answers', 'branch', 'context', 'district', 'expiresAt', 'form', 'name']);
  expect(body.context).toEqual({ topic: 'donor' });
  expect(body.form.document.rules).toEqual([]);
  expect(JSON.stringify(body)).not.toContain('from-a-friend');
  expect(row?.state).toBe('opened');
});

test('a link goes to the number in the task’s record, which nobody types or sees whole', async () => {
  const { store } = portal;
  await publishRegistries(store, [parseRegistry(donorRegistry())], 'tester');
  const document = (await store.registries.latest('sample-donor'))?.document;
  if (document === undefined) throw new Error('The registry was not published');
  const phone = '13800007788';
  for (const [id, values] of [['with', { phone }], ['without', {}]] as const) await keeperFor(store).save({ document, id, changeId: id, cause: { kind: 'changed', by: 'tester', at: new Date() }, change: () => ({ name: '陈某某', status: 'active', town: portal.district.town, enrolledOn: '2026-01-02', ...values }) });
  const { taskId } = await started();
  const about = (id: string) => store.tasks.model.updateOne({ _id: taskId }, { $set: { record: `sample-donor/${id}` } });
  const ask = (wish: object) => secretary.send<LinkMade & Problem>('POST', `/api/tasks/${pathOf(taskId)}/links`, { label: '陈某某', days: 3, ...wish });

  await about('with');
  const offer = await secretary.get<LinkOffer>(`/api/tasks/${pathOf(taskId)}/links`);
  const [sent, typed] = [await ask({ sms: true }), await ask({ phone: '13900000000' })];
  await about('without');
  const [nowhere, instead] = [await ask({ sms: true }), await ask({ phone: '13900009988' })];

  expect(offer.body).toMatchObject({ sms: true, number: '138****7788' });
  expect([sent, typed, nowhere, instead].map(({ status }) => status)).toEqual([201, 400, 400, 201]);
  expect(messages).toEqual([
    { to: phone, text: `【示例区博爱办】请打开链接填写表单：${sent.body.url} 3天内有效，仅限您本人使用一次。` },
    { to: '13900009988', text: expect.stringContaining(instead.body.url) },
  ]);
  expect(leaks(await databaseText(store.connection), [phone, '13900009988', '陈某某', sent.body.url.split('/f/')[1] ?? ''])).toEqual([]);
});

test('only the hash of a token is kept, and only the mask of whom it is for', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);

  const stored = JSON.stringify([await portal.store.links.find({}), await portal.store.audit.find({})]);

  expect(stored).not.toContain(token);
  expect(stored).not.toContain('张三丰');
});

test('what is handed in by a link completes the task, with its consents, its signature and who it was', async () => {
  const { taskId, instanceId } = await started();
  const { token, link } = await linkTo(taskId);
  const answers = await answersFor(token);

  const { status, body } = await handIn(token, answers);
  const instance = (await secretary.get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`)).body;
  const submission = instance.submissions[0];
  const [stored] = await portal.store.submissions.find({ taskId, status: 'accepted' });
  const file = await portal.store.files.byId((answers as { signature: string }).signature);

  expect({ status, body }).toEqual({ status: 200, body: { visible: true } });
  expect(instance.standsAt).toMatchObject([{ elementId: 'check' }]);
  expect(submission).toMatchObject({ by: { id: `link/${link.id}`, name: '通过链接（张**）' }, answers: { name: '张**', register: true, publicity: false }, files: [{ type: 'image/png' }] });
  expect(instance.timeline.find(({ kind }) => kind === 'task-completed')?.by?.name).toBe('通过链接（张**）');
  expect(stored?.consents).toMatchObject([
    { path: '/register', purpose: 'register-and-health-screening', version: 2, given: true, textHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { path: '/publicity', purpose: 'publicity', version: 2, given: false },
  ]);
  expect(file).toMatchObject({ kept: true, seal: { subject: `instance/${instanceId}` }, instanceId, uploadedBy: `link/${link.id}` });
});

test('a link is used once: the same submission again gives the same answer, another is refused', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const answers = await answersFor(token);
  const key = randomUUID();
  await handIn(token, answers, key);

  const again = await handIn(token, answers, key);
  const other = await handIn(token, { ...answers, name: '李四' });
  const changed = await handIn(token, { ...answers, name: '李四' }, key);
  const opened = await open(token);

  expect(again).toMatchObject({ status: 200, body: { visible: true } });
  expect(other).toMatchObject({ status: 410, body: { code: 'LinkUsed', message: { zh: expect.stringContaining('已经用过') } } });
  expect(changed).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
  expect(opened).toMatchObject({ status: 410, body: { code: 'LinkUsed' } });
});

test('of two submissions at the same moment one is taken', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const answers = await answersFor(token);

  const both = await Promise.all([handIn(token, answers), handIn(token, answers)]);

  expect(both.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await portal.store.submissions.count({ taskId, status: 'accepted' })).toBe(1);
});

test('wrong answers are told field by field and leave the link usable', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const answers = await answersFor(token);

  const wrong = await handIn(token, { ...answers, register: false, unknown: 1 });
  const right = await handIn(token, answers);

  expect(wrong).toMatchObject({ status: 422, body: { code: 'InvalidInput' } });
  expect(wrong.body.problems?.map(({ at }) => at)).toContain('/register');
  expect(right.status).toBe(200);
});

test('rules about what a link does not show are checked when it is handed in', async () => {
  const { taskId } = await started({ topic: 'donor', hint: 'forbidden' });
  const { token } = await linkTo(taskId);

  const { status, body } = await handIn(token, await answersFor(token));

  expect(status).toBe(422);
  expect(body.problems).toMatchObject([{ at: '/name', rule: 'hint-known' }]);
});

test('a link ends on its day, when it is taken back, and when its task is done without it', async () => {
  const [late, taken, done] = [await started(), await started(), await started()];
  const links = [await linkTo(late.taskId, { label: '甲', days: 1 }), await linkTo(taken.taskId), await linkTo(done.taskId)] as const;
  const signature = (await upload(links[0].token)).body.id;
  const revoked = await secretary.send<LinkRow>('POST', `/api/links/${links[1].link.id}/revocation`);
  const form = new FormData();
  form.append('taskId', done.taskId);
  form.append('file', new Blob([new Uint8Array(PNG)]), '签名.png');
  const own = await secretary.send<FileRef>('POST', '/api/files', form);
  const completed = await completeWith(secretary, done.taskId, { name: '张三', register: true, signature: own.body.id });

  minutesLater = 24 * 60 + 1;
  const expired = [await open(links[0].token), await handIn(links[0].token, { name: '张三', register: true, signature })];
  minutesLater = 0;
  const back = await open(links[1].token);
  const closed = await open(links[2].token);

  expect(revoked.body.state).toBe('revoked');
  expect(completed.status).toBe(200);
  expect(expired.map(({ status, body }) => [status, body.code])).toEqual([[410, 'LinkExpired'], [410, 'LinkExpired']]);
  expect([back.body.code, closed.body.code]).toEqual(['LinkRevoked', 'LinkClosed']);
});

test('a guessed token is refused, and soon nobody at that address is listened to', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const forged = [...Array<undefined>(7)].map((_each, index) => `${'A'.repeat(40)}${'bcdefghi'[index] ?? 'x'}AAAAAAA`);
  // Signed as ours are, but never given to anybody.
  const unknown = newLinkToken(testKeys);

  const guesses = [];
  for (const guess of [...forged, unknown]) guesses.push((await open(guess)).status);
  const spent = await open(token);

  expect(guesses).toEqual([...Array<number>(8)].map(() => 404));
  expect(spent).toMatchObject({ status: 429, body: { code: 'TooManyAttempts' } });
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a link opens neither another case nor another task nor another’s file', async () => {
  const [mine, theirs] = [await started(), await started()];
  const [{ token }, other] = [await linkTo(mine.taskId), await linkTo(theirs.taskId)];
  const stranger = (await upload(other.token)).body.id;
  const bearer = { authorization: `Bearer ${token}`, cookie: `boai=${token}` };

  const file = await request(portal.origin, 'GET', `/api/f/${token}/files/${stranger}`);
  const signed = await handIn(token, { name: '张三', register: true, signature: stranger });
  const others = await Promise.all([`/api/tasks/${pathOf(theirs.taskId)}`, `/api/instances/${pathOf(mine.instanceId)}`, `/api/files/${stranger}`, '/api/tasks'].map((path) => request(portal.origin, 'GET', path, undefined, bearer)));
  const own = await request(portal.origin, 'GET', `/api/f/${other.token}/files/${stranger}`);

  expect(file.status).toBe(404);
  expect(signed.body.problems).toMatchObject([{ at: '/signature' }]);
  expect(others.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(own.status).toBe(200);
});

test('an upload by a link is checked by its content', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);

  const script = await upload(token, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), '签名.png');
  const empty = await upload(token, Buffer.alloc(0));

  expect([script.status, empty.status]).toEqual([415, 400]);
});

test('hostile names and foreign pages get nowhere', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const answers = await answersFor(token);

  const injected = await Promise.all([{ $where: '1' }, { 'a.b': 1 }, { __proto__x: 1, constructor: {} }].map((more) => handIn(token, { ...answers, ...more })));
  const asOperator = await handIn(token, { ...answers, name: { $ne: null } });
  const foreign = await handIn(token, answers, randomUUID(), { origin: 'https://evil.example' });
  const asForm = await request(portal.origin, 'POST', `/api/f/${token}/submission`, 'answers=1', { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': randomUUID() });

  expect([...injected, asOperator].map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(foreign).toMatchObject({ status: 403, body: { code: 'ForeignOrigin' } });
  expect(asForm.status).toBe(415);
  expect((await open(token)).status).toBe(200);
});

test('somebody who is signed in acts as nobody but the link’s holder', async () => {
  const { taskId } = await started();
  const { token, link } = await linkTo(taskId);
  const vp = await portal.as('vp');

  const { status } = await handIn(token, await answersFor(token), randomUUID(), { cookie: vp.cookie });
  const [stored] = await portal.store.submissions.find({ taskId, status: 'accepted' });

  expect(status).toBe(200);
  expect(stored?.by).toBe(`link/${link.id}`);
});

test('a link is made by whoever may do the task, for a form that may go by link', async () => {
  const { taskId, instanceId } = await started();
  const officer = await portal.as('officer');
  const { token } = await linkTo(taskId);
  const detail = await secretary.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  await handIn(token, await answersFor(token));
  const vp = await portal.as('vp');
  const [check] = await portal.store.tasks.openOf(instanceId);

  const notTheirs = await officer.send<Problem>('POST', `/api/tasks/${pathOf((await started()).taskId)}/links`, { label: '甲', days: 7 });
  const notByLink = await vp.send<Problem>('POST', `/api/tasks/${pathOf(check?._id ?? '')}/links`, { label: '甲', days: 7 });
  const tooLong = await secretary.send<Problem>('POST', `/api/tasks/${pathOf((await started()).taskId)}/links`, { label: '甲', days: 31 });
  const foreign = await officer.send<Problem>('POST', `/api/links/${(await linkTo((await started()).taskId)).link.id}/revocation`);

  expect(detail.body.may.link).toBe(true);
  expect([notTheirs.status, notByLink.status, tooLong.status, foreign.status]).toEqual([403, 403, 400, 404]);
});

test('a process is started by a link, once, for the branch that it was made for', async () => {
  const made = await secretary.send<LinkMade>('POST', '/api/processes/api-link/links', { branchId: portal.district.town, label: '李四', days: 3 });
  const abroad = await secretary.send<Problem>('POST', '/api/processes/api-link/links', { branchId: portal.district.otherTown, label: '李四', days: 3 });
  const token = made.body.url.split('/f/')[1] ?? '';
  const before = await portal.store.instances.count({ processId: 'api-link' });

  const view = await open(token);
  const key = randomUUID();
  const results = [await handIn(token, { topic: 'volunteer' }, key), await handIn(token, { topic: 'volunteer' }, key), await handIn(token, { topic: 'donor' })];
  const [instance] = await portal.store.instances.find({ startedBy: `link/${made.body.link.id}` }, { without: ['state'] });
  const link = await portal.store.links.byId(made.body.link.id);

  expect(abroad.status).toBe(403);
  expect(view.body).toMatchObject({ name: { zh: '登记' }, branch: '示例镇红十字会', form: { id: 'api-link.start' } });
  expect(results.map(({ status }) => status)).toEqual([200, 200, 410]);
  expect(await portal.store.instances.count({ processId: 'api-link' })).toBe(before + 1);
  expect(instance).toMatchObject({ branchId: portal.district.town });
  expect(link).toMatchObject({ instanceId: instance?._id });
});

test('a task that a colleague completes in the same moment is not told with a name', async () => {
  const { taskId } = await started();
  const { token } = await linkTo(taskId);
  const answers = await answersFor(token);
  const form = new FormData();
  form.append('taskId', taskId);
  form.append('file', new Blob([new Uint8Array(PNG)]), '签名.png');
  const own = await secretary.send<FileRef>('POST', '/api/files', form);

  const [colleague, outside] = await Promise.all([completeWith(secretary, taskId, { name: '张三', register: true, signature: own.body.id }), handIn(token, answers)]);
  const lost = colleague.status === 200 ? outside : colleague;

  expect([colleague.status, outside.status].filter((status) => status === 200)).toHaveLength(1);
  expect(lost.status).toBeGreaterThanOrEqual(409);
  if (lost === outside) expect(JSON.stringify(outside.body)).not.toMatch(/townSecretary/i);
});
