import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

/** A donor who is firm, was called in the summer, and is asked again in two years. */
const DONOR: Variables = {
  name: '钱晓禾', branchId: 'lianjing', enrolledOn: '2025-01-10', storedOn: '2025-03-02', status: '活跃', birthYear: 1998, channel: '街头献血点', motive: '献血延伸', ambivalence: 0,
  familySupport: '支持', willingness: '坚定', lastValidContactOn: '2025-11-01', missedContacts: 0, mayContactRelatives: true, isStudent: false,
};

interface Life extends Partial<Story> {
  readonly donor?: Variables;
  /** Others in the registry. */
  readonly others?: readonly Variables[];
}

/** Some time of a donor's life in the registry, from New Year 2026 on. */
async function live({ donor, others = [], ...story }: Life = {}): Promise<Told & { readonly world: RegistryWorld }> {
  const world = new RegistryWorld({ 'donor/d1': { ...DONOR, ...donor }, ...Object.fromEntries(others.map((other, index) => [`donor/other-${index}`, { ...DONOR, ...other }])) });
  const told = await tell({ process: 'donor-retention', start: '2026-01-01', until: '2026-12-31', jobs: world.run, limits: { memo_by_sms: 'on' }, ...story, variables: { recordId: 'd1', record: world.known('donor/d1') ?? {}, ...story.variables } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  return Object.assign(told, { world });
}

const tasks = ({ lines }: Told): string[] => lines.filter((line) => / open /.test(line));
const jobs = (told: Told, type: string): string[] => told.lines.filter((line) => line.endsWith(`(${type})`)).map((line) => line.slice(0, 10));

/** `open keep-contact due …` and what reminds of it, with days. */
const aboutContact = (told: Told): string[] => told.lines.filter((line) => line.includes('keep-contact'));
/** Hours of the district at which something happened that asks for a call. */
const hours = ({ timeline }: Told): number[] => timeline.flatMap(({ kind, at }) => (['task-opened', 'reminder'].includes(kind) ? [(new Date(at).getUTCHours() + 8) % 24] : []));

const DEAD = { channel: '电话', result: '空号' };
const UNREACHED = { outcome: 'not-reached', channel: '电话', result: '关机', purpose_kept: true };
const HESITANT = { channel: '电话', result: '本人接听有效', willing: '犹豫', family_support: '反对', health_change: '无', pause: '无', life_event: '婚姻', contact_change: '无' };

describe('a year of a donor in the registry', () => {
  test('has three greetings and one contact, which waits for the end of the National Day holiday', async () => {
    const told = await live();

    // A year after 1 November 2025 is a Sunday; thirty days before it lie in the holiday.
    expect(tasks(told)).toEqual(['2026-10-08 open keep-contact due 2026-11-02']);
    expect(jobs(told, 'sms')).toEqual(['2026-05-08', '2026-06-14', '2026-12-05']);
    expect(told.world.record('donor/d1')).toMatchObject({ lastValidContactOn: '2026-10-09', status: '活跃', missedContacts: 0, nextDueOn: '2027-10-09' });
    expect(told.world.all('contact-log').map(({ on, purpose, result }) => [on, purpose, result])).toEqual([
      ['2026-05-08', '备忘问候', '短信已达'], ['2026-06-14', '备忘问候', '短信已达'], ['2026-10-09', '年度联系', '本人接听有效'], ['2026-12-05', '备忘问候', '短信已达'],
    ]);
  });

  test('greets nobody as long as no SMS gateway is set up', async () => {
    expect(jobs(await live({ limits: {} }), 'sms')).toEqual([]);
  });

  test('reminds at fourteen and seven days and on the day, then asks the branch, then the secretary-general', async () => {
    const told = await live({ never: ['keep-contact'] });

    expect(aboutContact(told).slice(1)).toEqual([
      '2026-10-19 reminder keep-contact due 2026-11-02 (-14d) to hsc_coordinator',
      '2026-10-26 reminder keep-contact due 2026-11-02 (-7d) to hsc_coordinator',
      '2026-11-02 reminder keep-contact due 2026-11-02 (0d) to hsc_coordinator',
      '2026-11-03 escalation keep-contact due 2026-11-02 (+1d) to branch_secretary@lianjing',
      '2026-11-09 escalation keep-contact due 2026-11-02 (+5wd) to district_secgen',
    ]);
    expect(hours(told).every((hour) => hour >= 9 && hour < 20)).toBe(true);
  });

  test('works on a make-up Saturday, and not in the Spring Festival', async () => {
    // Thirty days before it is due lie on Sunday 15 February; the festival ends with the 23rd. 2026-02-14 and 2026-02-28 are worked.
    const festival = await live({ donor: { lastValidContactOn: '2025-03-17' }, until: '2026-03-31' });
    const saturday = await live({ donor: { lastValidContactOn: '2025-03-30' }, until: '2026-03-31' });

    expect(tasks(festival)[0]).toBe('2026-02-24 open keep-contact due 2026-03-17');
    expect(tasks(saturday)[0]).toBe('2026-02-28 open keep-contact due 2026-03-30');
  });

  test('those whose day is past are called a few a day, the most urgent first', async () => {
    const late = { lastValidContactOn: '2024-11-01' };
    const urgent = { ...late, familySupport: '反对', motive: '随大流', ambivalence: 3 };
    const others = Array.from({ length: 5 }, () => urgent);
    const first = async (donor: Variables, limits: Variables): Promise<string | undefined> => tasks(await live({ donor, others, limits, until: '2026-01-31' }))[0];

    // 1 to 3 January are a holiday, the fourth is worked; five are more urgent.
    expect(await first(late, { calls_per_day: 20 })).toBe('2026-01-04 open keep-contact due 2026-01-07');
    expect(await first(late, { calls_per_day: 2 })).toBe('2026-01-06 open keep-contact due 2026-01-09');
    expect(await first({ ...urgent, movedAway: true }, { calls_per_day: 2 })).toBe('2026-01-04 open keep-contact due 2026-01-07');
  });

  test('a student is called each half year, and before and after graduation', async () => {
    const told = await live({ donor: { isStudent: true, graduatesOn: '2026-06-30', lastValidContactOn: '2025-09-01' } });

    expect(tasks(told)).toEqual([
      '2026-01-30 open keep-contact due 2026-03-02',
      '2026-05-06 open keep-contact due 2026-05-22',
      '2026-07-30 open keep-contact due 2026-08-20',
    ]);
  });
});

describe('whoever is not reached', () => {
  test('is called on another day, three times, and then traced', async () => {
    const told = await live({ answers: { 'keep-contact': [{ channel: '电话', result: '关机' }, { channel: '电话', result: '拒接' }, { channel: '电话', result: '家属代接' }], 'trace-call': { outcome: 'found', channel: '电话', new_number: false, purpose_kept: true } }, on: { 'keep-contact': [0.01], 'trace-call': [0.01] }, until: '2026-11-30' });

    expect(tasks(told).map((line) => line.slice(0, 28))).toEqual(['2026-10-08 open keep-contact ', '2026-10-09 open keep-contact ', '2026-10-10 open keep-contact ', '2026-10-10 open trace-call d'].map((line) => line.slice(0, 28)));
    expect(told.world.record('donor/d1')).toMatchObject({ status: '活跃', traceResult: '找到', needsTrace: false, missedContacts: 0, lastValidContactOn: '2026-10-10' });
  });

  test('is traced in three rounds on different weekdays and hours, is then lost, and is traced again half a year later', async () => {
    const told = await live({ start: '2026-09-01', until: '2027-05-31', answers: { 'keep-contact': DEAD, 'trace-call': UNREACHED }, on: { 'trace-call': [0.01] } });
    const tries = told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === 'trace-call');
    const first = tries.slice(0, 9);

    expect(first.map(({ at }) => at.slice(5, 10))).toEqual(['10-09', '10-12', '10-14', '10-19', '10-21', '10-23', '10-28', '10-30', '11-03']);
    for (const round of [0, 3, 6]) {
      const three = first.slice(round, round + 3);
      expect(new Set(three.map(({ at }) => new Date(at).getUTCDay())).size).toBe(3);
      expect(new Set(three.map(({ at }) => at.slice(11, 13))).size).toBe(3);
    }
    expect(first.slice(6).every(({ who }) => who?.includes('branch_secretary@lianjing'))).toBe(true);
    expect(first.slice(0, 6).some(({ who }) => who?.includes('branch_secretary@lianjing'))).toBe(false);
    expect(told.world.all('contact-log').filter(({ purpose }) => purpose === '失联寻访').slice(0, 9).map(({ round, attempt, who }) => [round, attempt, who])).toEqual(
      [1, 2, 3].flatMap((round) => [1, 2, 3].map((attempt) => [round, attempt, ['本人', '家属', '单位'][round - 1]])),
    );
    expect(told.world.record('donor/d1')).toMatchObject({ status: '失联', lostOn: '2026-11-03', traceResult: '失联' });
    expect(tries[9]?.at.slice(0, 10)).toBe('2027-05-03');
    // Nobody greets or calls a donor meanwhile whose numbers are dead.
    expect(jobs(told, 'sms')).toEqual([]);
  });

  test('has no relatives called who did not agree to it', async () => {
    const told = await live({ donor: { mayContactRelatives: false }, until: '2027-03-31', answers: { 'keep-contact': DEAD, 'trace-call': UNREACHED }, on: { 'trace-call': [0.01] } });

    expect(told.world.all('contact-log').filter(({ purpose }) => purpose === '失联寻访').map(({ who }) => who)).toEqual(['本人', '本人', '本人', '单位', '单位', '单位']);
  });

  test('is traced for ninety days at most', async () => {
    const told = await live({ until: '2027-03-31', answers: { 'keep-contact': DEAD }, never: ['trace-call'] });

    expect(told.about('trace-too-long')[0]).toContain('2027-01-07');
    expect(told.world.record('donor/d1')).toMatchObject({ status: '失联', lostOn: '2027-01-07' });
  });
});

describe('a pause', () => {
  const PAUSED = { donor: { enrolledOn: '2023-01-10', storedOn: '2023-03-02', lastRecommitOn: '2025-12-01', lastValidContactOn: '2025-03-01' }, start: '2026-01-05' };
  const away = { element: 'pause-asked', at: '2026-01-20T10:00:00+08:00', answers: { pause_reason: '外出', pause_until: '2027-12-04' } };

  test('silences everything, and is followed by one contact and no flood of what was missed', async () => {
    const told = await live({ ...PAUSED, until: '2028-03-31', actions: [away] });

    const since = tasks(told).filter((line) => line > '2026-01-20');
    // 4 December 2027 is a Saturday. What fell due meanwhile (two contacts, a reconfirmation, five greetings) is not made up.
    expect(since[0]).toBe('2027-12-06 open keep-contact due 2027-12-09');
    expect(since.slice(1)).toEqual(['2027-12-21 open recommit due 2028-01-04']);
    expect(jobs(told, 'sms').filter((day) => day > '2026-01-20')).toEqual([]);
    expect(told.world.record('donor/d1')).toMatchObject({ status: '活跃', pausedUntil: '2027-12-04' });
  });

  test('does not keep a donor who grows too old', async () => {
    const told = await live({ ...PAUSED, donor: { ...PAUSED.donor, birthYear: 1971 }, until: '2027-03-31', actions: [away] });

    expect(tasks(told).filter((line) => line > '2026-01-20')[0]).toBe('2027-01-04 open status-change due 2027-01-07');
  });

  test('may follow from what a donor says at the contact', async () => {
    const told = await live({ until: '2027-06-30', answers: { 'keep-contact': { channel: '电话', result: '本人接听有效', willing: '暂缓', family_support: '支持', health_change: '无', pause: '怀孕、备孕、哺乳', pause_until: '2027-05-14', life_event: '生育', contact_change: '无' } } });

    expect(told.world.record('donor/d1')).toMatchObject({ pausedUntil: '2027-05-14', pauseReason: '怀孕、备孕、哺乳', lifeEventOn: '2026-10-09' });
    expect(tasks(told).slice(1).map((line) => line.slice(0, 24))).toEqual(['2027-05-14 open recommit']);
  });
});

describe('the reconfirmation', () => {
  const TWO_YEARS = { donor: { enrolledOn: '2024-01-10', storedOn: '2024-03-02' } };

  test('is asked for after two years; silence is noted after thirty days, and is no refusal', async () => {
    const told = await live({ ...TWO_YEARS, never: ['recommit'] });

    expect(told.about('recommit')).toEqual([
      '2026-03-02 job ask-recommit (record.save)', '2026-03-02 open recommit due 2026-03-16', '2026-03-09 reminder recommit due 2026-03-16 (-7d) to hsc_coordinator',
      '2026-03-16 reminder recommit due 2026-03-16 (0d) to hsc_coordinator', '2026-04-01 timer recommit-silent', '2026-04-01 task-cancelled recommit',
    ]);
    expect(told.world.record('donor/d1')).toMatchObject({ status: '活跃' });
  });

  test('comes again thirty days after a life event; who hesitates is called within a week', async () => {
    const told = await live({ answers: { 'keep-contact': HESITANT } });

    expect(tasks(told)).toEqual(['2026-10-08 open keep-contact due 2026-11-02', '2026-10-10 open counsel-call due 2026-10-17', '2026-11-09 open recommit due 2026-11-23']);
  });
});

describe('leaving', () => {
  test('is possible at any moment: contact stops at once, the registry is told in three working days, the data go in thirty days', async () => {
    const told = await live({ start: '2026-09-01', until: '2027-12-31', never: ['keep-contact'], actions: [{ element: 'withdrawal-asked', at: '2026-10-20T10:00:00+08:00', answers: { asked_by: '本人', reason_code: 'family_oppose_spouse', thanked: true } }] });

    expect(tasks(told).slice(1)).toEqual(['2026-10-20 open tell-registry due 2026-10-23', '2026-11-19 open erase due 2026-12-10']);
    expect(told.about('task-cancelled')).toEqual(['2026-10-20 task-cancelled keep-contact']);
    expect(told.world.record('donor/d1')).toMatchObject({ status: '退出', exitedOn: '2026-10-20', exitReason: 'family_oppose_spouse', doNotContact: true, eraseOn: '2026-11-19', registryToldOn: '2026-10-21' });
    expect(told.lines.filter((line) => line.includes('erase-data'))).toHaveLength(1);
    expect(Object.keys(told.world.record('donor/d1')).filter((field) => ['name', 'phone', 'idNumber', 'relatives'].includes(field))).toEqual([]);
    expect(told.stopped).toBe('ended');
  });

  test('what has to be kept by law is kept, for a reason that is written down', async () => {
    const told = await live({ start: '2026-09-01', until: '2027-12-31', never: ['keep-contact'], answers: { erase: { decision: '依法保留', erased_on: '2026-11-19', basis: '捐献过的个案按档案规定保存。' } }, actions: [{ element: 'withdrawal-asked', at: '2026-10-20T10:00:00+08:00', answers: { asked_by: '本人', reason_code: 'family_oppose_spouse', thanked: true } }] });

    expect(told.lines.filter((line) => line.includes('erase-data'))).toEqual([]);
    expect(told.world.record('donor/d1')).toHaveProperty('name');
    expect(told.stopped).toBe('ended');
  });

  test('a donor who asks not to be called again is not called again', async () => {
    const told = await live({ until: '2027-12-31', answers: { 'keep-contact': { channel: '电话', result: '拒绝再联系' } } });

    expect(tasks(told).map((line) => line.split(' ')[2])).toEqual(['keep-contact', 'status-change', 'tell-registry', 'erase']);
    expect(told.world.record('donor/d1')).toMatchObject({ doNotContact: true });
  });

  test('at 56 a donor leaves by age', async () => {
    const told = await live({ donor: { birthYear: 1970 }, answers: { 'status-change': { type: '超龄', effective_on: '2026-01-05' } }, until: '2029-12-31' });

    expect(told.world.record('donor/d1')).toMatchObject({ status: '超龄', exitedOn: '2026-01-05', eraseOn: '2029-01-05' });
  });
});

test('the calls are ordered by the scores, with the reasons said', async () => {
  const told = await live({ donor: { ambivalence: 3, familySupport: '反对', willingness: '犹豫', missedContacts: 3, motive: '随大流' }, never: ['keep-contact'] });
  const opened: { priority?: number; inputs?: Variables } = {};
  await tell({ process: 'donor-retention', start: '2026-09-01', until: '2026-12-31', jobs: told.world.run, variables: { recordId: 'd1' }, never: (task) => (Object.assign(opened, task), true) });

  expect(opened.priority).toBe(100);
  expect(opened.inputs?.['risk_reasons']).toEqual(expect.arrayContaining([{ zh: '最近一次表示犹豫', en: 'Hesitated at the last contact' }, { zh: '家人尚未表示支持', en: 'The family is not known to support it' }]));
});

test('scores are of the day of the call, not of the day it was planned', async () => {
  const { lines } = await live({ never: ['keep-contact'] });
  const opened = lines.findIndex((line) => line.includes('open keep-contact'));

  expect(lines.slice(opened - 3, opened)).toEqual(['2026-10-08 timer day-comes', '2026-10-08 job score-donor (record.score)', '2026-10-08 job reload-donor (record.find)']);
});

test('nothing personal comes into the variables', async () => {
  const told = await live({ until: '2028-12-31', answers: { 'keep-contact': { ...HESITANT, contact_change: '都变了', new_phone: '13800000009', new_address: '示例路9号', note: '周二再谈' } } });
  const all = JSON.stringify([told.variables, told.world.jobs]);

  for (const personal of ['钱晓禾', '13800000009', '示例路9号', '周二再谈']) expect(all).not.toContain(personal);
});
