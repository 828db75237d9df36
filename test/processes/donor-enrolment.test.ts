import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

const COUNSEL: Variables = { age: 28, channel: '街头献血点', motive_primary: '献血延伸', procedure_quiz: 5, can_withdraw_anytime_told: true, ambivalence: 0, family_aware: '支持', outcome: 'enrol' };

async function enrol(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld; readonly donor: Variables }> {
  const world = new RegistryWorld();
  const told = await tell({ process: 'donor-enrolment', start: '2026-03-02', until: '2026-12-31', jobs: world.run, on: { 'enrol-consent': [0.01], sample: [0.01] }, ...story, startAnswers: { ...COUNSEL, ...story.startAnswers } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  return Object.assign(told, { world, donor: world.all('donor')[0] ?? {} });
}

const tasks = ({ lines }: Told): string[] => lines.flatMap((line) => (/^\S+ open /.test(line) ? [line.replace(' open', '')] : []));

test('a willing donor is enrolled, sampled, called after a week, stored and welcomed', async () => {
  const told = await enrol();

  expect(tasks(told)).toEqual(['2026-03-02 enrol-consent due 2026-03-05', '2026-03-02 sample due 2026-03-05', '2026-03-09 pre-store-callback due 2026-03-16', '2026-03-10 store-return due 2026-05-09', '2026-03-11 stored-welcome due 2026-03-26']);
  expect(told.donor).toMatchObject({ status: '已入库', storedOn: '2026-03-11', enrolledOn: '2026-03-02', birthYear: 1998, ageBand: '25–34', channel: '街头献血点', motive: '献血延伸', ambivalence: 0, familySupport: '支持', willingness: '坚定', mayContactRelatives: true });
  expect(told.refused).toEqual([]);
});

test('doubts and a family against it are no refusal: there is another talk after two weeks', async () => {
  const told = await enrol({ startAnswers: { family_aware: '反对', outcome: 'defer' }, answers: { 'counsel-again': COUNSEL } });

  expect(tasks(told).slice(0, 2)).toEqual(['2026-03-16 counsel-again due 2026-03-19', '2026-03-17 enrol-consent due 2026-03-20']);
});

test('strong doubts wait even if somebody chose to enrol', async () => {
  const told = await enrol({ startAnswers: { ambivalence: 3 }, answers: { 'counsel-again': { ...COUNSEL, outcome: 'decline' } } });

  expect(tasks(told)).toEqual(['2026-03-16 counsel-again due 2026-03-19']);
  expect(told.world.all('donor')).toEqual([]);
});

test('three unanswered calls hold the storage; after three holds the donor is not stored, and the data go', async () => {
  const told = await enrol({ answers: { 'pre-store-callback': { result: '关机' } }, on: { 'enrol-consent': [0.01], sample: [0.01], 'pre-store-callback': [0.1] } });

  expect(tasks(told).slice(2, 11).map((line) => line.slice(0, 10))).toEqual(['2026-03-09', '2026-03-10', '2026-03-11', '2026-04-10', '2026-04-11', '2026-04-12', '2026-05-12', '2026-05-13', '2026-05-14']);
  expect(told.about('erase-data')).toEqual(['2026-06-13 job erase-data (record.erase)']);
  expect(told.donor).toMatchObject({ status: '退出', exitReason: 'unreachable', eraseOn: '2026-06-13' });
  expect(Object.keys(told.donor)).not.toEqual(expect.arrayContaining(['name']));
});

test('a sample too small is taken again', async () => {
  const told = await enrol({ answers: { sample: [{ sample_type: '血样', volume: 3, barcode: 'A', outcome: 'resample' }, { sample_type: '血样', volume: 7, barcode: 'B', outcome: 'ok' }] } });

  expect(tasks(told).filter((line) => line.includes('sample'))).toHaveLength(2);
});

test('a donor may leave at any moment', async () => {
  const told = await enrol({ never: ['store-return'], actions: [{ element: 'withdrawal-asked', at: '2026-03-20T10:00:00+08:00', answers: { reason_code: 'family_oppose_parent', thanked: true } }] });

  expect(told.about('task-cancelled')).toEqual(['2026-03-20 task-cancelled store-return']);
  expect(told.donor).toMatchObject({ status: '退出', exitedOn: '2026-03-20', exitReason: 'family_oppose_parent', doNotContact: true, eraseOn: '2026-04-19' });
  expect(told.lines.filter((line) => line.includes('erase-data'))).toEqual(['2026-04-19 job erase-data (record.erase)']);
});

test('nothing personal comes into the variables', async () => {
  const told = await enrol();
  const all = JSON.stringify([told.variables, told.world.jobs, told.timeline]);

  for (const personal of ['钱晓禾', '330411199803070028', '13800000001', '示例路1号', '钱大山', '13800000011', 'ZJ-SL-000001']) expect(all).not.toContain(personal);
});
