import { seed } from '../../cli/seed';
import { addShippedRecords } from '../../cli/shipped-records';
import { publishDirectory } from '../../cli/publish-directory';
import { shippedDirectories } from '../../cli/shipped-directories';
import { completeTask } from '../../client/updates';
import { startProcess } from '../../client/start-process';
import { districtDay } from '../../activities/store/district-day';
import type { InstanceDocument } from '../../activities/store/documents';
import { countMetrics } from '../../activities/store/metrics';
import { sampleDonorRecords } from '../../activities/store/sample/donor-records';
import { sampleMemberRecords } from '../../activities/store/sample/member-records';
import { sampleInspectionRecords } from '../../activities/store/sample/inspection-records';
import { SAMPLE_INSPECTIONS } from '../../activities/store/sample/inspections';
import { SAMPLE_MATCHES } from '../../activities/store/sample/matches';
import { playInspections } from '../../activities/store/sample/play-inspections';
import { playMatches } from '../../activities/store/sample/play-matches';
import { playRights } from '../../activities/store/sample/play-rights';
import { sampleRightsRecords } from '../../activities/store/sample/rights-records';
import type { SampleEngine, Stage } from '../../activities/store/sample/play-tasks';
import { before, inspectedQuarter } from '../../activities/store/sample/quarter';
import type { Variables } from '../../feel/types';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import { metricDays } from '../../registries/metric-period';
import { metricValue, type MetricsDocument, type MetricValue } from '../../registries/metrics';
import donorMetrics from '../../registries/metrics/donor.metrics.json';
import supervisionMetrics from '../../registries/metrics/supervision.metrics.json';
import { formOfRegistry } from '../../registries/registry-form';
import { entityInstances } from '../../web/entity-instances';
import { databaseText, leaks, personalTexts, temporalText } from '../support/leaks';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { eventually, until } from '../workflows/support/player';
import { shippedRegistry } from './support/registry-world';
import { refusals } from './support/refusals';
import { calendar } from './support/story';

const today = districtDay(new Date());

describe('on paper', () => {
  test('the inspected quarter is over two days before its self-reports are read', () => {
    expect(['2026-11-26', '2026-10-02', '2026-10-03', '2027-01-01', '2027-01-03'].map((day) => inspectedQuarter(day).name)).toEqual(['2026Q3', '2026Q2', '2026Q3', '2026Q3', '2026Q4']);
    expect(before(inspectedQuarter('2026-05-05'))).toEqual({ name: '2025Q4', from: '2025-10-01', to: '2025-12-31' });
  });

  test.each(['2026-11-26', '2027-01-03', '2026-10-02'])('every record of the last inspection is valid on %s, and stands once', (day) => {
    const records = [...sampleInspectionRecords(day), ...sampleRightsRecords(day)];
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
  let matches: number;
  let rights: number;
  let figures: ReadonlyMap<string, MetricValue>;
  const failed: unknown[] = [];
  const wrong: string[] = [];

  const stage = (): Stage => {
    const { store, client, taskQueue } = engine;
    const checked: SampleEngine = {
      startProcess: (request) => startProcess({ store, client, taskQueue }, request),
      completeTask: async (instanceId, completion) => {
        wrong.push(...(await refusals(engine.store, completion.taskId, completion.key)));
        return completeTask(client, instanceId, completion);
      },
    };
    return { store, engine: checked, today };
  };

  /** What they are called, and where they stand or how they ended. */
  const standOf = async (filter: Parameters<TestEngine['store']['instances']['find']>[0], called: (instance: InstanceDocument) => string): Promise<string[]> =>
    (await engine.store.instances.find(filter)).map((instance) => `${called(instance)} ${instance.status === 'running' ? instance.standsAt.map(({ elementId }) => elementId).join() : instance.status}`).sort();

  /** The figures as the portal shows them: of donors this year, of inspections in the quarter in which last quarter's reports were due. */
  const figuresNow = async (): Promise<ReadonlyMap<string, MetricValue>> => {
    const files = [[donorMetrics as MetricsDocument, today.slice(0, 4)], [supervisionMetrics as MetricsDocument, inspectedQuarter(today).name]] as const;
    const all = await Promise.all(files.map(async ([document, period]) => {
      const days = metricDays(period, today);
      if (days === undefined) throw new Error(`${period} is no period`);
      const counts = await countMetrics(engine.store, document, days);
      return document.metrics.map((metric) => [metric.id, metricValue(metric, counts, document)] as const);
    }));
    return new Map(all.flat());
  };

  beforeAll(async () => {
    engine = await startTestEngine({ ownNamespace: true });
    await publishDirectory(engine.store, { directories: shippedDirectories(), by: 'test', onPublished: () => undefined });
    await addShippedRecords(engine.store);
    await seed(engine.store);
    // The test may run at night, when donors are not called.
    for (const process of ['match-case', 'donor-retention']) for (const [limit, hour] of [['call_from_hour', 0], ['call_until_hour', 24]] as const) await engine.store.limits.change(process, limit, hour, 'test', new Date());
    matches = await playMatches(stage());
    rights = await playRights(stage());
    played = await playInspections(stage());
    figures = await figuresNow();
    await entityInstances({ store: engine.store, client: engine.client, taskQueue: engine.taskQueue, perSecond: 200, onError: (error) => failed.push(error) }).sweep();
  }, 500_000);
  afterAll(() => engine.close());

  test('the quarter is inspected in all 179 branches, and some stand at each stage', async () => {
    const { store } = engine;
    const [cycle] = await store.instances.find({ processId: 'supervision-cycle' });
    await until(async () => ((await store.instances.count({ parentId: cycle?._id ?? '' })) === 179 ? true : undefined), 'all inspections');
    const expected = SAMPLE_INSPECTIONS.map(({ branchId, until: step }) => `${branchId} ${step ?? 'completed'}`);
    const stand = () => standOf({ parentId: cycle?._id ?? '' }, ({ branchId }) => branchId);

    expect(played).toBe(SAMPLE_INSPECTIONS.length);
    await eventually(async () => (await stand()).filter((line) => line.endsWith(' self-report')).length, 179 - SAMPLE_INSPECTIONS.length);
    await eventually(stand, expect.arrayContaining(expected));
    expect((await store.instances.find({ incidents: { $gt: 0 } })).map(({ _id }) => _id)).toEqual([]);
  });

  test('nobody handed in what the portal would refuse', () => {
    expect(wrong).toEqual([]);
  });

  test('donors are served at every stage, and one who donated is followed up', async () => {
    const { store } = engine;

    expect(matches).toBe(SAMPLE_MATCHES.length + 1);
    await eventually(() => standOf({ processId: 'match-case' }, ({ businessKey }) => businessKey), ['sample-donor-003 first-contact', 'sample-donor-009 education', expect.stringMatching(/^sample-donor-015 .*mobilise/), 'sample-donor-021 completed']);
    expect(await store.records.of('match-case').find({ 'values.donorId': 'sample-donor-021' })).toMatchObject([{ values: { status: '已结案', outcome: '捐献者退出', exitStage: '高分辨同意前', reasonMain: 'family_oppose_spouse', preventable: true, debriefedOn: today } }]);
    await eventually(() => store.instances.count({ processId: 'post-donation-followup', status: 'running' }), 1);
  });

  test('a request waits to be decided, a breach is being mended, and an assessment is due for its review', async () => {
    const { store } = engine;

    expect(rights).toBe(2);
    await eventually(() => standOf({ processId: { $in: ['subject-request', 'breach-incident'] } }, ({ processId }) => processId), ['breach-incident measures', expect.stringMatching(/^subject-request .*decide/)]);
    await eventually(() => store.tasks.count({ processId: 'impact-assessment-review', state: 'open' }), 1);
  });

  test('each donor in the registry is kept in touch with, and some are to be called, not dozens', async () => {
    const { store } = engine;
    const entitled = await store.records.of('donor').count({ 'values.status': { $in: ['已入库', '活跃', '犹豫', '暂缓', '失联'] } });
    await until(async () => ((await store.instances.count({ processId: 'donor-retention' })) === entitled ? true : undefined), 'all retentions');
    const calls = await until(async () => [await store.tasks.count({ processId: 'donor-retention', state: 'open' })].find((count) => count >= 3), 'calls that are due');
    const instances = await store.instances.find({ processId: 'donor-retention', incidents: { $gt: 0 } });

    expect(failed).toEqual([]);
    expect(instances).toEqual([]);
    expect(calls).toBeLessThanOrEqual(24);
  });

  describe('nothing personal', () => {
    const donor = sampleDonorRecords(today)[20]?.values ?? {};
    let personal: readonly string[];
    beforeAll(async () => {
      personal = await personalTexts(engine.store);
    });

    test('is unknown to those who search for it: every name, number, address and relative of the sample', () => {
      const sample = [...sampleDonorRecords(today), ...sampleMemberRecords(today)].flatMap(({ values: { name, phone, idNumber, registryNo, address } }) => [name, phone, idNumber, registryNo, address].flatMap((value) => (value === undefined ? [] : [String(value)])));

      expect(sample).toHaveLength(48 * 5 + 12 * 2);
      expect(sample.filter((value) => !personal.includes(value))).toEqual([]);
      expect(personal.filter((value) => /^13[56]\d{8}$/.test(value))).toHaveLength(96);
    });

    test('has reached Temporal: no history, memo, search attribute, id or failure, raw or decoded', async () => {
      const { store, client } = engine;
      // Nobody listens at this queue.
      const planted = await client.workflow.start('canary', { workflowId: 'canary', taskQueue: 'canary', args: [{ phone: donor['phone'] }], memo: { name: donor['name'] } });
      const instances = await store.instances.find({}, { without: ['state'] });
      // Temporal lists an instance a moment after it began.
      const texts = await until(async () => [await temporalText(client)].find((all) => all.has('canary') && instances.every(({ _id }) => all.has(_id))), 'the planted instance');
      await planted.terminate();

      expect(instances.length).toBeGreaterThan(220);
      expect(instances.filter(({ _id }) => !texts.has(_id))).toEqual([]);
      // What may be known is found, and so is what was planted: the search is no blind one.
      expect(instances.filter(({ _id, processId, subject = '' }) => processId === 'donor-retention' && !texts.get(_id)?.includes(subject.split('/')[2] ?? '-'))).toEqual([]);
      expect(leaks(texts, personal).sort()).toEqual([`canary: ${String(donor['phone'])}`, `canary: ${String(donor['name'])}`]);
    });

    test('stands in the open in MongoDB: no event, audit entry, notice, task, message or record', async () => {
      const { store } = engine;
      await store.audit.addOnce('canary', { at: new Date(), by: 'test', action: 'canary', subject: 'canary', detail: { note: `电话${String(donor['phone'])}` } });

      const texts = await databaseText(store.connection);
      await store.audit.model.deleteOne({ _id: 'canary' });

      expect([...texts.keys()]).toEqual(expect.arrayContaining(['audit', 'events', 'instances', 'tasks', 'submissions', 'notifications', 'messages', 'records-donor', 'records-member', 'recordchanges']));
      expect(leaks(texts, personal)).toEqual([`audit: ${String(donor['phone'])}`]);
    });
  });

  test('the metrics say what one counts by hand', () => {
    // Of 48 donors four are lost and one has left.
    expect(figures.get('valid-pool')).toMatchObject({ n: 43 });
    // Of 179 branches two never reported, and five were late.
    expect(figures.get('self-reported')).toMatchObject({ n: 177, of: 179 });
    expect(figures.get('self-reported-in-time')).toMatchObject({ n: 172, of: 179 });
    // The nine towns, and one in four of the others.
    expect(figures.get('visited')?.of).toBe(179);
  });

  test('two branches rectify what was found', async () => {
    const { store } = engine;
    const open = () => store.tasks.find({ processId: { $in: ['rectification', 'finding-rectification'] }, state: 'open' });

    await eventually(async () => (await open()).map(({ branchId }) => branchId).sort(), ['liutang', 'liutang', 'sangyuan']);
    expect((await open()).map(({ branchId, elementId }) => `${branchId} ${elementId}`)).toEqual(expect.arrayContaining(['liutang rectify-submit', 'sangyuan notice-receipt']));
  });

  test('begun and seeded again, nothing is added', async () => {
    const { store } = engine;
    const counts = async (): Promise<readonly number[]> => Promise.all([store.instances.count({}), store.submissions.count({}), store.records.of('inspection').count({}), store.records.of('donor').count({}), store.records.of('score-sheet').count({})]);
    const first = await counts();

    await seed(store);

    expect(await playInspections(stage())).toBe(0);
    expect(await playMatches(stage())).toBe(0);
    expect(await playRights(stage())).toBe(0);
    expect(await counts()).toEqual(first);
  });
});
