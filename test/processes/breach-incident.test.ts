import type { Variables } from '../../feel/types';
import type { OpenedTask } from '../../workflows/engine/commands';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

const HOUR = 1 / 24;
const shown = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const afterwards = (task: OpenedTask, hours: number): string => new Date(Date.parse(task.openedAt) + hours * 3_600_000).toISOString();
const HARM = { data_kinds: ['contact'], persons: 38, level: 'considerable', averted: false, tell_persons: true, grounds: '可能被下载。' };
const AVERTED = { data_kinds: ['contact'], persons: 3, level: 'slight', averted: true, tell_persons: false, grounds: '收件人未打开即删除。' };

/** Found half an hour before nine on a working Saturday, the day before the Spring Festival of 2026, and reported at nine. */
async function respond(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld; readonly incident: Variables }> {
  const world = new RegistryWorld();
  const told = await tell({
    process: 'breach-incident', start: '2026-02-14', until: '2026-05-31', jobs: world.run, ...story,
    startAnswers: { title: '名单发错群', what: 'leaked', discovered_at: '2026-02-14T00:30:00Z', how: 'misdirected', data_kinds: ['contact'], ongoing: false, ...story.startAnswers },
    answers: {
      contain: (task) => ({ steps: ['撤回或删除'], contained: true, contained_at: afterwards(task, 0.5), evidence_kept: true }), assess: HARM,
      'notify-authority': (task) => ({ authorities: [{ body: '区网信办', at: afterwards(task, 1), by: '书面' }], first_at: afterwards(task, 1), report_no: '1号', complete: true }),
      'notify-persons': (task) => ({ ways: ['短信'], persons_told: 38, persons_first_at: afterwards(task, 2), says_all: true }),
      'notify-ordered': (task) => ({ ways: ['公告'], persons_told: 0, persons_first_at: afterwards(task, 2), says_all: true }),
      measures: { cause: 'misdirected', analysis: '没有核对收件人。', measures: [{ measure: '停用文件转发', post: '干部', done_on: '2026-02-14' }], trained: true }, ...story.answers,
    },
    on: { contain: [0.5 * HOUR], assess: [HOUR], 'notify-authority': [HOUR], 'notify-persons': [2 * HOUR], 'notify-ordered': [2 * HOUR], ...story.on },
  });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  return Object.assign(told, { world, incident: world.all('breach-incident')[0] ?? {} });
}

const opened = ({ timeline }: Told): string[] => timeline.flatMap(({ kind, at, elementId, due }) => (kind === 'task-opened' ? [`${shown(at)} ${elementId ?? ''} due ${shown(due ?? '')}`] : []));
const told = (story: Told, element: string): string[] => story.timeline.flatMap(({ kind, at, elementId, who }) => ((kind === 'reminder' || kind === 'escalation') && elementId === element ? [`${shown(at)} ${who?.join() ?? ''}`] : []));

test('a leak is contained and assessed at once, authority and persons are told within hours, and it is mended over the holiday', async () => {
  const story = await respond();

  expect(opened(story)).toEqual([
    '2026-02-14 09:00 contain due 2026-02-14 10:30', '2026-02-14 09:00 assess due 2026-02-14 12:30',
    '2026-02-14 10:00 notify-authority due 2026-02-14 16:30', '2026-02-14 10:00 notify-persons due 2026-02-15 08:30',
    '2026-02-14 12:00 measures due 2026-03-13 23:59', '2026-02-15 12:00 review due 2026-02-28 23:59',
  ]);
  expect(story.incident).toMatchObject({ status: '已结案', persons: 38, level: 'considerable', containedAt: '2026-02-14T01:30:00.000Z', authorityToldAt: '2026-02-14T03:00:00.000Z', authorities: ['区网信办'], authorityInTime: true, tellPersons: true, personsToldAt: '2026-02-14T04:00:00.000Z', personsTold: 38, toldBy: ['短信'], personsInTime: true, assessAgain: false, closedOn: '2026-02-16' });
});

test('who is in charge hears of it at once, and whoever does not act in time is escalated within hours, day or night', async () => {
  const story = await respond({ never: ['contain', 'notify-persons'], until: '2026-02-20' });

  expect(story.world.jobs.filter(({ type }) => type === 'notify').map(({ variables }) => variables['to'])).toEqual(['dpo, district_secgen']);
  expect(told(story, 'contain')).toEqual(['2026-02-14 09:30 dpo,admin', '2026-02-14 10:30 district_secgen', '2026-02-14 12:30 district_exec_vp']);
  expect(told(story, 'notify-persons')).toEqual(['2026-02-15 07:30 dpo', '2026-02-15 08:30 district_secgen', '2026-02-15 10:30 district_exec_vp']);
});

test('a breach that was found yesterday is late from the start', async () => {
  const story = await respond({ startAnswers: { discovered_at: '2026-02-13T01:00:00Z' } });

  expect(told(story, 'contain')).toEqual(['2026-02-14 09:00 district_exec_vp']);
  expect(story.incident).toMatchObject({ authorityInTime: false, personsInTime: false });
});

test('what is not contained is gone on with', async () => {
  const story = await respond({ answers: { contain: (task, time) => ({ steps: ['断开网络'], contained: time === 1, contained_at: task.openedAt, evidence_kept: true }) } });

  expect(opened(story).filter((line) => line.includes(' contain '))).toHaveLength(2);
});

test('persons need not be told when the harm is averted; the authority is told all the same', async () => {
  const story = await respond({ answers: { assess: AVERTED } });

  expect(opened(story).map((line) => line.split(' ')[2])).toEqual(['contain', 'assess', 'notify-authority', 'measures', 'review']);
  expect(story.incident).toMatchObject({ status: '已结案', tellPersons: false, authorityInTime: true });
});

test('the authority may order that they are told after all, at any moment until it is closed', async () => {
  const story = await respond({ answers: { assess: AVERTED }, actions: [{ element: 'order-came', at: '2026-02-24T10:00:00+08:00', answers: { order_no: '网信3号', ordered_on: '2026-02-24' } }], on: { measures: ['2026-02-26'] } });

  expect(opened(story)).toContain('2026-02-24 10:00 notify-ordered due 2026-02-25 10:00');
  expect(story.incident).toMatchObject({ status: '已结案', tellPersons: true, orderNo: '网信3号', personsToldAt: '2026-02-24T04:00:00.000Z', personsInTime: true });
});

test('an order about persons who were told asks for nothing more', async () => {
  const story = await respond({ actions: [{ element: 'order-came', at: '2026-02-14T15:00:00+08:00', answers: { order_no: '网信3号', ordered_on: '2026-02-14' } }] });

  expect(story.about('notify-ordered')).toEqual([]);
  expect(story.incident).toMatchObject({ orderNo: '网信3号' });
});

test('the secretary-general returns what is not mended; a grave one is assessed again and somebody is held responsible', async () => {
  const story = await respond({ answers: { assess: { ...HARM, level: 'grave' }, review: [{ conclusion: 'return', opinion: '请补充证明。', assess_again: true, hold_responsible: false }, { conclusion: 'close', assess_again: true, hold_responsible: true }] } });

  expect(opened(story).filter((line) => / (measures|review) /.test(line))).toHaveLength(4);
  expect(story.world.jobs.filter(({ type }) => type === 'notify').map(({ variables }) => variables['to'])).toEqual(['dpo, district_secgen', 'dpo', 'district_exec_vp']);
  expect(story.incident).toMatchObject({ status: '已结案', assessAgain: true });
});
