import { randomUUID } from 'node:crypto';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { FileRef, InstanceDetail, LinkMade, LinkOffer, LinkRow, Problem } from '../../web/api/contract';
import { donorRegistry } from '../registries/support/sample-registry';
import { databaseText, leaks } from '../support/leaks';
import { keeperFor } from '../support/records';
import { PNG } from './support/link-process';
import { completeWith, pathOf } from './support/portal';
import { startLinkDesk, type LinkDesk } from './support/link-desk';

let desk: LinkDesk;
beforeAll(async () => {
  desk = await startLinkDesk();
});
afterEach(() => desk.calm());
afterAll(() => desk.close());

test('a link shows its form, what the form’s author wanted beside it, and nothing else of the case', async () => {
  const { taskId } = await desk.started();
  const { token, link, url } = await desk.linkTo(taskId);

  const { status, body, headers } = await desk.open(token);
  const row = (await desk.secretary.get<LinkOffer>(`/api/tasks/${pathOf(taskId)}/links`)).body.links[0];

  expect(url).toBe(`${desk.portal.origin}/f/${token}`);
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
  const { store } = desk.portal;
  await publishRegistries(store, [parseRegistry(donorRegistry())], 'tester');
  const document = (await store.registries.latest('sample-donor'))?.document;
  if (document === undefined) throw new Error('The registry was not published');
  const phone = '13800007788';
  for (const [id, values] of [['with', { phone }], ['without', {}]] as const) await keeperFor(store).save({ document, id, changeId: id, cause: { kind: 'changed', by: 'tester', at: new Date() }, change: () => ({ name: '陈某某', status: 'active', town: desk.portal.district.town, enrolledOn: '2026-01-02', ...values }) });
  const { taskId } = await desk.started();
  const about = (id: string) => store.tasks.model.updateOne({ _id: taskId }, { $set: { record: `sample-donor/${id}` } });
  const ask = (wish: object) => desk.secretary.send<LinkMade & Problem>('POST', `/api/tasks/${pathOf(taskId)}/links`, { label: '陈某某', days: 3, ...wish });

  await about('with');
  const offer = await desk.secretary.get<LinkOffer>(`/api/tasks/${pathOf(taskId)}/links`);
  const [sent, typed] = [await ask({ sms: true }), await ask({ phone: '13900000000' })];
  await about('without');
  const [nowhere, instead] = [await ask({ sms: true }), await ask({ phone: '13900009988' })];

  expect(offer.body).toMatchObject({ sms: true, number: '138****7788' });
  expect([sent, typed, nowhere, instead].map(({ status }) => status)).toEqual([201, 400, 400, 201]);
  expect(desk.messages).toEqual([
    { to: phone, text: `【示例区博爱办】请打开链接填写表单：${sent.body.url} 3天内有效，仅限您本人使用一次。` },
    { to: '13900009988', text: expect.stringContaining(instead.body.url) },
  ]);
  expect(leaks(await databaseText(store.connection), [phone, '13900009988', '陈某某', sent.body.url.split('/f/')[1] ?? ''])).toEqual([]);
});

test('only the hash of a token is kept, and only the mask of whom it is for', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);

  const stored = JSON.stringify([await desk.portal.store.links.find({}), await desk.portal.store.audit.find({})]);

  expect(stored).not.toContain(token);
  expect(stored).not.toContain('张三丰');
});

test('what is handed in by a link completes the task, with its consents, its signature and who it was', async () => {
  const { taskId, instanceId } = await desk.started();
  const { token, link } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);

  const { status, body } = await desk.handIn(token, answers);
  const instance = (await desk.secretary.get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`)).body;
  const submission = instance.submissions[0];
  const [stored] = await desk.portal.store.submissions.find({ taskId, status: 'accepted' });
  const file = await desk.portal.store.files.byId((answers as { signature: string }).signature);

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
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);
  const key = randomUUID();
  await desk.handIn(token, answers, key);

  const again = await desk.handIn(token, answers, key);
  const other = await desk.handIn(token, { ...answers, name: '李四' });
  const changed = await desk.handIn(token, { ...answers, name: '李四' }, key);
  const opened = await desk.open(token);

  expect(again).toMatchObject({ status: 200, body: { visible: true } });
  expect(other).toMatchObject({ status: 410, body: { code: 'LinkUsed', message: { zh: expect.stringContaining('已经用过') } } });
  expect(changed).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
  expect(opened).toMatchObject({ status: 410, body: { code: 'LinkUsed' } });
});

test('of two submissions at the same moment one is taken', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);

  const both = await Promise.all([desk.handIn(token, answers), desk.handIn(token, answers)]);

  expect(both.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await desk.portal.store.submissions.count({ taskId, status: 'accepted' })).toBe(1);
});

test('wrong answers are told field by field and leave the link usable', async () => {
  const { taskId } = await desk.started();
  const { token } = await desk.linkTo(taskId);
  const answers = await desk.answersFor(token);

  const wrong = await desk.handIn(token, { ...answers, register: false, unknown: 1 });
  const right = await desk.handIn(token, answers);

  expect(wrong).toMatchObject({ status: 422, body: { code: 'InvalidInput' } });
  expect(wrong.body.problems?.map(({ at }) => at)).toContain('/register');
  expect(right.status).toBe(200);
});

test('rules about what a link does not show are checked when it is handed in', async () => {
  const { taskId } = await desk.started({ topic: 'donor', hint: 'forbidden' });
  const { token } = await desk.linkTo(taskId);

  const { status, body } = await desk.handIn(token, await desk.answersFor(token));

  expect(status).toBe(422);
  expect(body.problems).toMatchObject([{ at: '/name', rule: 'hint-known' }]);
});

test('a link ends on its day, when it is taken back, and when its task is done without it', async () => {
  const [late, taken, done] = [await desk.started(), await desk.started(), await desk.started()];
  const links = [await desk.linkTo(late.taskId, { label: '甲', days: 1 }), await desk.linkTo(taken.taskId), await desk.linkTo(done.taskId)] as const;
  const signature = (await desk.upload(links[0].token)).body.id;
  const revoked = await desk.secretary.send<LinkRow>('POST', `/api/links/${links[1].link.id}/revocation`);
  const form = new FormData();
  form.append('taskId', done.taskId);
  form.append('file', new Blob([new Uint8Array(PNG)]), '签名.png');
  const own = await desk.secretary.send<FileRef>('POST', '/api/files', form);
  const completed = await completeWith(desk.secretary, done.taskId, { name: '张三', register: true, signature: own.body.id });

  desk.clock.minutesLater = 24 * 60 + 1;
  const expired = [await desk.open(links[0].token), await desk.handIn(links[0].token, { name: '张三', register: true, signature })];
  desk.clock.minutesLater = 0;
  const back = await desk.open(links[1].token);
  const closed = await desk.open(links[2].token);

  expect(revoked.body.state).toBe('revoked');
  expect(completed.status).toBe(200);
  expect(expired.map(({ status, body }) => [status, body.code])).toEqual([[410, 'LinkExpired'], [410, 'LinkExpired']]);
  expect([back.body.code, closed.body.code]).toEqual(['LinkRevoked', 'LinkClosed']);
});

test('a process is started by a link, once, for the branch that it was made for', async () => {
  const made = await desk.secretary.send<LinkMade>('POST', '/api/processes/api-link/links', { branchId: desk.portal.district.town, label: '李四', days: 3 });
  const abroad = await desk.secretary.send<Problem>('POST', '/api/processes/api-link/links', { branchId: desk.portal.district.otherTown, label: '李四', days: 3 });
  const token = made.body.url.split('/f/')[1] ?? '';
  const before = await desk.portal.store.instances.count({ processId: 'api-link' });

  const view = await desk.open(token);
  const key = randomUUID();
  const results = [await desk.handIn(token, { topic: 'volunteer' }, key), await desk.handIn(token, { topic: 'volunteer' }, key), await desk.handIn(token, { topic: 'donor' })];
  const [instance] = await desk.portal.store.instances.find({ startedBy: `link/${made.body.link.id}` }, { without: ['state'] });
  const link = await desk.portal.store.links.byId(made.body.link.id);

  expect(abroad.status).toBe(403);
  expect(view.body).toMatchObject({ name: { zh: '登记' }, branch: '示例镇红十字会', form: { id: 'api-link.start' } });
  expect(results.map(({ status }) => status)).toEqual([200, 200, 410]);
  expect(await desk.portal.store.instances.count({ processId: 'api-link' })).toBe(before + 1);
  expect(instance).toMatchObject({ branchId: desk.portal.district.town });
  expect(link).toMatchObject({ instanceId: instance?._id });
});
