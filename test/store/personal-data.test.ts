import { openStore, type TestStore } from '../support/mongo';
import { connectStore } from '../../activities/store/connect-store';

let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

const answers = { name: '张某（示例）', phone: '13800001234', team: [{ who: '李某', role: 'teller' }, { who: '王某', role: 'scrutineer' }], count: 3, kept: null };
const paths = ['/phone', '/team/*/who', '/kept', '/absent'];

test('personal values are sealed one by one, and open again as they were', async () => {
  const sealed = await store.personal.seal('instance/1', answers, paths);

  expect(sealed).toMatchObject({ name: '张某（示例）', phone: { $enc: 'instance/1' }, team: [{ who: { $enc: 'instance/1' }, role: 'teller' }, { role: 'scrutineer' }], count: 3, kept: null });
  expect(JSON.stringify(sealed)).not.toContain('13800001234');
  expect(await store.personal.open(sealed)).toEqual(answers);
});

test('sealed answers survive MongoDB', async () => {
  const sealed = await store.personal.seal('instance/2', answers, paths);
  await store.submissions.insert({ _id: 's1', instanceId: 'i', taskId: 't', elementId: 'e', answers: sealed, answerHash: 'h', by: 'p', at: new Date(), status: 'pending' });

  const found = await store.submissions.byId('s1');

  expect(await store.personal.open(found?.answers ?? {})).toEqual(answers);
});

test('sealing what is sealed changes nothing', async () => {
  const sealed = await store.personal.seal('instance/3', answers, paths);

  expect(await store.personal.seal('instance/3', sealed, paths)).toEqual(sealed);
});

test('once a subject is forgotten nothing of it can be read, and others stay', async () => {
  const [gone, kept] = [await store.personal.seal('person/1', answers, paths), await store.personal.seal('person/2', answers, paths)];

  await store.personal.forget('person/1');

  expect(await store.personal.open(gone)).toEqual({ ...answers, phone: null, team: [{ who: null, role: 'teller' }, { who: null, role: 'scrutineer' }] });
  expect(await store.personal.open(kept)).toEqual(answers);
});

test('nothing is sealed again for a subject that was forgotten, and an old key can still go', async () => {
  await store.personal.seal('person/4', answers, paths);

  expect([await store.personal.forget('person/4'), await store.personal.forget('person/4')]).toEqual([true, false]);

  const expected = { ...answers, phone: null, team: [{ who: null, role: 'teller' }, { who: null, role: 'scrutineer' }] };
  expect(await store.personal.seal('person/4', answers, paths)).toEqual(expected);
  expect(await store.personal.sealMany([{ subject: 'person/4', answers }], paths)).toEqual([expected]);
});

test('many who seal for a new subject at once agree on its key', async () => {
  const sealed = await Promise.all(Array.from({ length: 20 }, () => store.personal.seal('person/new', answers, paths)));

  for (const one of sealed) expect(await store.personal.open(one)).toEqual(answers);
});

test('after the environment’s key has changed, data keys are wrapped anew and the old key can go', async () => {
  const sealed = await store.personal.seal('person/3', answers, paths);
  const { host, port, name } = store.connection;
  const uri = `mongodb://${host}:${port}/${name}?directConnection=true`;
  const next = { id: 'next', key: Buffer.alloc(32, 9) };
  const both = await connectStore(uri, { keys: [next, ...store.keys] });
  expect(await both.personal.rewrap()).toBeGreaterThan(0);
  await both.close();

  const without = await connectStore(uri, { keys: [next] });
  const opened = await without.personal.open(sealed);
  await without.close();

  expect(opened).toEqual(answers);
});
