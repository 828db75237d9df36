import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

const DONOR: Variables = { name: '钱晓禾', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '捐献完成', donatedOn: '2026-03-02' };
const WELL = { outcome: 'answered', channel: '电话', recovered: true, hospitalised: '无', diagnosis: '无', psych: 0, work_impact: '无', would_donate_again: true, sae: false, withdraw_followup: false };
const UNWELL = { ...WELL, recovered: false };
const MISSED = { outcome: 'not-reached', channel: '电话' };

/** Whoever donated on Monday, 2 March 2026. */
async function follow(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld }> {
  const world = new RegistryWorld({ 'donor/d1': DONOR });
  const told = await tell({ process: 'post-donation-followup', start: '2026-03-02', until: '2036-12-31', jobs: world.run, on: { followup: [0.1] }, answers: { followup: WELL }, ...story, startAnswers: { donorId: 'd1', donated_on: '2026-03-02' }, variables: { caseId: 'c1' } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  return Object.assign(told, { world });
}

const visits = (told: Told): string[] => told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === 'followup').map(({ at }) => at.slice(0, 10));
const records = ({ world }: { readonly world: RegistryWorld }): readonly (readonly unknown[])[] => world.all('followup').map(({ point, scheduledOn, result }) => [point, scheduledOn, result]);

test('follows whoever recovers soon on two days, seven days, thirty days, six months and each year to the tenth', async () => {
  const told = await follow();

  expect(visits(told)).toEqual(['2026-03-03', '2026-03-09', '2026-03-30', '2026-09-02', ...Array.from({ length: 10 }, (_, year) => `${2027 + year}-03-02`)]);
  expect(told.world.all('followup').filter(({ isKey }) => isKey === true).map(({ point }) => point)).toEqual(['第5年', '第10年']);
  expect(told.world.all('followup').every(({ inWindow }) => inWindow === true)).toBe(true);
  expect(told.stopped).toBe('ended');
});

test('calls every week until the donor has recovered', async () => {
  const told = await follow({ until: '2026-05-31', answers: { followup: [UNWELL, UNWELL, UNWELL, UNWELL, UNWELL, UNWELL, WELL] } });

  expect(records(told).map(([point, on]) => `${String(on)} ${String(point)}`)).toEqual(['2026-03-03 48小时', '2026-03-09 7天', '2026-03-16 每周', '2026-03-23 每周', '2026-03-30 30天', '2026-04-06 每周', '2026-04-13 每周']);
});

test('has a limit, asks for a blood count at thirty days only, and opens at nine in the morning', async () => {
  const asked: unknown[] = [];
  const told = await follow({ until: '2026-04-30', answers: { followup: (task) => (asked.push([task.inputs['point_name'], task.inputs['needs_cbc'], task.inputs['is_key']]), WELL) } });

  expect(told.about('open followup').map((line) => line.slice(-10))).toEqual(['2026-03-08', '2026-03-14', '2026-04-04']);
  expect(asked).toEqual([['48小时', false, false], ['7天', false, false], ['30天', true, false]]);
  expect(told.timeline.filter(({ kind }) => kind === 'task-opened').every(({ at }) => at.endsWith('T01:00:00.000Z'))).toBe(true);
});

test('three tries within fourteen days make a missed one; the next comes on its day all the same', async () => {
  const told = await follow({ until: '2027-04-30', answers: { followup: [WELL, WELL, WELL, MISSED, MISSED, MISSED, WELL] } });

  expect(visits(told).slice(3)).toEqual(['2026-09-02', '2026-09-07', '2026-09-12', '2027-03-02']);
  expect(records(told).slice(3)).toEqual([['6个月', '2026-09-02', '未接通'], ['第1年', '2027-03-02', '已完成']]);
  expect(told.world.all('followup')[3]).toMatchObject({ tries: 3, inWindow: false });
});

test('whoever leaves the follow-up is not called again, whether said in a call or at any other moment', async () => {
  const said = await follow({ answers: { followup: [WELL, { ...WELL, withdraw_followup: true }] } });
  const asked = await follow({ actions: [{ element: 'withdrawal-asked', at: '2026-05-04T10:00:00+08:00', answers: { asked_by: '本人', thanked: true } }] });

  expect(visits(said)).toEqual(['2026-03-03', '2026-03-09']);
  expect(visits(asked)).toEqual(['2026-03-03', '2026-03-09', '2026-03-30']);
  for (const told of [said, asked]) {
    expect(told.stopped).toBe('ended');
    expect(told.world.record('donor/d1')).toMatchObject({ followUpWithdrawn: true });
  }
});

test('a serious adverse event goes to the vice-president at once and to the registry within a day, and the follow-up goes on', async () => {
  const found = await follow({ until: '2026-04-30', answers: { followup: [{ ...UNWELL, sae: true }, WELL] } });
  const told = await follow({ until: '2026-04-30', actions: [{ element: 'sae-any-time', at: '2026-03-20T15:00:00+08:00', answers: { occurred_at: '2026-03-20T10:00:00+08:00' } }] });

  for (const one of [found, told]) {
    const [report] = one.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === 'sae-report');
    expect(Date.parse(report?.due ?? '') - Date.parse(report?.at ?? '')).toBe(24 * 3_600_000);
    expect(one.about('job tell-sae')).toHaveLength(1);
    expect(visits(one).at(-1)).toBe('2026-03-30');
  }
});

test('what concerns health stays out of the variables', async () => {
  const told = await follow({ until: '2026-04-30', answers: { followup: { ...UNWELL, symptoms: [{ kind: '骨痛', grade: 2 }], diagnosis: '心血管', needs: '希望陪同复查' } } });
  const all = JSON.stringify([told.variables, told.world.jobs, told.timeline]);

  for (const personal of ['骨痛', '心血管', '希望陪同复查', '钱晓禾']) expect(all).not.toContain(personal);
});
