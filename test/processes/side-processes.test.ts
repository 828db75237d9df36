import { openedSteps as steps } from './support/opened';
import { tell } from './support/story';


describe('defer', () => {
  const defer = (story: Partial<Parameters<typeof tell>[0]> = {}) => tell({ process: 'defer', start: '2026-03-02', ...story });

  test('is recorded and told to the term watch when it is approved', async () => {
    const told = await defer();

    expect(steps(told.lines)).toEqual(['defer-submit', 'defer-review', 'defer-approve']);
    expect(told.about('save-deferral')).toHaveLength(1);
    expect(told.about('message')).toEqual([expect.stringContaining('record-changed')]);
    expect(told.variables['deferral']).toEqual({ approved: true, new_date: '2027-12-01' });
  });

  test('returned is filed again; refused changes nothing', async () => {
    const told = await defer({ answers: { 'defer-review': [{ result: 'return', opinion: '请补充镇政府关于领导调整的说明。' }, { result: 'reject', opinion: '理由不充分，建议按期换届。' }] } });

    expect(steps(told.lines)).toEqual(['defer-submit', 'defer-review', 'defer-submit', 'defer-review']);
    expect(told.about('save-deferral')).toEqual([]);
    expect(told.variables['deferral']).toEqual({ approved: false, new_date: null });
  });

  test('is not for a term that has ended, nor for longer than a year, nor twice', async () => {
    const late = await defer({ start: '2026-12-07' });
    const long = await defer({ answers: { 'defer-submit': { new_date: '2027-12-02' } } });
    const again = await defer({ branch: { deferredTo: '2027-03-01' } });

    expect(late.refused).toEqual(['defer-submit: filed-in-time /reason']);
    expect(long.refused).toEqual(['defer-submit: at-most-a-year /new_date']);
    expect(again.refused).toEqual(['defer-submit: once-only /reason']);
  });
});

describe('mid-term-change', () => {
  test('is reviewed, approved, recorded and filed; the term stays', async () => {
    const told = await tell({ process: 'mid-term-change', start: '2026-03-02' });

    expect(steps(told.lines)).toEqual(['change-review', 'change-approve', 'change-file']);
    expect(told.about('save-officers')).toHaveLength(1);
    expect(told.about('revoke-accounts')).toHaveLength(1);
    expect(told.variables['branch']).toMatchObject({ termNo: 3, termEnd: '2026-12-01' });
  });

  test('returned is corrected, and the corrected names are the ones that count', async () => {
    const told = await tell({ process: 'mid-term-change', start: '2026-03-02', answers: { 'change-review': [{ result: 'return', opinion: '请补充理事会会议纪要。' }, {}] } });

    expect(steps(told.lines).slice(0, 3)).toEqual(['change-review', 'change-revise', 'change-review']);
    expect(told.variables['proposal_step']).toBe('change-revise');
  });

  test('refused is told to the branch', async () => {
    const told = await tell({ process: 'mid-term-change', start: '2026-03-02', answers: { 'change-approve': { decision: 'reject', reason: '未经理事会。' } } });

    expect(told.about('tell-refused')).toHaveLength(1);
    expect(told.about('save-officers')).toEqual([]);
  });
});

describe('dissolve-merge', () => {
  test('closes the branch after its members and assets are transferred, and tells the term watch', async () => {
    const told = await tell({ process: 'dissolve-merge', start: '2026-03-02' });

    expect(steps(told.lines)).toEqual(['review', 'approval', 'transfer']);
    expect(told.lines.findIndex((line) => line.includes('done transfer'))).toBeLessThan(told.lines.findIndex((line) => line.includes('job close-branch')));
    expect(told.about('message')).toEqual([expect.stringContaining('branch-closed')]);
  });

  test('refused leaves the branch as it is', async () => {
    const told = await tell({ process: 'dissolve-merge', start: '2026-03-02', answers: { review: { result: 'reject', opinion: '会员安置没有落实，不予同意。' } } });

    expect(told.about('close-branch')).toEqual([]);
    expect(told.stopped).toBe('ended');
  });
});

describe('new-establishment', () => {
  test('registers the branch and has its first election begin', async () => {
    const told = await tell({ process: 'new-establishment', start: '2026-03-02' });

    expect(steps(told.lines)).toEqual(['review', 'approval']);
    expect(told.about('job establish')).toHaveLength(1);
    expect(told.about('message')).toEqual([expect.stringContaining('first-election-due')]);
    expect(told.variables['established']).toEqual({ branch_id: 'b-new' });
  });
});

describe('objection-report', () => {
  test('passes an objection on to the re-election, and to the district, without names', async () => {
    const jobs: unknown[] = [];
    const told = await tell({ process: 'objection-report', start: '2026-03-02', startAnswers: { anonymous: false, name: '钱某（示例）', contact: '13800000003' }, onJob: (job) => jobs.push(job.variables) });

    expect(told.about('message')).toEqual([expect.stringContaining('objection-raised')]);
    expect(JSON.stringify([told.variables, jobs])).not.toMatch(/钱某|13800000003/);
  });
});
