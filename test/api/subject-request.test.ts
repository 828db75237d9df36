import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { seedRecords } from '../../activities/sample-records';
import { districtDay } from '../../activities/store/district-day';
import { unassessed } from '../../activities/store/impact-assessments';
import { publishDefinition } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import type { TaskDocument } from '../../activities/store/documents';
import { exampleAnswers } from '../../forms/example-answers';
import type { FileRef, InstanceDetail, LinkMade, LinkView, StartView, TaskDetail } from '../../web/api/contract';
import type { RecordDetail, RegistryDetail } from '../../web/api/registry-contract';
import { shippedRegistry } from '../processes/support/registry-world';
import { formFiles, limitsOf, processXml, shippedForm } from '../processes/support/shipped';
import { openTaskOf, until } from '../workflows/support/player';
import { completeWith, pathOf, request, startPortal, type Answer, type Caller, type TestPortal } from './support/portal';

const MEMBER = { memberNo: 'SL-0091', name: '何清源', kind: '成人', joinedOn: '2021-05-08', status: '正常', phone: '13800000091' };
const ASKED = { who: 'member', kind: 'delete', name: '何清源', phone: '13800000091', asked_by: 'self', reply: 'link', wish: '我已搬到别处。' };
const PERSONAL = ['何清源', '13800000091', '我已搬到别处'];
const today = districtDay(new Date());

let portal: TestPortal;
let dpo: Caller;
let secretary: Caller;
beforeAll(async () => {
  portal = await startPortal({ engine: { ownNamespace: true } });
  const { store } = portal;
  await publishRegistries(store, ['donor', 'member', 'consent', 'contact-log', 'match-case', 'followup', 'subject-request', 'impact-assessment'].map(shippedRegistry), 'tester');
  for (const id of ['subject-request', 'consent-withdrawal']) await publish(id);
  [dpo, secretary] = await Promise.all([portal.as('dpo'), portal.as('townSecretary')]);
}, 120_000);
afterAll(() => portal.close());

async function publish(id: string): Promise<void> {
  const { store } = portal;
  await store.limits.putShipped(limitsOf(id).map(({ id: limitId, ...limit }) => ({ ...limit, processId: id, limitId })) as never);
  await publishDefinition(store, { xml: processXml(id), forms: formFiles.filter((file) => /^(subject-request|donor-retention)\//.test(file)).map((file) => shippedForm(file.replace('/', '.').replace('.form.json', ''))), by: 'tester' });
}

/** What a job does comes a moment after the task that led to it. */
const soon = <T>(ask: () => Promise<T | undefined>): Promise<T> => until(ask, 'what follows');

const openTask = (instanceId: string, element: string): Promise<TaskDocument> => openTaskOf(portal.store, instanceId, element);

async function done(caller: Caller, instanceId: string, element: string, answers: object): Promise<void> {
  const { status, body } = await completeWith(caller, (await openTask(instanceId, element))._id, { ...exampleAnswers(shippedForm(`subject-request.${element}`)), ...answers });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** Opens a link, reads its papers, and hands its form in. */
async function byLink(made: Promise<{ readonly status: number; readonly body: LinkMade }>, answers: object): Promise<{ readonly view: LinkView; readonly read: readonly string[]; readonly strange: number }> {
  const { status, body } = await made;
  if (status !== 201) throw new Error(JSON.stringify(body));
  const token = body.url.split('/f/')[1] ?? '';
  const view = await request<LinkView>(portal.origin, 'GET', `/api/f/${token}`);
  const paper = (id: string): Promise<Answer<string>> => request<string>(portal.origin, 'GET', `/api/f/${token}/papers/${id}`);
  const read = await Promise.all((view.body.papers ?? []).map(async ({ id }) => (await paper(id)).body.slice(0, 5)));
  const strange = (await paper('0'.repeat(32))).status;
  const sent = await request(portal.origin, 'POST', `/api/f/${token}/submission`, { answers }, { 'idempotency-key': randomUUID() });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  return { view: view.body, read, strange };
}

test('a member without an account has their data deleted and answered, and nothing of the request is left when its own time is over', async () => {
  const { store, district } = portal;
  const { body: member } = await secretary.send<RecordDetail>('POST', '/api/registries/member/records', { values: { ...MEMBER, branchId: district.town } }, { 'idempotency-key': randomUUID() });

  await byLink(secretary.send<LinkMade>('POST', '/api/processes/subject-request/links', { branchId: district.town, label: '何清源', days: 7 }), ASKED);
  const { _id: instanceId } = await soon(() => store.instances.findOne({ processId: 'subject-request' }));
  await done(dpo, instanceId, 'identify', { received_on: today, found: 'member', donor_id: undefined, member_id: member.id });
  await done(dpo, instanceId, 'decide', { kind: 'delete', decision: 'granted', ground: 'consent_withdrawn' });
  await done(dpo, instanceId, 'erase-check', {});
  const writing = await openTask(instanceId, 'write-answer');
  const erased = await store.records.byId('member', member.id);
  await done(dpo, instanceId, 'write-answer', { answer: '您的会员信息已经删除，无法恢复。' });
  await done(dpo, instanceId, 'send-answer', { sent_via: 'link', sent_on: today });
  const reading = await openTask(instanceId, 'read-answer');
  const seen = await byLink(dpo.send<LinkMade>('POST', `/api/tasks/${pathOf(reading._id)}/links`, { label: '何清源', days: 7 }), { satisfied: 'yes' });
  const requested = await soon(async () => (await store.records.of('subject-request').find({ 'values.status': '已办结' }))[0]);

  expect(writing.due?.toISOString()).toBe(reading.inputs['kind'] === 'delete' ? new Date(`${String(requested.values['answerBy'])}T23:59:59+08:00`).toISOString() : '');
  expect(erased?.erasedAt).toBeDefined();
  expect(erased?.values).not.toHaveProperty('name');
  expect(seen.view.context).toEqual({ kind: 'delete', decision: 'granted', letter_no: '示例信答〔2026〕1号' });
  expect(seen.view.papers?.map(({ name }) => name)).toEqual(['个人信息请求答复书示例信答〔2026〕1号.pdf']);
  expect([seen.read, seen.strange]).toEqual([['%PDF-'], 404]);
  expect(requested.values).toMatchObject({ decision: 'granted', inTime: true, sentVia: 'link', objected: false, closedOn: today });
  expect((await dpo.get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`)).body.papers).toHaveLength(1);

  const [submissions, events, instance] = await Promise.all([store.submissions.find({ instanceId }), store.events.find({ instanceId }), store.instances.byId(instanceId)]);
  for (const personal of PERSONAL) expect(JSON.stringify([submissions, events, instance, requested])).not.toContain(personal);
  const asked = submissions.find(({ elementId }) => elementId === 'start');
  expect(await store.personal.open(asked?.answers ?? {})).toMatchObject({ name: '何清源', wish: '我已搬到别处。' });

  await store.comments.insert({ _id: 'said', instanceId, by: dpo.session.person.id, text: '何清源来过电话', at: new Date() });
  expect((await dpo.send('POST', `/api/registries/subject-request/records/${requested._id}/erasure`, { reason: '保存期满' })).status).toBe(200);

  const after = await store.submissions.byId(asked?._id ?? '');
  expect(JSON.stringify([await store.personal.open(after?.answers ?? {}), await store.comments.ofInstance(instanceId)])).not.toMatch(/何清源|搬到/);
});

test('a withdrawal that staff take in ends the consents that it names, and relatives are no longer called', async () => {
  const { store, district } = portal;
  await seedRecords(store, [
    { registry: 'donor', id: 'donor-1', values: { name: '何小满', phone: '13800000092', enrolledOn: '2026-01-10', status: '登记', mayContactRelatives: true, branchId: district.town } },
    ...['publicity', 'contact-relatives', 'follow-up'].map((purpose) => ({ registry: 'consent', id: `consent-${purpose}`, values: { registry: 'donor', recordId: 'donor-1', donorId: 'donor-1', branchId: district.town, purpose, version: 1, textHash: 'a'.repeat(64), givenAt: '2026-01-10T01:00:00Z', method: '当面', status: '有效' } })),
  ], new Date());
  const started = await dpo.send<{ instanceId: string }>('POST', '/api/processes/subject-request/instances', { branchId: district.root, answers: { ...exampleAnswers(shippedForm('subject-request.start')), correction: undefined, kind: 'withdraw', purposes: ['publicity', 'contact-relatives'] } }, { 'idempotency-key': randomUUID() });
  const { instanceId } = started.body;

  await done(dpo, instanceId, 'identify', { received_on: today, came_by: '电话', donor_id: 'donor-1' });
  await done(dpo, instanceId, 'decide', { kind: 'withdraw', purposes: ['publicity', 'contact-relatives'], decision: 'granted' });
  await done(dpo, instanceId, 'stop-use', { stopped_on: today, told: ['公众号和网站'] });
  await openTask(instanceId, 'write-answer');

  await soon(async () => ((await store.records.byId('donor', 'donor-1'))?.values['mayContactRelatives'] === false ? true : undefined));
  const consents = await store.records.of('consent').find({ 'values.recordId': 'donor-1' });
  expect(Object.fromEntries(consents.map(({ values }) => [values['purpose'], values['status']]))).toEqual({ publicity: '已撤回', 'contact-relatives': '已撤回', 'follow-up': '有效' });
  expect(await store.tasks.count({ processId: 'consent-withdrawal' })).toBe(0);
});

test('who asks gets a copy of everything that is kept about them, which only the officer reads, and which goes with the request and with the record', async () => {
  const { store, district } = portal;
  const donor = { registryNo: 'ZJ-330411-0094', name: '何小禾', phone: '13800000094', enrolledOn: '2026-01-10', status: '活跃', branchId: district.town, relatives: [{ name: '何大禾', relation: '父母', phone: '13800000095', told: true }] };
  await seedRecords(store, [
    { registry: 'donor', id: 'donor-2', values: donor },
    { registry: 'contact-log', id: 'log-2', values: { donorId: 'donor-2', branchId: district.town, on: '2026-03-02', purpose: '年度联系', channel: '电话', who: '本人', attempt: 1, result: '本人接听有效', valid: true, note: '愿意继续，换了单位' } },
    { registry: 'consent', id: 'consent-2', values: { registry: 'donor', recordId: 'donor-2', donorId: 'donor-2', branchId: district.town, purpose: 'publicity', version: 1, textHash: 'a'.repeat(64), givenAt: '2026-01-10T01:00:00Z', method: '当面', status: '有效' } },
  ], new Date());
  const started = await dpo.send<{ instanceId: string }>('POST', '/api/processes/subject-request/instances', { branchId: district.root, answers: { ...exampleAnswers(shippedForm('subject-request.start')), correction: undefined, kind: 'access' } }, { 'idempotency-key': randomUUID() });
  const { instanceId } = started.body;
  await done(dpo, instanceId, 'identify', { received_on: today, came_by: '电话', donor_id: 'donor-2' });
  await done(dpo, instanceId, 'decide', { kind: 'access', purposes: undefined, decision: 'granted' });
  const { _id: taskId } = await openTask(instanceId, 'provide-copy');
  const officer = await portal.as('officer');
  const make = (caller: Caller, format: string): Promise<Answer<FileRef>> => caller.send('POST', `/api/tasks/${pathOf(taskId)}/copy`, { format });

  const offered = (await dpo.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`)).body.copy;
  const refused = [(await make(officer, 'pdf')).status, (await make(await portal.as('secgen'), 'pdf')).status];
  const [pdf, xlsx] = [await make(dpo, 'pdf'), await make(dpo, 'xlsx')];
  const read = async (caller: Caller, file: FileRef): Promise<Response> => fetch(`${portal.origin}/api/files/${file.id}`, { headers: { cookie: caller.cookie } });
  const bytes = Buffer.from(await (await read(dpo, xlsx.body)).arrayBuffer());
  await done(dpo, instanceId, 'provide-copy', { copy_file: pdf.body.id, handed_on: today });

  expect(offered).toBe('copy_file');
  expect(refused).toEqual([403, 403]);
  expect(pdf).toMatchObject({ status: 201, body: { name: `个人信息副本-${today}.pdf`, type: 'application/pdf' } });
  const rows = ((await readXlsxFile(bytes))[0]?.data ?? []).map((row) => row.join('|')).join('\n');
  for (const known of ['ZJ-330411-0094', '何小禾', '亲友联系人 1 · 电话|13800000095', '愿意继续，换了单位', '宣传使用', `制作个人信息副本：`]) expect(rows).toContain(known);
  expect((await (await read(dpo, pdf.body)).text()).slice(0, 5)).toBe('%PDF-');
  expect((await read(officer, pdf.body)).status).toBe(404);
  expect(await store.audit.ofSubject('record/donor/donor-2')).toEqual(expect.arrayContaining([expect.objectContaining({ action: 'record.unmasked', by: dpo.session.person.id }), expect.objectContaining({ action: 'copy.read' })]));
  const [history] = (await dpo.get<RecordDetail>('/api/registries/donor/records/donor-2')).body.history;
  expect(history).toMatchObject({ kind: 'unmasked', reason: expect.stringContaining(instanceId) as string });

  const kept = await store.files.byId(pdf.body.id);
  const requestId = instanceId.replaceAll('/', '-');
  expect(kept).toMatchObject({ kept: true, seal: { subject: `record/subject-request/${requestId}` } });
  expect((await dpo.send('POST', `/api/registries/subject-request/records/${requestId}/erasure`, { reason: '保存期满' })).status).toBe(200);
  expect(await store.files.byId(pdf.body.id)).toBeUndefined();
});

test('the officer corrects any personal field of the record that a request is about, and none that is not personal', async () => {
  const { store, district } = portal;
  await seedRecords(store, [{ registry: 'donor', id: 'donor-3', values: { name: '何小谷', phone: '13800000096', unit: '示例厂', enrolledOn: '2026-01-10', status: '活跃', branchId: district.town } }], new Date());
  const { body: { instanceId } } = await dpo.send<{ instanceId: string }>('POST', '/api/processes/subject-request/instances', { branchId: district.root, answers: { ...exampleAnswers(shippedForm('subject-request.start')), kind: 'correct', correction: '我已换了单位。' } }, { 'idempotency-key': randomUUID() });
  await done(dpo, instanceId, 'identify', { received_on: today, came_by: '电话', donor_id: 'donor-3' });
  await done(dpo, instanceId, 'decide', { kind: 'correct', purposes: undefined, decision: 'granted' });
  const { _id: taskId } = await openTask(instanceId, 'correct');
  const path = `/api/registries/donor/records/donor-3?task=${pathOf(taskId)}`;
  const shown = (await dpo.get<RecordDetail>(path)).body;
  const put = (caller: Caller, at: string, changes: object): Promise<Answer<RecordDetail>> => caller.send('PUT', at, { values: { ...shown.values, ...changes }, revision: shown.revision });

  const task = (await dpo.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`)).body;
  const refused = [await put(dpo, '/api/registries/donor/records/donor-3', { unit: '示例校' }), await put(dpo, path, { status: '退出' }), await put(await portal.as('secgen'), path, { unit: '示例校' })];
  const corrected = await put(dpo, path, { unit: '示例校' });

  expect([task.corrects, shown.may]).toEqual(['donor/donor-3', expect.objectContaining({ edit: false, correct: true })]);
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(JSON.stringify(refused[1]?.body)).toContain('这里只能更正个人信息；“状态”由台账的登记人员修改。');
  expect(corrected.status).toBe(200);
  expect(await store.records.open([await store.records.byId('donor', 'donor-3') ?? { values: {} }])).toEqual([expect.objectContaining({ unit: '示例校', phone: '13800000096', status: '活跃' })]);
  expect(corrected.body.history[0]).toMatchObject({ kind: 'changed', by: { id: dpo.session.person.id }, instance: { id: instanceId }, changes: [{ field: 'unit' }] });
});

test('requests are seen by those who answer for them, and by no coordinator', async () => {
  const [coordinator, secgen] = await Promise.all([portal.as('coordinator'), portal.as('secgen')]);

  expect((await secgen.get('/api/registries/subject-request')).status).toBe(200);
  expect((await coordinator.get('/api/registries/subject-request')).status).toBe(404);
});

test('a process and a registry with personal data say whether their impact has been assessed, to those who may know', async () => {
  const { store, district } = portal;
  const look = async (caller: Caller): Promise<readonly unknown[]> => [
    (await caller.get<StartView>('/api/processes/subject-request/start')).body.assessment, (await caller.get<RegistryDetail>('/api/registries/member')).body.assessment, (await caller.get<RegistryDetail>('/api/registries/consent')).body.assessment,
  ];
  const assessed = (id: string, reviewOn: string, covers: object): Parameters<typeof seedRecords>[1][number] => ({
    registry: 'impact-assessment', id,
    values: { title: '示例', branchId: district.root, status: '有效', triggers: ['major'], dataKinds: ['contact'], personsBand: '不足100人', purpose: '登记和联系会员所必需的信息。', approvedOn: '2025-01-10', reviewOn, keepUntil: '2028-01-10', ...covers },
  });

  const before = await look(dpo);
  await seedRecords(store, [assessed('a1', '2099-01-10', { registries: ['member'] }), assessed('a2', '2026-01-10', { others: ['subject-request'] })], new Date());

  expect(before).toEqual([{ state: 'none' }, { state: 'none' }, undefined]);
  expect(await look(dpo)).toEqual([{ state: 'overdue', recordId: 'a2', reviewOn: '2026-01-10' }, { state: 'valid', recordId: 'a1', reviewOn: '2099-01-10' }, undefined]);
  expect(await look(secretary)).toEqual([undefined, undefined, undefined]);
  expect((await unassessed(store, today)).map(({ kind, id, state }) => `${kind} ${id} ${state}`)).toEqual(expect.arrayContaining(['process subject-request overdue', 'registry donor none', 'registry subject-request overdue']));
  expect((await unassessed(store, today)).map(({ id }) => id)).not.toContain('member');
});
