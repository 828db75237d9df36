import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tellBeside } from './support/beside';
import { tell, type Story, type Told } from './support/story';

const AED: Variables = { serial: 'A-1', place: '文化礼堂', publicPlace: true, padsUntil: '2028-05-07', batteryUntil: '2029-05-07', lastCheckOn: '2026-02-20', lastCheck: '完好', branchId: 'lianjing', status: '在用' };

/** Told from 2 March 2026 on, about one device. */
async function watched(device: Variables, story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld }> {
  const world = new RegistryWorld({ 'aed/a': { ...AED, ...device } });
  const told = await tell({ process: 'aed-watch', start: '2026-03-02', until: '2026-06-30', jobs: world.run, variables: { recordId: 'a', record: world.known('aed/a') ?? {} }, ...story });
  expect([told.refused, world.invalid, told.about('incident')]).toEqual([[], [], []]);
  return Object.assign(told, { world });
}

const opened = (told: Told): string[] => told.about('open ').map((line) => line.replace(' open', ''));
const asked = (told: Told): readonly string[] => told.lines.filter((line) => /(reminder|escalation) maintain/.test(line));

test('a device that is ready is checked a month after its last check, within three working days over a holiday, and again a month later', async () => {
  const told = await watched({ lastCheckOn: '2026-03-31' }, { answers: { maintain: { result: '完好', pads_until: undefined, battery_until: undefined } } });

  // 1 to 5 May are days off; Saturday the 9th is worked.
  expect(opened(told)).toEqual(['2026-05-01 maintain due 2026-05-08', '2026-06-02 maintain due 2026-06-05']);
  expect(told.world.record('aed/a')).toMatchObject({ lastCheckOn: '2026-06-03', lastCheck: '完好', padsUntil: '2028-05-07', status: '在用' });
});

test('pads are asked for thirty days before they expire, half-way, on the day, then of the president and of the district', async () => {
  const told = await watched({ padsUntil: '2026-04-15', lastCheckOn: '2026-03-01' }, { never: ['maintain'] });

  expect(opened(told)).toEqual(['2026-03-16 maintain due 2026-04-15']);
  expect(asked(told)).toEqual([
    '2026-03-31 reminder maintain due 2026-04-15 (50%) to branch_secretary@lianjing',
    '2026-04-15 reminder maintain due 2026-04-15 (0d) to branch_secretary@lianjing',
    '2026-04-16 escalation maintain due 2026-04-15 (+1d) to branch_president@lianjing',
    '2026-04-22 escalation maintain due 2026-04-15 (+5wd) to district_org_officer',
  ]);
});

test('what has expired already, was never checked or was found broken comes at once', async () => {
  const first = async (device: Variables): Promise<string | undefined> => opened(await watched(device, { never: ['maintain'] }))[0];

  expect(await first({ batteryUntil: '2026-02-10' })).toBe('2026-03-02 maintain due 2026-03-03');
  expect(await first({ lastCheckOn: null, lastCheck: null })).toBe('2026-03-02 maintain due 2026-03-05');
  expect(await first({ lastCheckOn: '2025-11-02' })).toBe('2026-03-02 maintain due 2026-03-05');
  expect(await first({ lastCheck: '待处理' })).toBe('2026-03-02 maintain due 2026-03-03');
});

test('new pads stand in the register, and the next thing to see to comes', async () => {
  const told = await watched({ padsUntil: '2026-04-15', lastCheckOn: '2026-03-01' }, { answers: { maintain: [{ result: '完好', pads_until: '2029-03-16', battery_until: undefined }, { result: '完好', pads_until: undefined, battery_until: undefined }] } });

  expect(opened(told).slice(0, 2)).toEqual(['2026-03-16 maintain due 2026-04-15', '2026-04-17 maintain due 2026-04-22']);
  expect(told.world.record('aed/a')).toMatchObject({ padsUntil: '2029-03-16', batteryUntil: '2029-05-07' });
});

test('a device that is taken out of use is not watched any more', async () => {
  const told = await watched({ lastCheck: '待处理' }, { answers: { maintain: { result: '停用', note: '送修。', pads_until: undefined, battery_until: undefined } } });

  expect(told.stopped).toBe('ended');
  expect(told.world.record('aed/a')).toMatchObject({ status: '停用', lastCheck: '待处理' });
});

describe('what somebody changes in the register', () => {
  /** On 5 March, beside the watch. */
  const changed = (change: Variables): Promise<Told> => {
    const record = { ...AED, batteryUntil: '2026-02-10' };
    return tellBeside(
      { process: 'aed-watch', start: '2026-03-02', until: '2026-04-04', never: ['maintain'], variables: { recordId: 'a', record, changed: { ...record, ...change } } },
      { name: 'record-changed', correlationKey: '="aed/" + recordId', on: '2026-03-05', inputs: { record: '=changed' } },
    );
  };

  test('takes the task back and counts anew, for the branch that has it now', async () => {
    const told = await changed({ batteryUntil: '2031-01-01', lastCheckOn: '2026-03-04', branchId: 'yunqiao' });

    expect(told.about('incident')).toEqual([]);
    expect(told.about('task-cancelled')).toEqual(['2026-03-05 task-cancelled maintain']);
    expect(told.timeline.filter(({ kind }) => kind === 'task-opened').map(({ at, who }) => [at.slice(0, 10), who])).toEqual([['2026-03-02', ['branch_secretary@lianjing']], ['2026-04-04', ['branch_secretary@yunqiao']]]);
  });

  test('ends the watch when the device is out of use', async () => {
    const told = await changed({ status: '报废' });

    expect([told.about('task-cancelled').length, told.stopped, told.about('open ').length]).toEqual([1, 'ended', 1]);
  });
});
