import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishDefinition, saveForms } from '../../activities/store/publish';
import { publishRegistries } from '../../activities/store/publish-registry';
import { formHash } from '../../forms/form-hash';
import { parseRegistry } from '../../registries/parse-registry';
import { CONSENTS } from '../../forms/consent';
import type { LinkMade, LinkOffer, Problem, TaskDetail } from '../../web/api/contract';
import type { RecordDetail } from '../../web/api/registry-contract';
import { shippedForm } from '../processes/support/shipped';
import { consentRegistries } from '../support/consents';
import { databaseText, leaks } from '../support/leaks';
import { keeperFor } from '../support/records';
import { linkForms, linkProcess } from './support/link-process';
import type { Login } from './support/district';
import { startPortal, type TestPortal } from './support/portal';

const at = new Date('2026-03-02T01:30:00Z');
const messages: { readonly to: string; readonly text: string }[] = [];
let gateway: Server;
let gatewayStatus = 200;
let portal: TestPortal;
beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      messages.push(JSON.parse(body) as (typeof messages)[number]);
      response.writeHead(gatewayStatus).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
  portal = await startPortal({ worker: false, config: { sms: { url, headers: {}, body: { to: '{{to}}', text: '{{text}}' } } } });
  await publishDefinition(portal.store, { xml: linkProcess, forms: linkForms, by: 'tester' });
  await publishRegistries(portal.store, consentRegistries.map(parseRegistry), 'tester');
});
afterAll(async () => {
  await portal?.close();
  gateway.close();
});

/** A consent in force of an invented donor. */
async function consent(id: string): Promise<string> {
  for (const [registryId, recordId, values] of [
    ['donor', 'd1', { code: 'A1' }],
    ['consent', id, { registry: 'donor', recordId: 'd1', donorId: 'd1', branchId: portal.district.town, purpose: 'publicity', version: 1, textHash: CONSENTS.get('publicity')?.textHash ?? '', givenAt: at.toISOString(), method: '链接', status: '有效' }],
  ] as const) {
    const document = (await portal.store.registries.latest(registryId))?.document;
    if (document === undefined) throw new Error(`There is no registry "${registryId}"`);
    await keeperFor(portal.store).save({ document, id: recordId, changeId: `${registryId}/${recordId}`, cause: { kind: 'changed', by: 'system', at }, change: (before) => before ?? values });
  }
  return `/api/registries/consent/records/${id}`;
}

const withdraw = async (login: Login, path: string) => (await portal.as(login)).send<RecordDetail & Problem>('POST', `${path}/withdrawal`, { reason: '本人来电提出' });

test('a donor’s page shows the consents', async () => {
  await consent('c1');

  const { body } = await (await portal.as('coordinator')).get<RecordDetail>('/api/registries/donor/records/d1');

  expect(body.linked).toMatchObject([{ registry: { id: 'consent' }, field: 'donorId', rows: [{ id: 'c1', values: { purpose: 'publicity', status: '有效' } }] }]);
});

test('a consent that is withdrawn says when and why, and those who wait are told once', async () => {
  const path = await consent('c2');

  const first = await withdraw('coordinator', path);
  const again = await withdraw('coordinator', path);
  const later = await withdraw('dpo', path);
  const told = await portal.store.messages.find({ name: 'consent-withdrawn' });

  expect(first).toMatchObject({ status: 200, body: { values: { status: '已撤回' }, may: { withdraw: false, edit: false }, history: [{ kind: 'changed', reason: '本人来电提出' }, { kind: 'created' }] } });
  expect(again.status).toBe(200);
  expect(later.status).toBe(403);
  expect(told).toMatchObject([{ correlationKey: 'record/donor/d1', variables: { registry: 'donor', recordId: 'd1', purpose: 'publicity', consentId: 'c2' } }]);
});

test('others who may read a consent can’t withdraw it, and nobody can write one by hand', async () => {
  const path = await consent('c3');

  const secretary = await withdraw('townSecretary', path);
  const foreign = await withdraw('otherSecretary', path);
  const edited = await (await portal.as('coordinator')).send<Problem>('PUT', path, { values: { status: '有效' }, revision: 1 });

  expect([secretary.status, foreign.status, edited.status]).toEqual([403, 404, 403]);
});

test('a link goes out as a text message; neither its number nor its address is kept', async () => {
  const secretary = await portal.as('townSecretary');
  const wish = { branchId: portal.district.town, label: '李四', days: 3, phone: '13800000009' };

  const made = await secretary.send<LinkMade>('POST', '/api/processes/api-link/links', wish);
  gatewayStatus = 500;
  const failed = await secretary.send<LinkMade>('POST', '/api/processes/api-link/links', wish);
  const wrong = await secretary.send<Problem>('POST', '/api/processes/api-link/links', { ...wish, phone: '12345' });
  const offer = await secretary.get<LinkOffer>('/api/processes/api-link/links');
  const [{ name: district } = { name: '' }] = await portal.store.branches.find({ kind: '区' });
  const stored = await databaseText(portal.store.connection);

  expect([made.status, failed.status, wrong.status]).toEqual([201, 201, 400]);
  expect(offer.body).toMatchObject({ sms: true, links: [{ sms: 'failed' }, { sms: 'sent' }] });
  expect(messages[0]).toEqual({ to: '13800000009', text: `【${district}】请打开链接填写表单：${made.body.url} 3天内有效，仅限您本人使用一次。` });
  expect(leaks(stored, ['13800000009', made.body.url.split('/f/')[1] ?? '', '李四'])).toEqual([]);
});

test('who agreed to an older text is asked about the newest where a form next comes to them, and nobody else', async () => {
  const { store } = portal;
  await consent('c4');
  const form = shippedForm('donor-retention.recommit');
  await saveForms(store, [form]);
  const hash = formHash(form);
  const task = (id: string, record: string) => store.tasks.insert({
    _id: id, instanceId: `of-${id}`, processId: 'api-link', elementId: 'recommit', name: { zh: '意愿重申' }, title: '意愿重申', formId: form.id, formHash: hash, branchId: portal.district.town, groups: ['hsc_coordinator'], users: [], excludedActors: [],
    dueAssumed: false, priority: 50, inputs: {}, record, state: 'open', openedAt: at, revision: 0, seq: 1,
  });
  await Promise.all([task('renew-1', 'donor/d1'), task('renew-2', 'donor/d2')]);
  const opened = async (id: string) => (await (await portal.as('coordinator')).get<TaskDetail>(`/api/tasks/${id}`)).body;

  const [asked, other] = [await opened('renew-1'), await opened('renew-2')];

  expect(asked.context['consents_to_renew']).toEqual(['publicity']);
  expect(asked.draft.answers).toMatchObject({ to_renew: ['publicity'] });
  expect(other.draft.answers).toMatchObject({ to_renew: [] });
});
