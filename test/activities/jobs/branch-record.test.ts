import { recordSave } from '../../../activities/jobs/record-save';
import type { JobTools } from '../../../activities/jobs/job';
import type { BranchDocument } from '../../../activities/store/documents';
import { subjectOfInstance } from '../../../activities/store/personal-subjects';
import type { Variables } from '../../../feel/types';
import { keeperFor, nobody } from '../../support/records';
import { openStore, type TestStore } from '../../support/mongo';

let store: TestStore;
let tools: JobTools;
beforeAll(async () => {
  store = await openStore();
  tools = { store, instances: nobody, httpHosts: [], now: () => new Date('2026-03-02T01:00:00Z'), records: keeperFor(store) };
});
afterAll(() => store.drop());

const instanceId = 'mid-term-change/x1';

beforeEach(async () => {
  await store.branches.put({
    _id: 'hetang', name: '荷塘村红十字会（示例）', kind: '村', status: 'active', termNo: 3, termStart: '2021-12-01', termEnd: '2026-12-01', termYears: 5, variant: 'standard', supervisorMode: 'none',
    membersAdult: 40, membersYouth: 0, membersGroup: 0, sample: true, terms: [{ no: 3, start: '2021-12-01', end: '2026-12-01' }],
    officers: [{ name: '王强（示例）', post: '会长', from: '2021-12-01', source: '选举' }, { name: '李娟（示例）', post: '副会长', from: '2021-12-01', source: '选举' }],
  });
});

const save = (variables: Variables, headers: Readonly<Record<string, string>> = {}) =>
  recordSave({ instanceId, processId: 'p', elementId: 'save', jobId: `${instanceId}/save/1/1`, type: 'record.save', headers: { registry: 'branch', ...headers }, variables: { branchId: 'hetang', ...variables } }, tools);
const branch = async (): Promise<BranchDocument | undefined> => store.branches.byId('hetang');

async function handedIn(elementId: string, answers: { readonly [name: string]: unknown }, pii: readonly string[] = []): Promise<void> {
  const sealed = await store.personal.seal(subjectOfInstance(instanceId), answers, pii);
  await store.submissions.insert({ _id: `${elementId}-${Date.now()}-${Math.random()}`, instanceId, taskId: 't', elementId, answers: sealed, answerHash: 'h', by: 'p', at: new Date(), status: 'accepted' });
}

test('a deferral is noted beside the running term, whose own end stays', async () => {
  await save({ operation: 'defer-term', deferredTo: '2027-06-30' });

  expect(await branch()).toMatchObject({ termEnd: '2026-12-01', terms: [{ no: 3, end: '2026-12-01', deferredTo: '2027-06-30' }] });
});

test('a successor takes a post within the term, and who leaves keeps the days that were served', async () => {
  await handedIn('start', { changes: [{ post: '副会长', leaving: '李娟（示例）', name: '孙丽（示例）', source: '补选' }] }, ['/changes/*/name']);
  const change = () => save({ operation: 'change-officers', from: '2026-03-01' }, { officersFrom: 'start', officersAt: 'changes' });

  await change();
  await change();

  expect(await branch()).toMatchObject({
    termNo: 3,
    termEnd: '2026-12-01',
    officers: [
      { name: '王强（示例）', post: '会长' },
      { name: '李娟（示例）', post: '副会长', to: '2026-03-01' },
      { name: '孙丽（示例）', post: '副会长', from: '2026-03-01', source: '补选' },
    ],
  });
});

test('a closed branch is marked as merged or dissolved, and as nothing else', async () => {
  await save({ operation: 'close-branch', status: 'merged' });

  expect(await branch()).toMatchObject({ status: 'merged' });
  await expect(save({ operation: 'close-branch', status: 'active' })).rejects.toThrow('"merged" or "dissolved"');
});

test('a new branch stands below its parent with a first election to come; registering it twice makes one', async () => {
  await handedIn('application', { name: '星光社区红十字会（示例）' });
  const establish = () => save({ operation: 'establish', kind: '社区', variant: 'light', membersAdult: 8, termYears: 5, establishedOn: '2026-03-02', electBy: '2026-05-31' }, { nameFrom: 'application', nameAt: 'name' });

  const { establishedBranchId } = await establish();
  await establish();

  expect(await store.branches.byId(String(establishedBranchId))).toMatchObject({ name: '星光社区红十字会（示例）', kind: '社区', parentId: 'hetang', ancestors: ['hetang'], termNo: 0, termEnd: '2026-05-31', variant: 'light', membersAdult: 8, status: 'active' });
  expect(await store.branches.find({ parentId: 'hetang' })).toHaveLength(1);
});

test('an operation, a registry or a branch that is not there is refused for good', async () => {
  await expect(save({ operation: 'rename' })).rejects.toMatchObject({ nonRetryable: true, type: 'WrongInput' });
  await expect(save({}, { registry: 'donors' })).rejects.toMatchObject({ nonRetryable: true, type: 'UnknownRegistry' });
  await expect(save({ branchId: 'nowhere', operation: 'defer-term' })).rejects.toMatchObject({ nonRetryable: true, type: 'UnknownBranch' });
});
