import { seed } from '../../cli/seed';
import { publishDirectory } from '../../cli/publish-directory';
import { shippedDirectories } from '../../cli/shipped-directories';
import { completeTask } from '../../client/updates';
import { startProcess } from '../../client/start-process';
import { districtDay } from '../../activities/store/district-day';
import { sampleInspectionRecords } from '../../activities/store/sample/inspection-records';
import { SAMPLE_INSPECTIONS } from '../../activities/store/sample/inspections';
import { playInspections } from '../../activities/store/sample/play-inspections';
import type { SampleEngine, Stage } from '../../activities/store/sample/play-tasks';
import { before, inspectedQuarter } from '../../activities/store/sample/quarter';
import type { Variables } from '../../feel/types';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import { formOfRegistry } from '../../registries/registry-form';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { until } from '../workflows/support/player';
import { shippedRegistry } from './support/registry-world';
import { calendar } from './support/story';

const today = districtDay(new Date());

describe('on paper', () => {
  test('the inspected quarter is over two days before its self-reports are read', () => {
    expect(['2026-11-26', '2026-10-02', '2026-10-03', '2027-01-01', '2027-01-03'].map((day) => inspectedQuarter(day).name)).toEqual(['2026Q3', '2026Q2', '2026Q3', '2026Q3', '2026Q4']);
    expect(before(inspectedQuarter('2026-05-05'))).toEqual({ name: '2025Q4', from: '2025-10-01', to: '2025-12-31' });
  });

  test.each(['2026-11-26', '2027-01-03', '2026-10-02'])('every record of the last inspection is valid on %s, and stands once', (day) => {
    const records = sampleInspectionRecords(day);
    const problems = records.flatMap(({ registry, id, values }) =>
      checkAnswers(compileForm(formOfRegistry(shippedRegistry(registry))), values as Variables, { context: {}, now: `${day}T08:00:00Z`, zone: 'Asia/Shanghai', calendar, side: 'server' })
        .filter(({ level }) => level === 'error').map(({ at, rule }) => `${id}${at}: ${rule}`));

    expect(problems).toEqual([]);
    expect(new Set(records.map(({ registry, id }) => `${registry}/${id}`)).size).toBe(records.length);
    const happened = records.flatMap(({ values }) => ['foundOn', 'servedOn', 'submittedOn', 'closedOn', 'scoredOn', 'visitedOn', 'publishedOn', 'sentOn', 'issuedOn'].flatMap((field) => values[field] ?? []));
    expect(happened.length).toBeGreaterThan(400);
    expect(happened.filter((date) => String(date) > day)).toEqual([]);
  });
});

describe('in the engine', () => {
  let engine: TestEngine;
  let played: number;
  const wrong: string[] = [];

  const stage = (): Stage => {
    const { store, client, taskQueue } = engine;
    const checked: SampleEngine = {
      startProcess: (request) => startProcess({ store, client, taskQueue }, request),
      completeTask: async (instanceId, completion) => {
        wrong.push(...(await refusals(completion.taskId, completion.key)));
        return completeTask(client, instanceId, completion);
      },
    };
    return { store, engine: checked, today };
  };

  /** What the portal would have said to the answers. */
  const refusals = async (taskId: string, key: string): Promise<string[]> => {
    const { store } = engine;
    const [task, submission] = await Promise.all([store.tasks.byId(taskId), store.submissions.byId(key)]);
    const form = await store.forms.byHash(task?.formHash ?? '');
    if (!task || !submission || !form) return [`${taskId}: nothing was handed in`];
    const answers = await store.personal.open(submission.answers);
    const problems = checkAnswers(compileForm(form.document), answers as Variables, { context: task.inputs, now: new Date().toISOString(), zone: 'Asia/Shanghai', calendar, side: 'server' });
    return problems.filter(({ level }) => level === 'error').map(({ rule, at }) => `${taskId}: ${rule} ${at}`);
  };

  beforeAll(async () => {
    engine = await startTestEngine({ ownNamespace: true });
    await publishDirectory(engine.store, { directories: shippedDirectories(), by: 'test', onPublished: () => undefined });
    const start = Date.now();
    await seed(engine.store);
    const seeded = Date.now();
    played = await playInspections(stage());
    process.stdout.write(`records in ${seeded - start} ms, inspections in ${Date.now() - seeded} ms\n`);
  }, 500_000);
  afterAll(() => engine.close());

  test('the quarter is inspected in all 179 branches, and some stand at each stage', async () => {
    const { store } = engine;
    const [cycle] = await store.instances.find({ processId: 'supervision-cycle' });
    await until(async () => ((await store.instances.count({ parentId: cycle?._id ?? '' })) === 179 ? true : undefined), 'all inspections');
    const inspections = await store.instances.find({ parentId: cycle?._id ?? '' });
    const expected = SAMPLE_INSPECTIONS.map(({ branchId, until: step }) => `${branchId} ${step ?? 'completed'}`);
    const stand = inspections.map(({ branchId, status, standsAt }) => `${branchId} ${status === 'running' ? standsAt.map(({ elementId }) => elementId).join() : status}`);

    expect(played).toBe(SAMPLE_INSPECTIONS.length);
    expect(stand).toEqual(expect.arrayContaining(expected));
    expect(stand.filter((line) => line.endsWith(' self-report'))).toHaveLength(179 - SAMPLE_INSPECTIONS.length);
    expect((await store.instances.find({ incidents: { $gt: 0 } })).map(({ _id }) => _id)).toEqual([]);
  });

  test('nobody handed in what the portal would refuse', () => {
    expect(wrong).toEqual([]);
  });

  test('two branches rectify what was found', async () => {
    const { store } = engine;
    const open = await store.tasks.find({ processId: { $in: ['rectification', 'finding-rectification'] }, state: 'open' });

    expect(open.map(({ branchId }) => branchId).sort()).toEqual(['liutang', 'liutang', 'sangyuan']);
    expect(open.map(({ branchId, elementId }) => `${branchId} ${elementId}`)).toEqual(expect.arrayContaining(['liutang rectify-submit', 'sangyuan notice-receipt']));
  });

  test('begun and seeded again, nothing is added', async () => {
    const { store } = engine;
    const counts = async (): Promise<readonly number[]> => Promise.all([store.instances.count({}), store.submissions.count({}), store.records.of('inspection').count({}), store.records.of('donor').count({}), store.records.of('score-sheet').count({})]);
    const first = await counts();

    await seed(store);

    expect(await playInspections(stage())).toBe(0);
    expect(await counts()).toEqual(first);
  });
});
