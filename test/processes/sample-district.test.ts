import { publishDirectory } from '../../cli/publish-directory';
import { shippedDirectories } from '../../cli/shipped-directories';
import { completeTask } from '../../client/updates';
import { startProcess } from '../../client/start-process';
import { districtDay } from '../../activities/store/district-day';
import { seedSampleElections, seedSamplePeople, type SampleDistrict } from '../../activities/store/sample-district';
import { SAMPLE_DISTRICT_ID, sampleBranches } from '../../activities/store/sample/branches';
import { SAMPLE_ELECTIONS } from '../../activities/store/sample/elections';
import { samplePeople } from '../../activities/store/sample/people';
import { playElection } from '../../activities/store/sample/play-election';
import { ROLES } from '../../forms/roles';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { eventually, until } from '../workflows/support/player';
import { refusals } from './support/refusals';

const today = districtDay(new Date());

describe('on paper', () => {
  const branches = sampleBranches('2026-11-24');
  const { people, officers } = samplePeople(branches);

  test('the district has 179 organisations below it, of the kinds that the plan names, all marked as samples', () => {
    const organisations = branches.filter(({ _id }) => _id !== SAMPLE_DISTRICT_ID);

    expect(organisations).toHaveLength(179);
    expect(new Set(organisations.map(({ kind }) => kind))).toEqual(new Set(['镇', '街道', '村', '社区', '学校', '医疗卫生机构', '企业']));
    expect(branches.filter(({ name, sample }) => !name.includes('示例') || !sample)).toEqual([]);
    expect(new Set(branches.map(({ name }) => name)).size).toBe(180);
  });

  test('parents stand before their children', () => {
    const seen = new Set<string>();
    const orphans = branches.filter(({ _id, parentId }) => {
      seen.add(_id);
      return parentId !== undefined && !seen.has(parentId);
    });

    expect(orphans).toEqual([]);
  });

  test('terms end on many days: some are over, some end within half a year, some within a year, most later', () => {
    const days = branches.slice(1).map(({ termEnd }) => (Date.parse(termEnd) - Date.parse('2026-11-24')) / 86_400_000);
    const within = (from: number, to: number): number => days.filter((left) => left >= from && left < to).length;

    expect(within(-400, 0)).toBeGreaterThanOrEqual(8);
    expect(within(0, 183)).toBeGreaterThanOrEqual(20);
    expect(within(183, 366)).toBeGreaterThanOrEqual(20);
    expect(within(366, 3_000)).toBeGreaterThan(80);
    expect(new Set(days).size).toBeGreaterThan(100);
  });

  test('all four variants occur', () => {
    expect(new Set(branches.map(({ variant }) => variant))).toEqual(new Set(['full', 'standard', 'light', 'appointed-record']));
  });

  test('every role is held by somebody, every branch has a president and a secretary, and no login is given twice', () => {
    const held = new Set(people.flatMap(({ posts }) => posts.map(({ role }) => role)));

    expect(ROLES.map(({ id }) => id).filter((role) => !held.has(role))).toEqual([]);
    expect(branches.slice(1).filter(({ _id }) => !['会长', '秘书长'].every((post) => officers.get(_id)?.some((officer) => officer.post === post)))).toEqual([]);
    expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
    expect(people.map(({ login }) => login)).toEqual(expect.arrayContaining(['admin', 'zhangmin', 'wangqiang', 'luwei', 'xulin']));
    expect(people.filter(({ login }) => !/^[a-z]+\d*$/.test(login))).toEqual([]);
  });

  test('is the same whenever it is made for the same day', () => {
    expect(samplePeople(sampleBranches('2026-11-24'))).toEqual({ people, officers });
  });
});

describe('in the engine', () => {
  let engine: TestEngine;
  const wrong: string[] = [];
  let first: { readonly played: number };

  const real = (): SampleDistrict['engine'] => {
    const { store, client, taskQueue } = engine;
    return { startProcess: (request) => startProcess({ store, client, taskQueue }, request), completeTask: (instanceId, completion) => completeTask(client, instanceId, completion) };
  };

  const seed = (): Promise<number> => {
    const { store } = engine;
    const checked: SampleDistrict['engine'] = {
      startProcess: real().startProcess,
      completeTask: async (instanceId, completion) => {
        wrong.push(...(await refusals(engine.store, completion.taskId, completion.key)));
        return real().completeTask(instanceId, completion);
      },
    };
    return seedSampleElections({ store, engine: checked, today });
  };

  beforeAll(async () => {
    engine = await startTestEngine({ ownNamespace: true });
    await publishDirectory(engine.store, { directories: shippedDirectories(), by: 'test', onPublished: () => undefined });
    await seedSamplePeople(engine.store, today);
    first = { played: await seed() };
  }, 300_000);
  afterAll(() => engine.close());

  test('elections stand in every state soon', async () => {
    const find = () => engine.store.instances.find({ processId: { $in: ['branch-reelection', 'defer', 'mid-term-change'] } });
    const expected = SAMPLE_ELECTIONS.map(({ branchId, until }) => `${branchId} ${branchId === 'daoxiang' ? 'objection' : (until ?? 'completed')}`);

    const standNow = async (): Promise<string[]> => (await Promise.all((await find()).map(async ({ _id, branchId, status, standsAt }) => {
      const open = await engine.store.tasks.openOf(_id);
      return open.length > 0 || status !== 'running' ? [`${branchId} ${status === 'running' ? '' : status}`, ...open.map(({ elementId }) => `${branchId} ${elementId}`)] : standsAt.map(({ elementId }) => `${branchId} ${elementId}`);
    }))).flat();

    await eventually(standNow, expect.arrayContaining(expected));
    expect(first.played).toBe(SAMPLE_ELECTIONS.length + 1);
    expect((await find()).filter(({ incidents }) => incidents > 0)).toEqual([]);
  });

  test('nobody handed in what the portal would refuse', () => {
    expect(wrong).toEqual([]);
  });

  test('an election that has ended gave its branch a new term and new officers', async () => {
    const branch = await engine.store.branches.byId('yunqiao');

    expect(branch).toMatchObject({ termStart: today, terms: [{}, { instanceId: expect.stringMatching(/^branch-reelection\/yunqiao\//), congressDate: expect.any(String) }] });
    expect(branch?.officers.map(({ post }) => post)).toEqual(['会长', '副会长', '副会长', '秘书长']);
  });

  test('the term watch that begins with the new term goes on', async () => {
    const watches = async () => (await engine.store.instances.find({ processId: 'term-watch', branchId: 'yunqiao' })).map(({ status, businessKey }) => [businessKey, status]);

    await eventually(watches, [['yunqiao/5', 'running']]);
  });

  test('its handover disabled the account of who left', async () => {
    const left = await engine.store.people.find({ disabled: true });

    expect(left.flatMap(({ groups, _id }) => [_id, ...groups])).toHaveLength(1);
  });

  test('attachments can be opened', async () => {
    const [submission] = await engine.store.submissions.find({ elementId: 'request-submit', status: 'accepted' });
    const file = await engine.store.files.byId(String(submission?.answers['attach']));

    expect(file).toMatchObject({ name: expect.stringContaining('示例'), kept: true, type: 'application/pdf' });
  });

  test('names, phone numbers and opinions of people are not in the engine', async () => {
    const events = await engine.store.events.find({});
    const told = JSON.stringify(events.map(({ event }) => event));
    const names = (await engine.store.people.find({})).map(({ name }) => name).filter((name) => name.length === 3);

    expect(names.filter((name) => told.includes(name))).toEqual([]);
    expect(/(?<![0-9a-f-])1[3-9]\d{9}(?![0-9a-f-])|0573-\d{8}/.exec(told)?.[0]).toBeUndefined();
    expect(told.includes('材料齐全')).toBe(false);
  });

  test('a deferral asked for within an election is noted on the branch, and moves the date of the request', async () => {
    const branch = await engine.store.branches.byId('lingwan-shequ1');
    const inputs = async () => (await engine.store.tasks.findOne({ branchId: 'lingwan-shequ1', elementId: 'request-submit', state: 'open' }))?.inputs;
    const deferredTo = branch?.terms.at(-1)?.deferredTo ?? '';

    expect(Date.parse(deferredTo) - Date.parse(branch?.termEnd ?? '')).toBeGreaterThan(364 * 86_400_000);
    await eventually(inputs, expect.objectContaining({ term_end: deferredTo, deferred_already: true }));
  });

  test('a new branch is registered and its first election begins', async () => {
    await playElection({ store: engine.store, engine: real(), today }, { processId: 'new-establishment', branchId: 'yunqiao' });

    const established = await until(() => engine.store.branches.findOne({ parentId: 'yunqiao', termNo: 0 }), 'the new branch');
    const task = await until(() => engine.store.tasks.findOne({ branchId: established._id, elementId: 'request-submit' }), 'the first election');

    expect(established.name).toContain('星光社区');
    expect(task).toMatchObject({ title: `${established.name}第1届换届`, groups: [`branch_secretary@${established._id}`] });
  });

  test('a branch that merges is closed, and its term is watched no longer', async () => {
    const branchId = 'lianjing-cun3';
    const watch = await real().startProcess({ processId: 'term-watch', branchId, variables: {}, by: 'system', key: 'watch' });
    await playElection({ store: engine.store, engine: real(), today }, { processId: 'dissolve-merge', branchId });

    expect(await engine.store.branches.byId(branchId)).toMatchObject({ status: 'merged' });
    await until(() => engine.store.instances.findOne({ _id: watch.instanceId, status: 'completed' }), 'the end of the watch');
  });

  test('seeding again changes nothing', async () => {
    // What people and begun instances did; timers and jobs go on by themselves.
    const done = () => engine.store.events.count({ 'event.kind': { $in: ['started', 'task-completed'] } } as never);
    const before = await done();

    expect(await seed()).toBe(0);

    expect(await done()).toBe(before);
  });
});
