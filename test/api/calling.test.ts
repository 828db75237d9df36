import { seedRecords } from '../../activities/sample-records';
import { publishRegistries } from '../../activities/store/publish-registry';
import type { TaskDetail } from '../../web/api/contract';
import { shippedRegistry } from '../processes/support/registry-world';
import { startPortal, type Caller, type TestPortal } from './support/portal';

const AT = new Date('2026-03-02T01:30:00Z');
let portal: TestPortal;
let officer: Caller;
beforeAll(async () => {
  portal = await startPortal({ worker: false });
  const { store, district } = portal;
  await publishRegistries(store, ['donor', 'contact-log'].map(shippedRegistry), 'tester');
  const donor = { name: '何小秋', phone: '13800000097', idNumber: '330411199803070028', address: '示例路1号', enrolledOn: '2026-01-10', status: '活跃', branchId: district.town };
  await seedRecords(store, ['d1', 'd2'].map((id) => ({ registry: 'donor', id, values: { ...donor, registryNo: `ZJ-${id}` } })), AT);
  await store.tasks.insert({
    _id: 'debrief', instanceId: 'match-case/m1', processId: 'match-case', elementId: 'withdrawal-debrief', name: { zh: '退出回访' }, title: '示例个案', branchId: district.town, groups: ['hsc_coordinator', 'district_secgen', 'district_org_officer'], users: [], excludedActors: [],
    dueAssumed: false, priority: 60, inputs: {}, record: 'donor/d1', state: 'open', openedAt: AT, revision: 0, seq: 1,
  });
  officer = await portal.as('officer');
});
afterAll(() => portal?.close());

const look = (id: string) => officer.send<{ readonly values: object }>('POST', `/api/registries/donor/records/${id}/unmask`, { reason: '退出回访' });

test('who debriefs somebody and may not read the registry sees whom to call, and nothing else that is personal', async () => {
  const { body: task } = await officer.get<TaskDetail>('/api/tasks/debrief');
  const shown = await look('d1');

  expect(task.record?.may).toEqual({ unmask: true, open: false });
  expect(task.record?.record.values).toMatchObject({ name: '何*', phone: '138****0097' });
  expect(shown).toMatchObject({ status: 200, body: { values: { name: '何小秋', phone: '13800000097' } } });
  expect(Object.keys(shown.body.values).sort()).toEqual(['name', 'phone']);
  expect((await officer.get('/api/registries/donor/records/d1')).status).toBe(404);
  expect(await portal.store.audit.ofSubject('record/donor/d1')).toMatchObject([{ action: 'record.unmasked', by: officer.session.person.id }]);
});

test('nobody else is shown, nor the same person once the task is done', async () => {
  const other = await look('d2');
  await portal.store.tasks.model.updateOne({ _id: 'debrief' }, { $set: { state: 'completed' } });

  expect([other.status, (await look('d1')).status]).toEqual([404, 404]);
});
