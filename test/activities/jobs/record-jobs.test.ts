import { jobRunner } from '../../../activities/jobs';
import type { JobRequest } from '../../../activities/contract';
import { publishRegistries } from '../../../activities/store/publish-registry';
import { parseRegistry } from '../../../registries/parse-registry';
import type { Variables } from '../../../feel/types';
import { CALL_REGISTRY, donorRegistry } from '../../registries/support/sample-registry';
import { openStore, type TestStore } from '../../support/mongo';
import { keeperFor, nobody } from '../../support/records';

let store: TestStore;
let today = '2026-03-02';
let run: (type: string, headers: Record<string, string>, variables: Variables, more?: Partial<JobRequest>) => Promise<Variables>;
beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  const runner = jobRunner({ store, instances: nobody, httpHosts: [], now: () => new Date(`${today}T02:00:00Z`), records: keeperFor(store) });
  run = (type, headers, variables, more = {}) => runner({ instanceId: 'i1', processId: 'p', elementId: 'save', jobId: 'i1/save/1/1', type, headers, variables, ...more });
  const answers = await store.personal.seal('instance/i1', { who: '陈某某', contact: { phone: '13800000001' }, town: 'lianjing' }, ['/who', '/contact/phone']);
  await store.submissions.insert({ _id: 's1', instanceId: 'i1', taskId: 't', elementId: 'enrol', answers, answerHash: 'h', by: 'p1', at: new Date(), status: 'accepted', seq: 2 });
});
afterAll(() => store.drop());

const DONOR = { registry: 'sample-donor' };
const FROM_FORM = { ...DONOR, valuesFrom: 'enrol', fields: 'name=who, phone=contact.phone, town' };
const records = async (id: string) => {
  const record = await store.records.byId('sample-donor', id);
  return record === undefined ? undefined : { ...record, plain: (await store.records.open([record]))[0] };
};

test('a new record takes its routing values from variables and its personal ones from what was handed in', async () => {
  const result = await run('record.save', FROM_FORM, { values: { status: 'registered', enrolledOn: '2026-03-02' } });
  const again = await run('record.save', FROM_FORM, { values: { status: 'registered', enrolledOn: '2026-03-02' } });

  expect(result).toEqual({ recordId: expect.stringMatching(/^[0-9a-f]{24}$/) });
  expect(again).toEqual(result);
  expect(await records(String(result['recordId']))).toMatchObject({ revision: 1, createdBy: 'system', plain: { name: '陈某某', phone: '13800000001', town: 'lianjing', status: 'registered', enrolledOn: '2026-03-02' } });
  expect(await store.records.changes.ofRecord('sample-donor', String(result['recordId']))).toMatchObject([{ kind: 'created', instanceId: 'i1', by: 'system' }]);
});

test('a record that is there is changed in what is given, and null empties a field', async () => {
  await run('record.save', FROM_FORM, { recordId: 'd-1', values: { status: 'active', attempts: 1 } }, { jobId: 'a' });

  await run('record.save', DONOR, { recordId: 'd-1', values: { attempts: 2, phone: null } }, { jobId: 'b' });

  expect((await records('d-1'))?.plain).toEqual({ name: '陈某某', town: 'lianjing', status: 'active', attempts: 2 });
});

test('the instance that makes a change does not hear of it, others do', async () => {
  await run('record.save', FROM_FORM, { recordId: 'd-2', values: { status: 'active' } }, { jobId: 'c' });

  expect(await store.messages.findOne({ correlationKey: 'sample-donor/d-2' })).toMatchObject({ name: 'record-changed', except: 'i1' });
});

test.each<[string, Record<string, string>, Variables, object]>([
  ['an unknown registry', { registry: 'nothing' }, {}, { type: 'UnknownRegistry', message: 'There is no registry "nothing"' }],
  ['a field that is not there', DONOR, { values: { age: 3 } }, { type: 'WrongInput', message: 'Job "record.save" of "save" writes "age", which is no field of the registry "sample-donor"' }],
  ['values that the registry refuses, without naming them', FROM_FORM, { recordId: 'bad', values: { status: 'secret' } }, { type: 'InvalidRecord', message: 'The record is not valid for the registry "sample-donor": "/status" (enum)' }],
  ['values that break a rule', FROM_FORM, { recordId: 'bad', values: { status: 'lost', attempts: 1 } }, { type: 'InvalidRecord', message: 'The record is not valid for the registry "sample-donor": "/attempts" (lost-was-called)' }],
  ['an id with a slash', DONOR, { recordId: 'a/b' }, { type: 'WrongInput' }],
  ['a step that nobody has completed', { ...DONOR, valuesFrom: 'never', fields: 'name' }, {}, { type: 'NothingSubmitted' }],
])('%s fails without a second try', async (_what, headers, variables, expected) => {
  await expect(run('record.save', headers, variables, { jobId: 'bad' })).rejects.toMatchObject({ nonRetryable: true, ...expected });
});

test('records are found by what is not personal, and come without what is', async () => {
  await run('record.save', FROM_FORM, { recordId: 'f-1', values: { status: 'lost', attempts: 3, enrolledOn: '2025-12-01' } }, { jobId: 'f1' });
  await run('record.save', FROM_FORM, { recordId: 'f-2', values: { status: 'lost', attempts: 5, enrolledOn: '2024-01-01' } }, { jobId: 'f2' });

  const found = await run('record.find', DONOR, { where: { status: ['lost'], town: 'lianjing' }, sort: '-score.risk', limit: 1 });
  const byCondition = await run('record.find', DONOR, { where: [{ field: 'attempts', op: 'gt', value: 3 }] });

  expect(found).toEqual({ total: 2, records: [{ id: 'f-2', branchId: 'lianjing', town: 'lianjing', status: 'lost', attempts: 5, enrolledOn: '2024-01-01', scores: { risk: 50 }, reasons: { risk: [{ zh: '两次以上未接通', en: 'Two calls or more missed' }, { zh: '入库一年以上', en: 'Enrolled over a year ago' }] } }] });
  expect(byCondition).toMatchObject({ total: 1, records: [{ id: 'f-2' }] });
});

test('how many records stand before one is counted in the order of a score, equal ones by their ids', async () => {
  for (const [id, attempts] of [['q-1', 3], ['q-2', 5], ['q-3', 0], ['q-4', 0]] as const) await run('record.save', FROM_FORM, { recordId: id, values: { status: 'active', attempts, enrolledOn: '2026-02-01' } }, { jobId: id });
  const before = async (id: string, where: Variables['where']): Promise<unknown> => (await run('record.find', { ...DONOR, sort: '-score.risk' }, { where: where ?? {}, earlierThan: id }))['total'];
  const mine = { id: ['q-1', 'q-2', 'q-3', 'q-4'] };

  expect(await Promise.all(['q-2', 'q-1', 'q-4', 'q-3'].map((id) => before(id, mine)))).toEqual([0, 1, 2, 3]);
  // Of several lists of conditions one must hold.
  expect(await before('q-3', [[{ field: 'id', op: 'is', value: 'q-1' }], [{ field: 'id', op: 'is', value: 'q-4' }]])).toBe(2);
  await expect(before('nobody', mine)).rejects.toMatchObject({ type: 'NoSuchRecord' });
});

test('no record is found by what is personal, nor by an operator of the database', async () => {
  await expect(run('record.find', DONOR, { where: { name: '陈某某' } })).rejects.toMatchObject({ type: 'WrongInput' });
  await expect(run('record.find', DONOR, { where: { status: { $ne: 'x' } } })).rejects.toMatchObject({ type: 'WrongInput' });
  await expect(run('record.find', DONOR, { sort: 'note' })).rejects.toMatchObject({ type: 'WrongInput' });
});

test('scores that depend on the day are computed again, and only those that changed are written', async () => {
  await run('record.save', FROM_FORM, { recordId: 's-1', values: { status: 'active', enrolledOn: '2025-06-01' } }, { jobId: 's1' });
  expect((await records('s-1'))?.scores).toMatchObject({ risk: { points: 0 } });

  today = '2026-09-01';
  const all = await run('record.score', DONOR, {});
  const one = await run('record.score', DONOR, { recordId: 's-1' });

  expect(Number(all['changed'])).toBeGreaterThan(0);
  expect(one).toEqual({ changed: 0 });
  expect(await records('s-1')).toMatchObject({ revision: 1, scores: { risk: { points: 20 } } });
});


test('branches are found by their kind and status, as processes know them, and by nothing else', async () => {
  const branch = { name: '示例', status: 'active', termNo: 1, termStart: '2024-01-01', termEnd: '2029-01-01', termYears: 5, variant: 'full', supervisorMode: 'none', membersAdult: 10, membersYouth: 0, membersGroup: 0, officers: [], terms: [], sample: true } as const;
  for (const [_id, kind, status] of [['find-town', '镇', 'active'], ['find-village', '村', 'active'], ['find-closed', '村', 'dissolved']] as const) await store.branches.put({ ...branch, _id, kind, status });

  const found = await run('record.find', { registry: 'branch' }, { where: { id: ['find-town', 'find-village', 'find-closed'], status: 'active' } });

  expect(found).toMatchObject({ total: 2, records: expect.arrayContaining([expect.objectContaining({ id: 'find-village', kind: '村', membersAdult: 10 })]) });
  expect(JSON.stringify(found)).not.toContain('officers');
  await expect(run('record.find', { registry: 'branch' }, { where: { officers: [] } })).rejects.toMatchObject({ type: 'WrongInput' });
  await expect(run('record.find', { registry: 'branch' }, { where: { status: { $ne: 'x' } } })).rejects.toMatchObject({ type: 'WrongInput' });
});

test('an erased record counts and names nobody; erased again it stays so, and a process can still change what is not personal', async () => {
  await run('record.save', FROM_FORM, { recordId: 'e-1', values: { status: 'active', enrolledOn: '2025-06-01' } }, { jobId: 'e1' });

  const results = [await run('record.erase', DONOR, { recordId: 'e-1' }), await run('record.erase', DONOR, { recordId: 'e-1' }), await run('record.erase', DONOR, { recordId: 'never' })];
  await run('record.save', DONOR, { recordId: 'e-1', values: { attempts: 4 } }, { jobId: 'e2' });

  expect(results).toEqual([{ erased: true }, { erased: true }, { erased: false }]);
  expect(await records('e-1')).toMatchObject({ lookups: {}, plain: { town: 'lianjing', status: 'active', enrolledOn: '2025-06-01', attempts: 4 } });
  expect(Object.keys((await records('e-1'))?.plain ?? {})).not.toContain('name');
  expect((await store.records.changes.ofRecord('sample-donor', 'e-1')).map(({ kind, instanceId }) => `${kind} ${instanceId ?? ''}`)).toEqual(['changed i1', 'erased i1', 'created i1']);
  expect(await store.audit.ofSubject('record/sample-donor/e-1')).toMatchObject([{ action: 'record.erased', by: 'system', detail: { instanceId: 'i1' } }]);
});

test('a registry without anything personal has nothing to erase', async () => {
  await expect(run('record.erase', { registry: 'branch' }, { recordId: 'x' })).rejects.toMatchObject({ nonRetryable: true });
});

test('what was said in an old contact is erased alone: the contact is still counted, and the person’s key stays', async () => {
  const CALL = { registry: 'sample-call' };
  const where = [{ field: 'calledOn', op: 'before', value: '2023-03-05' }, { field: 'spokeWith', op: 'filled' }];
  await run('record.save', FROM_FORM, { recordId: 'k-1', values: { status: 'active' } }, { jobId: 'k1' });
  for (const [id, calledOn] of [['k-old', '2022-01-01'], ['k-new', '2026-01-01']] as const) await run('record.save', { ...CALL, valuesFrom: 'enrol', fields: 'spokeWith=who' }, { recordId: id, branchId: 'lianjing', values: { donorId: 'k-1', calledOn, result: 'reached' } }, { jobId: id });

  const before = await run('record.find', CALL, { where });
  await run('record.erase', CALL, { recordId: 'k-old' });
  const after = await run('record.find', CALL, { where });
  const [old, fresh] = await store.records.open(await store.records.byIds('sample-call', ['k-old', 'k-new']).then((found) => found.sort((a, b) => (a._id < b._id ? 1 : -1))));

  expect([before['total'], after['total']]).toEqual([1, 0]);
  expect(old).toEqual({ donorId: 'k-1', calledOn: '2022-01-01', result: 'reached' });
  expect(fresh).toMatchObject({ spokeWith: '陈某某' });
  expect((await records('k-1'))?.plain).toMatchObject({ name: '陈某某' });
  expect(JSON.stringify(await store.records.changes.ofRecord('sample-call', 'k-old'))).not.toContain('$enc');
});
