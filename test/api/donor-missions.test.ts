import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { districtDay } from '../../activities/store/district-day';
import { noticeDeliverer } from '../../activities/delivery/notice-deliverer';
import { subjectOfPerson } from '../../activities/store/personal-subjects';
import { publishDefinition } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import { exampleAnswers } from '../../forms/example-answers';
import { parseForm } from '../../forms/parse-form';
import type { TaskDocument } from '../../activities/store/documents';
import type { ActionView, CompletionResult, FileRef, InstanceDetail, InstanceRow, NextView, Page, StartResult } from '../../web/api/contract';
import type { BulkReminded, NewCalendarFeed } from '../../web/api/delivery-contract';
import type { RecordDetail, SearchTerm } from '../../web/api/registry-contract';
import { entityInstances } from '../../web/entity-instances';
import { watchEntities } from '../../web/entity-watch';
import { formFiles, limitsOf, processXml, rawForm, shippedForm } from '../processes/support/shipped';
import { addChannel } from '../delivery/support/stage';
import { startHttpReceiver, startMailGateway } from '../delivery/support/receivers';
import { databaseText, leaks } from '../support/leaks';
import { openTaskOf, until } from '../workflows/support/player';
import { personId } from './support/district';
import { completeWith, pathOf, startPortal, type Caller, type TestPortal } from './support/portal';

const PROCESSES = ['post-donation-followup', 'donor-enrolment', 'match-case', 'donor-retention'];
/** A signature of one pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const PERSONAL = ['钱晓禾', '13800000001', '330411199803070028', '示例路1号', '钱大山', '13800000011', 'PX-2026-0001'];

let portal: TestPortal;
let coordinator: Caller;
let secgen: Caller;
let entities: ReturnType<typeof watchEntities>;
const errors: unknown[] = [];
beforeAll(async () => {
  portal = await startPortal({ engine: { ownNamespace: true } });
  const { store } = portal;
  await publishRegistries(store, ['donor', 'contact-log', 'match-case', 'followup', 'consent'].map((id) => JSON.parse(readFileSync(join(__dirname, `../../registries/catalogue/${id}.registry.json`), 'utf8'))).map(parseRegistry), 'tester');
  for (const id of PROCESSES) {
    await store.limits.putShipped(limitsOf(id).map(({ id: limitId, ...limit }) => ({ ...limit, processId: id, limitId })) as never);
    await publishDefinition(store, { xml: processXml(id), forms: formFiles.filter((file) => file.startsWith(`${id}/`)).map((file) => parseForm(rawForm(file))), by: 'tester' });
  }
  const onError = (error: unknown): void => void errors.push(error);
  entities = watchEntities({ store, instances: entityInstances({ store, client: portal.engine.client, taskQueue: portal.engine.taskQueue, onError }), onError });
  [coordinator, secgen] = await Promise.all([portal.as('coordinator'), portal.as('secgen')]);
}, 120_000);
afterAll(async () => {
  await entities.stop();
  await portal.close();
  expect(errors).toEqual([]);
});

const page = async (id: string): Promise<InstanceDetail> => (await coordinator.get<InstanceDetail>(`/api/instances/${pathOf(id)}`)).body;
const donor = async (id: string): Promise<RecordDetail> => (await coordinator.get<RecordDetail>(`/api/registries/donor/records/${id}`)).body;
const example = (form: string, change: object = {}): object => ({ ...exampleAnswers(shippedForm(form)), ...change });

/** What a job does comes a moment after the task that led to it. */
const soon = <T>(ask: () => Promise<T | undefined>): Promise<T> => until(ask, 'what follows');

const openTasks = (instanceId: string): Promise<TaskDocument[]> => portal.store.tasks.find({ instanceId, state: 'open' });
const openTask = (instanceId: string, element: string): Promise<TaskDocument> => openTaskOf(portal.store, instanceId, element);

async function act(caller: Caller, instanceId: string, element: string, answers: object): Promise<number> {
  const action: ActionView = await soon(async () => (await page(instanceId)).actions.find(({ elementId }) => elementId === element));
  return (await caller.send<CompletionResult>('POST', `/api/instances/${pathOf(instanceId)}/actions/${pathOf(action.subscriptionId)}`, { answers }, { 'idempotency-key': randomUUID() })).status;
}

async function start(process: string, answers: object): Promise<string> {
  const { status, body } = await coordinator.send<StartResult>('POST', `/api/processes/${process}/instances`, { branchId: portal.district.town, answers }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.instanceId;
}

async function signed(taskId: string): Promise<string> {
  const form = new FormData();
  form.append('taskId', taskId);
  form.append('file', new Blob([new Uint8Array(PNG)]), '签名.png');
  return (await coordinator.send<FileRef>('POST', '/api/files', form)).body.id;
}

/** Everything that the workflow was told and remembers: its events, as Temporal holds them sealed, and its state. */
async function knownTo(instanceId: string): Promise<string> {
  const [events, instance] = await Promise.all([portal.store.events.find({ instanceId }), portal.store.instances.byId(instanceId)]);
  if (events.length === 0) throw new Error(`Nothing is known of "${instanceId}"`);
  return JSON.stringify([events, instance]);
}

test('a donor enrols, and what is personal goes sealed into the registry and nowhere else', async () => {
  const instanceId = await start('donor-enrolment', example('donor-enrolment.enrol-counsel'));
  const consent = await openTask(instanceId, 'enrol-consent');

  const done = await completeWith(coordinator, consent._id, example('donor-enrolment.enrol-consent', { signature: await signed(consent._id) }));

  expect(done.status).toBe(200);
  await openTask(instanceId, 'sample');
  const { term } = (await coordinator.send<SearchTerm>('POST', '/api/registries/donor/search-terms', { text: '13800000001' })).body;
  const { rows } = (await coordinator.get<{ rows: RecordDetail[] }>(`/api/registries/donor/records?q=${term}`)).body;
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ heading: '钱*', values: { status: '登记', phone: '138****0001', channel: '街头献血点' } });
  expect((await portal.store.records.of('consent').find({})).map(({ values }) => values['purpose']).sort()).toEqual(['contact-relatives', 'follow-up', 'register-and-health-screening', 'share-with-registry']);
  const [stored] = await portal.store.records.of('donor').find({ _id: rows[0]?.id ?? '' });
  for (const personal of PERSONAL) {
    expect(JSON.stringify(stored)).not.toContain(personal);
    expect(await knownTo(instanceId)).not.toContain(personal);
  }
});

test('erased, nothing of a donor can be read any more: record, consents, signature, what was handed in, whom a link was for', async () => {
  const { store } = portal;
  const donorId = (await store.records.of('donor').find({}))[0]?._id ?? '';
  const instanceId = (await store.instances.find({ subject: `record/donor/${donorId}` }))[0]?._id ?? '';
  const [submission] = await store.submissions.find({ instanceId, elementId: 'enrol-consent' });
  const sample = await openTask(instanceId, 'sample');
  const link = await store.links.insert({ _id: 'l-erased', tokenHash: 'none', kind: 'task', taskId: sample._id, processId: 'donor-enrolment', branchId: '', label: '钱**', createdBy: 'c', createdAt: new Date(), expiresAt: new Date() });
  const signature = String(submission?.answers['signature']);
  const held = async (): Promise<string[]> => {
    const texts = await databaseText(store.connection);
    return [...leaks(texts, [...PERSONAL, 'PNG', '钱**']), ...leaks(new Map([['files', texts.get('files.files') ?? '']]), [signature])];
  };
  if (submission === undefined || !link) throw new Error('Nobody enrolled');
  expect(await store.personal.open(submission.answers)).toMatchObject({ name: '钱晓禾', phone: '13800000001' });
  expect(await store.files.byId(signature)).toMatchObject({ name: '签名.png', seal: { subject: `record/donor/${donorId}` } });
  // In the open stands only whom the link was for, masked; and that there is a signature.
  expect(await held()).toEqual(['links: 钱**', `files: ${signature}`]);

  const { status } = await (await portal.as('dpo')).send<RecordDetail>('POST', `/api/registries/donor/records/${donorId}/erasure`, { reason: '本人要求删除' });

  expect(status).toBe(200);
  expect(await held()).toEqual([]);
  expect(await store.personal.open(submission.answers)).toMatchObject({ name: null, phone: null, id_number: null, relatives: null, consent_register: true });
  expect(await store.files.byId(signature)).toBeUndefined();
  expect((await store.records.of('consent').find({})).map(({ values }) => values['status'])).toEqual(['已终止', '已终止', '已终止', '已终止']);
  expect(Object.keys((await donor(donorId)).values)).not.toEqual(expect.arrayContaining(['name', 'phone']));
  // What is typed from now on is not kept either.
  expect(await store.personal.seal(`record/donor/${donorId}`, { note: '钱晓禾' }, ['/note'])).toEqual({ note: null });
});

describe('a donor in the registry', () => {
  const values = (): object => ({ name: '钱晓禾', phone: '13800000001', enrolledOn: '2026-01-10', storedOn: '2026-03-02', status: '活跃', birthYear: 1998, branchId: portal.district.town });

  async function added(more: object = {}): Promise<{ readonly id: string; readonly retention: string }> {
    const { body } = await coordinator.send<RecordDetail>('POST', '/api/registries/donor/records', { values: { ...values(), ...more } }, { 'idempotency-key': randomUUID() });
    await soon(async () => (await portal.store.instances.byId(`donor-retention/${body.id}`)) ?? undefined);
    return { id: body.id, retention: `donor-retention/${body.id}` };
  }

  test('is cared for by an instance that begins by itself, and may leave at any moment', async () => {
    const { id, retention } = await added();

    expect(await act(secgen, retention, 'withdrawal-asked', { asked_by: '本人', reason_code: 'family_oppose_spouse', thanked: true })).toBe(200);

    await openTask(retention, 'tell-registry');
    expect((await donor(id)).values).toMatchObject({ status: '退出', exitReason: 'family_oppose_spouse', doNotContact: true });
    expect((await openTasks(retention)).map(({ elementId }) => elementId)).toEqual(['tell-registry']);
    for (const personal of PERSONAL) expect(await knownTo(retention)).not.toContain(personal);
  });

  test('who pauses is left alone', async () => {
    const { id, retention } = await added();

    expect(await act(coordinator, retention, 'pause-asked', { pause_reason: '外出', pause_until: nextYear() })).toBe(200);

    await soon(async () => ((await donor(id)).values['status'] === '暂缓' ? true : undefined));
    expect(await openTasks(retention)).toEqual([]);
  });

  test('of those whose call is late, no day has more than its limit, also when they are added one by one', async () => {
    await portal.store.limits.change('donor-retention', 'calls_per_day', 2, 'tester', new Date());
    const retentions: string[] = [];
    for (let n = 0; n < 5; n += 1) retentions.push((await added({ enrolledOn: '2020-01-10', storedOn: '2020-03-02' })).retention);

    const next = async (id: string): Promise<string> => String(((await portal.store.instances.byId(id))?.state.scopes['root']?.variables['next'] as { readonly at?: string } | undefined)?.at ?? '');
    const days = await Promise.all(retentions.map(async (id) => {
      await soon(() => portal.store.places.findOne({ _id: `donor-retention/${id.split('/')[1] ?? ''}` }));
      const place = await portal.store.places.byId(`donor-retention/${id.split('/')[1] ?? ''}`);
      return soon(async () => [districtDay(new Date(await next(id)))].find((day) => day === place?.day));
    }));
    const aDay = days.map((day) => days.filter((other) => other === day).length);

    expect([days.length, Math.max(...aDay)]).toEqual([5, 2]);
    const open = await portal.store.tasks.count({ elementId: 'keep-contact', state: 'open', instanceId: { $in: retentions } });
    expect(open).toBeLessThanOrEqual(2);
    await portal.store.limits.change('donor-retention', 'calls_per_day', 20, 'tester', new Date());
  });

  test('a match is a case of its own; a withdrawal is respected at once, and debriefed by somebody else', async () => {
    const { id } = await added();
    const instanceId = await start('match-case', { donorId: id, received_at: new Date(Date.now() - 60_000).toISOString(), urgency: '常规' });
    const notice = await openTask(instanceId, 'match-received');
    await completeWith(coordinator, notice._id, example('match-case.match-received', { registry_deadline: `${nextYear()}T09:00:00+08:00` }));

    expect(await act(coordinator, instanceId, 'withdraws', { reason_code: 'fear_pain_or_harm', said_at: new Date(Date.now() - 1000).toISOString(), respected: true })).toBe(200);

    const debrief = await openTask(instanceId, 'withdrawal-debrief');
    const next = async (caller: Caller): Promise<NextView> => (await caller.get<NextView>(`/api/instances/${pathOf(instanceId)}/next`)).body;
    expect(await next(coordinator)).toMatchObject({ status: 'running', tasks: [], waits: [{ elementId: 'withdrawal-debrief', kind: 'task' }] });
    expect(await next(secgen)).toMatchObject({ tasks: [{ id: debrief._id, about: '钱*' }], waits: [] });
    // Whoever may not read donors is not told in lists whom a case is about.
    const listed = async (caller: Caller): Promise<InstanceRow | undefined> => (await caller.get<Page<InstanceRow>>('/api/instances?process=match-case')).body.rows.find((row) => row.id === instanceId);
    expect([await listed(coordinator), await listed(await portal.as('officer'))].map((row) => row?.about ?? row?.status)).toEqual(['钱*', 'running']);
    expect((await completeWith(coordinator, debrief._id, example('match-case.withdrawal-debrief'))).status).toBe(403);
    expect((await completeWith(secgen, debrief._id, example('match-case.withdrawal-debrief', { reason_code: 'fear_pain_or_harm' }))).status).toBe(200);
    await openTask(instanceId, 'case-close');
    const { rows } = (await coordinator.get<{ rows: RecordDetail[] }>(`/api/registries/match-case/records?f.donorId=${id}`)).body;
    expect(rows[0]?.values).toMatchObject({ status: '进行中', stage: '首次联系', matchRefNo: expect.stringContaining('*') });
    for (const personal of PERSONAL) expect(await knownTo(instanceId)).not.toContain(personal);
  });
});

test('what goes out about donors, by mail, to another system, into a calendar and on the bell, names nobody', async () => {
  const { store } = portal;
  const [gateway, http] = [await startMailGateway(), await startHttpReceiver()];
  const deliverer = noticeDeliverer({ store, zone: 'Asia/Shanghai', origin: 'https://boai.example.org', httpHosts: [http.host], mail: { url: gateway.url, from: 'boai@example.org' }, now: () => new Date(Date.now() + 120_000) });
  await store.channels.ensureEmail();
  await addChannel(store, { _id: 'hook', kind: 'webhook', address: `http://${http.host}/in` });
  for (const login of ['coordinator', 'dpo'] as const) await store.notificationSettings.put({ _id: personId(login), channels: ['email', 'hook'], timing: {}, updatedAt: new Date(), ...(await store.personal.seal(subjectOfPerson(personId(login)), { email: `${login}@example.org` }, ['/email'])) });
  const about = (await store.tasks.find({ state: 'open', record: { $ne: null } as never })).map(({ _id }) => _id);
  const [known] = await store.records.of('donor').find({ 'values.status': '暂缓' } as never);

  const reminded = await secgen.send<BulkReminded>('POST', '/api/tasks/bulk/reminders', { ids: about });
  await coordinator.send('POST', `/api/registries/donor/records/${known?._id ?? ''}/unmask`, { reason: '核对钱晓禾的电话' });
  await deliverer.run();
  deliverer.close();
  const { url } = (await coordinator.send<NewCalendarFeed>('POST', '/api/calendar-feed', {})).body;
  const calendar = await (await fetch(`${portal.origin}${new URL(url).pathname}`)).text();
  const bells = await Promise.all((['coordinator', 'dpo'] as const).map(async (login) => JSON.stringify((await (await portal.as(login)).get('/api/notifications')).body)));
  await Promise.all([gateway.close(), http.close()]);

  expect(reminded.body.sent).toBeGreaterThan(0);
  expect(gateway.mails.length).toBeGreaterThan(0);
  expect(http.calls.map(({ text }) => text).join()).toContain('捐献志愿者');
  expect(calendar).toContain('BEGIN:VTODO');
  const sent = new Map([['mail', gateway.mails.map(({ raw, text, subject }) => [raw, text, subject].join('\n')).join('\n')], ['webhook', http.calls.map(({ text }) => text).join('\n')], ['calendar', calendar.replace(/\r\n[ \t]/g, '')], ['bell', bells.join('\n')]]);
  expect(leaks(sent, [...PERSONAL, '捐献志愿者'])).toEqual(expect.arrayContaining(['webhook: 捐献志愿者', 'calendar: 捐献志愿者']));
  expect(leaks(sent, PERSONAL)).toEqual([]);
  expect((await donor(known?._id ?? '')).history[0]).toMatchObject({ kind: 'unmasked', reason: '核对钱晓禾的电话' });
  expect(leaks(await databaseText(store.connection), PERSONAL)).toEqual([]);
});

function nextYear(): string {
  return `${new Date().getUTCFullYear() + 1}-06-30`;
}
