import { jobRunner } from '../../../activities/jobs';
import type { JobRequest } from '../../../activities/contract';
import { publishRegistries } from '../../../activities/store/publish-registry';
import { parseRegistry } from '../../../registries/parse-registry';
import { markOldTexts, purposesToRenew } from '../../../activities/consents';
import { CONSENTS } from '../../../forms/consent';
import { consentRegistries } from '../../support/consents';
import { openStore, type TestStore } from '../../support/mongo';
import { keeperFor, nobody } from '../../support/records';

const at = new Date('2026-03-02T01:30:00Z');

let store: TestStore;
let run: (variables: JobRequest['variables'], jobId?: string) => Promise<unknown>;
beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, consentRegistries.map(parseRegistry), 'tester');
  const runner = jobRunner({ store, instances: nobody, httpHosts: [], now: () => at, records: keeperFor(store) });
  run = (variables, jobId = 'i1/save/1/1') => runner({ instanceId: 'i1', processId: 'p', elementId: 'save', jobId, type: 'consent.save', headers: { registry: 'donor' }, variables: { branchId: 'b1', ...variables } });
  await store.submissions.insert({
    _id: 's1', instanceId: 'i1', taskId: 'i1/agree/1', elementId: 'agree', answers: {}, answerHash: 'h', by: 'link/l1', at, status: 'accepted', seq: 2,
    consents: ['register-and-health-screening', 'contact-relatives', 'publicity'].map((purpose) => ({ path: `/${purpose}`, purpose, version: 1, textHash: CONSENTS.get(purpose)?.textHash ?? '', given: purpose !== 'publicity', at })),
  });
});
afterAll(() => store?.drop());

test('what was ticked becomes a record for each purpose, once, with the text’s version and hash', async () => {
  const first = await run({ from: 'agree', recordId: 'd1' });
  const again = await run({ from: 'agree', recordId: 'd1' });
  const records = await store.records.of('consent').find({}, { sort: { 'values.purpose': 1 } });

  expect(first).toEqual({ consents: ['register-and-health-screening', 'contact-relatives'] });
  expect(again).toEqual(first);
  expect(records.map(({ values }) => values)).toEqual([
    { registry: 'donor', recordId: 'd1', donorId: 'd1', branchId: 'b1', purpose: 'contact-relatives', version: 1, textHash: CONSENTS.get('contact-relatives')?.textHash, textState: '旧版', givenAt: at.toISOString(), method: '链接', status: '有效', submissionId: 's1' },
    expect.objectContaining({ purpose: 'register-and-health-screening' }),
  ]);
});

test('a consent that was withdrawn meanwhile stays withdrawn', async () => {
  await run({ from: 'agree', recordId: 'd1' });
  const document = (await store.registries.latest('consent'))?.document;
  const [record] = await store.records.of('consent').find({ 'values.purpose': 'contact-relatives' } as never);
  if (document === undefined || record === undefined) throw new Error('There is no consent');
  await keeperFor(store).save({ document, id: record._id, changeId: 'withdrawn', cause: { kind: 'changed', by: 'p1', at }, change: (before) => ({ ...before, status: '已撤回', withdrawnAt: at.toISOString() }) });

  await run({ from: 'agree', recordId: 'd1' }, 'i1/save/2/1');

  expect((await store.records.byId('consent', record._id))?.values['status']).toBe('已撤回');
});

test('a step that nobody completed is named', async () => {
  await expect(run({ from: 'agree, other', recordId: 'd1' })).rejects.toMatchObject({ nonRetryable: true, message: expect.stringContaining('"other"') });
});

test('a record that is saved from a step brings the consents of that step along', async () => {
  const runner = jobRunner({ store, instances: nobody, httpHosts: [], now: () => at, records: keeperFor(store) });
  await store.submissions.insert({
    _id: 's2', instanceId: 'i2', taskId: 'i2/agree/1', elementId: 'agree', answers: { code: 'B7' }, answerHash: 'h', by: 'p1', at, status: 'accepted', seq: 2,
    consents: [{ path: '/publicity', purpose: 'publicity', version: 1, textHash: CONSENTS.get('publicity')?.textHash ?? '', given: true, at }],
  });

  await runner({ instanceId: 'i2', processId: 'p', elementId: 'save', jobId: 'i2/save/1/1', type: 'record.save', headers: { registry: 'donor', valuesFrom: 'agree', fields: 'code' }, variables: { branchId: 'b1', recordId: 'd2' } });
  const records = await store.records.of('consent').find({ 'values.recordId': 'd2' } as never);

  expect(records.map(({ values }) => values)).toMatchObject([{ registry: 'donor', donorId: 'd2', branchId: 'b1', purpose: 'publicity', method: '当面', status: '有效', submissionId: 's2' }]);
});

test('who is asked about a newer text has agreed to it instead, or has withdrawn, which those who wait hear', async () => {
  const runner = jobRunner({ store, instances: nobody, httpHosts: [], now: () => at, records: keeperFor(store) });
  const document = (await store.registries.latest('consent'))?.document;
  if (document === undefined) throw new Error('There is no registry of consents');
  for (const purpose of ['publicity', 'follow-up', 'contact-relatives']) {
    const values = { registry: 'donor', recordId: 'd4', donorId: 'd4', branchId: 'b1', purpose, version: 1, textHash: 'a'.repeat(64), givenAt: '2025-03-02T01:30:00.000Z', method: '当面', status: '有效' };
    await keeperFor(store).save({ document, id: `old-${purpose}`, changeId: 'given', cause: { kind: 'created', by: 'system', at }, change: () => values });
  }
  const before = await purposesToRenew(store, 'donor/d4');
  const answer = (purpose: string, given: boolean) => ({ path: `/${purpose}`, purpose, version: 2, textHash: CONSENTS.get(purpose)?.textHash ?? '', given, at });
  await store.submissions.insert({ _id: 's4', instanceId: 'i4', taskId: 'i4/call/1', elementId: 'call', answers: { code: 'C9' }, answerHash: 'h', by: 'p1', at, status: 'accepted', seq: 2, consents: [answer('publicity', true), answer('follow-up', false)] });
  const job = { instanceId: 'i4', processId: 'p', elementId: 'log', jobId: 'i4/log/1/1', type: 'record.save', headers: { registry: 'contact', valuesFrom: 'call', fields: 'code', consentMethod: '电话' }, variables: { branchId: 'b1', values: { donorId: 'd4' } } };

  await runner(job);
  await runner(job);

  expect(before.sort()).toEqual(['contact-relatives', 'follow-up', 'publicity']);
  const consents = await store.records.of('consent').find({ 'values.recordId': 'd4' } as never);
  expect(consents.map(({ values }) => `${String(values['purpose'])} ${String(values['version'])} ${String(values['status'])} ${String(values['method'])}`).sort()).toEqual([
    'contact-relatives 1 有效 当面', 'follow-up 1 已撤回 当面', 'publicity 1 已更新 当面', 'publicity 2 有效 电话',
  ]);
  expect(await purposesToRenew(store, 'donor/d4')).toEqual(['contact-relatives']);
  expect(await store.messages.find({ correlationKey: 'record/donor/d4' })).toMatchObject([{ name: 'consent-withdrawn', variables: { purpose: 'follow-up', consentId: 'old-follow-up' } }]);
});

test('consents to texts that are not the newest are marked, and stay in force', async () => {
  await markOldTexts(store);
  const again = await markOldTexts(store);
  const [old] = await store.records.byIds('consent', ['old-contact-relatives']);

  expect(again).toBe(0);
  expect(old?.values).toMatchObject({ textState: '旧版', status: '有效' });
});

test('with the person’s data their consents end, and what was said of a withdrawal goes', async () => {
  const keeper = keeperFor(store);
  const document = (await store.registries.latest('consent'))?.document;
  if (document === undefined) throw new Error('There is no registry of consents');
  const given = { registry: 'donor', recordId: 'd3', donorId: 'd3', branchId: 'b1', version: 1, textHash: 'a'.repeat(64), givenAt: at.toISOString(), method: '当面' };
  const save = (id: string, values: object) => keeper.save({ document, id, changeId: `${id} ${Object.keys(values).join()}`, cause: { kind: 'changed', by: 'p1', at, reason: '李某来电' }, change: () => ({ ...given, ...values }) });
  await save('c1', { purpose: 'publicity', status: '有效' });
  await save('c2', { purpose: 'contact-relatives', status: '有效' });
  await save('c2', { purpose: 'contact-relatives', status: '已撤回', withdrawnAt: at.toISOString(), withdrawalReason: '李某来电' });
  await store.personal.seal('record/donor/d3', { name: '李某' }, ['/name']);
  const donors = (await store.registries.latest('donor'))?.document;
  if (donors === undefined) throw new Error('There is no registry of donors');

  await keeper.erase(donors, 'd3', { kind: 'erased', by: 'dpo', at });

  const consents = await store.records.of('consent').find({ 'values.recordId': 'd3' } as never, { sort: { _id: 1 } });
  expect(consents.map(({ values }) => values['status'])).toEqual(['已终止', '已撤回']);
  const changes = (await Promise.all(consents.map(({ _id }) => store.records.changes.ofRecord('consent', _id)))).flat();
  expect(JSON.stringify([consents, changes])).not.toContain('李某');
  expect(changes.length).toBeGreaterThan(4);
});
