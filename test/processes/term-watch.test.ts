import { tellBeside, type Message } from './support/beside';
import { tell, type Story, type Told } from './support/story';

const watch = (story: Partial<Story> = {}) => tell({ process: 'term-watch', start: '2025-06-02', until: '2028-12-31', ...story });

/** A term watch that is told something on a day. */
const watchTold = (message: Message): Promise<Told> => tellBeside({ process: 'term-watch', start: '2025-06-02', until: '2028-12-31' }, message);

const reminders = (lines: readonly string[]): string[] => lines.flatMap((line) => /^(\S+) job remind/.exec(line)?.[1] ?? []);

test('reminds twelve, nine, six and three months before a term ends, and the day after', async () => {
  const told = await watch();

  expect(reminders(told.lines)).toEqual(['2025-12-01', '2026-03-01', '2026-06-01', '2026-09-01', '2026-12-02']);
  expect(told.timeline.find(({ kind }) => kind === 'timer')?.at).toBe('2025-12-01T00:00:00.000Z');
});

test('tells the secretary first, then the president, then the district', async () => {
  const told: unknown[] = [];
  await watch({ onJob: (job) => told.push([job.variables['to'], String(job.variables['text'])]) });

  expect(told).toEqual([
    [['branch_secretary@lianjing'], expect.stringContaining('任期将于2026-12-01届满')],
    [['branch_secretary@lianjing'], expect.stringContaining('尽快报送')],
    [['branch_secretary@lianjing', 'branch_president@lianjing'], expect.stringContaining('尚未报送换届请示')],
    [['branch_president@lianjing', 'district_secgen', 'district_org_officer'], expect.stringContaining('请区秘书长督办')],
    [['branch_secretary@lianjing', 'branch_president@lianjing', 'district_org_officer', 'district_secgen'], expect.stringContaining('列入超期名单')],
  ]);
});

test('a watch that begins late tells the last of what it missed at once, and nothing older', async () => {
  const told = await watch({ start: '2026-07-06' });

  expect(reminders(told.lines)).toEqual(['2026-07-06', '2026-09-01', '2026-12-02']);
});

test('a term that is over when the watch begins is listed as overdue at once', async () => {
  const told = await watch({ start: '2027-02-01' });

  expect(reminders(told.lines)).toEqual(['2027-02-01']);
  expect(told.stopped).toBe('waiting');
});

test('the last day of a short month is counted as the month has it', async () => {
  const told = await watch({ branch: { termEnd: '2027-05-31' } });

  expect(reminders(told.lines)).toEqual(['2026-05-31', '2026-08-31', '2026-11-30', '2027-02-28', '2027-06-01']);
});

test('ends when a re-election of the branch begins', async () => {
  const told = await watchTold({ name: 'reelection-started', correlationKey: '=branchId + "/" + string(branch.termNo)', on: '2026-04-07' });

  expect(reminders(told.lines)).toEqual(['2025-12-01', '2026-03-01']);
  expect(told.stopped).toBe('ended');
});

test('does not hear of the re-election of another branch', async () => {
  const told = await watchTold({ name: 'reelection-started', correlationKey: '="liutang/3"', on: '2026-04-07' });

  expect(reminders(told.lines)).toHaveLength(5);
});

test('counts anew from a term end that has moved', async () => {
  const told = await watchTold({ name: 'record-changed', correlationKey: '="branch/" + branchId', on: '2026-04-07', inputs: { term_end: '="2027-06-30"' } });

  // Twelve months before the old end, nine months before it; then nine, six and three before the new one, and the day after.
  expect(reminders(told.lines)).toEqual(['2025-12-01', '2026-03-01', '2026-06-30', '2026-09-30', '2026-12-30', '2027-03-30', '2027-07-01']);
});

test('a deferred term is watched to its new end', async () => {
  const told = await watch({ branch: { deferredTo: '2027-06-30' } });

  expect(reminders(told.lines).at(-1)).toBe('2027-07-01');
});

test('ends when the branch is closed within its term', async () => {
  const told = await watchTold({ name: 'branch-closed', correlationKey: '=branchId', on: '2026-01-12' });

  expect(reminders(told.lines)).toEqual(['2025-12-01']);
  expect(told.stopped).toBe('ended');
});

test('ends when the branch is closed after its term', async () => {
  const told = await watchTold({ name: 'branch-closed', correlationKey: '=branchId', on: '2027-02-01' });

  expect(told.stopped).toBe('ended');
});
