import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishDefinition } from '../../activities/store/publish';
import { cancelInstance } from '../../client/updates';
import { ensureTermWatches } from '../../web/term-watches';
import { addDistrict, type District } from '../api/support/district';
import { startTestEngine, type TestEngine } from '../support/temporal';

const processes = join(__dirname, '..', '..', 'workflows', 'processes');
let engine: TestEngine;
let district: District;
beforeAll(async () => {
  engine = await startTestEngine();
  district = await addDistrict(engine.store, randomUUID().slice(0, 8));
  const limits = JSON.parse(await readFile(join(processes, 'term-watch.limits.json'), 'utf8')) as readonly { readonly id: string; readonly title: { readonly zh: string }; readonly value: number; readonly unit: string; readonly basis: { readonly tag: 'D'; readonly text: string } }[];
  await engine.store.limits.putShipped(limits.map(({ id, ...limit }) => ({ ...limit, processId: 'term-watch', limitId: id })));
});
afterAll(() => engine.close());

const ensure = () => ensureTermWatches(engine.store, engine.client, engine.taskQueue);
const watches = () => engine.store.instances.find({ processId: 'term-watch' }, { sort: { branchId: 1 } });

test('the term of every active branch is watched once, however often and by however many it is seen to', async () => {
  const unpublished = await ensure();
  await publishDefinition(engine.store, { xml: await readFile(join(processes, 'term-watch.bpmn'), 'utf8'), by: 'tester' });
  await engine.store.branches.put({ ...(await closedBranch()), status: 'dissolved' });

  const [one, two] = await Promise.all([ensure(), ensure()]);
  const again = await ensure();

  expect(unpublished).toBe(0);
  expect(one + two).toBeGreaterThanOrEqual(3);
  expect(again).toBe(0);
  expect((await watches()).map(({ branchId, status, startedBy }) => [branchId, status, startedBy])).toEqual([district.otherTown, district.town, district.village].sort().map((branch) => [branch, 'running', 'system']));
});

test('a watch that has ended is not begun again for the same term, only for the next', async () => {
  const [first] = await watches();
  await cancelInstance(engine.client, first?._id ?? '', { by: 'tester', reason: '换届已启动' });

  const sameTerm = await ensure();
  await engine.store.branches.beginTerm(first?.branchId ?? '', { term: { no: 4, start: '2026-03-01', end: '2031-03-01' }, termYears: 5, officers: [] });
  const nextTerm = await ensure();

  expect([sameTerm, nextTerm]).toEqual([0, 1]);
});

async function closedBranch() {
  const village = await engine.store.branches.byId(district.village);
  if (village === undefined) throw new Error('The village is missing');
  const { ancestors: _ancestors, updatedAt: _updatedAt, revision: _revision, ...branch } = village;
  return { ...branch, _id: `closed-${district.village}` };
}
