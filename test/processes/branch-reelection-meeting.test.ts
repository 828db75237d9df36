import { inPublicity } from './support/in-publicity';
import { openedSteps as steps } from './support/opened';
import { tell, type Story } from './support/story';

/** The first town's fourth election, begun on the first working day of February 2026. */
const election = (story: Partial<Story> = {}) => tell({ process: 'branch-reelection', start: '2026-02-02', ...story });

describe('roll, candidates and publicity', () => {
  test('a disputed roll is verified by the district and frozen anew', async () => {
    const told = await election({ answers: { 'member-roll-freeze': [{ outcome: 'dispute', dispute_note: '转出会员' }, {}], 'roll-verify': { finding: '十二名会员已转出，请更新。', outcome: 'back' } } });

    expect(steps(told.lines).slice(4, 8)).toEqual(['member-roll-freeze', 'roll-verify', 'member-roll-freeze', 'delegate-quota']);
  });

  test('a roll that differs by more than five percent from the annual report is verified', async () => {
    const told = await election({ answers: { 'member-roll-freeze': { members_adult: 260, last_report_adult: 240 } } });

    expect(steps(told.lines).slice(4, 7)).toEqual(['member-roll-freeze', 'roll-verify', 'delegate-quota']);
    expect(told.variables['roll']).toMatchObject({ mismatch: 8.3 });
  });

  test('a candidate who is not qualified sends the list back to the preparatory team', async () => {
    const told = await election({ answers: { qualify: [{ outcome: 'replace' }, {}] } });

    expect(steps(told.lines).slice(6, 11)).toEqual(['nominate', 'qualify', 'nominate', 'qualify', 'publicity']);
  });

  test('an unfounded objection lets the publicity go on to its day', async () => {
    const told = await inPublicity({ on: { publicity: ['2026-09-28'], objection: ['2026-10-09'] } }, '2026-09-30');

    expect(told.about('objection due')).toEqual(['2026-09-30 open objection due 2026-10-15']);
    expect(told.about('timer publicity-over')).toEqual(['2026-10-10 timer publicity-over']);
    expect(told.about('open report-prepare')).toEqual(['2026-10-10 open report-prepare due 2026-11-01']);
  });

  test('an objection that takes longer than the publicity ends it as soon as it is settled', async () => {
    const told = await inPublicity({ on: { publicity: ['2026-09-28'], objection: ['2026-10-13'] } }, '2026-10-09');

    expect(told.about('open report-prepare')).toEqual(['2026-10-13 open report-prepare due 2026-11-01']);
  });

  test('a founded objection brings another candidate, who is qualified and published anew', async () => {
    const upheld = { raiser: { anonymous: true }, type: '廉洁纪律', facts: '处分未满影响期。', findings: '经镇纪委核实，情况属实。', conclusion: '成立', outcome: 'replace' };
    const told = await inPublicity({ on: { publicity: ['2026-09-28', '2026-10-19'] }, answers: { objection: upheld } }, '2026-09-30');

    expect(steps(told.lines).slice(8, 13)).toEqual(['publicity', 'objection', 'nominate', 'qualify', 'publicity']);
    expect(told.about('timer publicity-over')).toEqual(['2026-10-26 timer publicity-over']);
  });

  test('a report that the audit does not pass is fixed and audited again', async () => {
    const told = await election({ answers: { 'report-audit': [{ audit_opinion: '有保留', remarks: '两笔缺签名。', outcome: 'fix' }, {}] } });

    expect(steps(told.lines).slice(9, 14)).toEqual(['report-prepare', 'report-audit', 'report-prepare', 'report-audit', 'notice']);
  });
});

describe('the congress', () => {
  const noQuorum = { outcome: 'invalid-quorum', present: 38 };

  test('without a quorum is called again within thirty days, with another notice', async () => {
    const told = await election({ answers: { congress: [noQuorum, {}] }, on: { notice: ['2026-11-02', '2026-11-20'] } });

    expect(told.about('notice due')).toEqual([expect.stringMatching(/open notice due 2026-11-10$/), '2026-11-17 open notice due 2026-12-10']);
    expect(told.about('open congress')).toEqual(['2026-11-02 open congress due 2026-11-17', '2026-11-20 open congress due 2026-11-30']);
    expect(told.variables).toMatchObject({ failures: 1, reconvene_by: null });
  });

  test('without a quorum for the second time asks the district for guidance, and may be called again', async () => {
    const told = await election({ answers: { congress: [noQuorum, noQuorum, {}] }, on: { notice: ['2026-11-02', '2026-11-20', '2026-12-07'], 'guide-reconvene': ['2026-12-02'] } });

    expect(told.about('guide-reconvene due')).toEqual(['2026-11-30 open guide-reconvene due 2026-12-07']);
    expect(told.about('open notice').at(-1)).toBe('2026-12-02 open notice due 2026-12-25');
    expect(told.stopped).toBe('ended');
  });

  test('without a quorum for the second time can be given up', async () => {
    const told = await election({ answers: { congress: noQuorum, 'guide-reconvene': { guidance: '建议与邻村合并，终止本次换届。', decision: 'stop' } } });

    expect(steps(told.lines).slice(-2)).toEqual(['congress', 'guide-reconvene']);
    expect(told.about('message').at(-1)).toMatch(/term-watch-due/);
  });

  test('with more ballots collected than issued votes again within seven days', async () => {
    const told = await election({ answers: { congress: [{ outcome: 'invalid-count', ballots: { issued: 56, collected: 57, valid: 57, invalid: 0 } }, {}] }, on: { notice: ['2026-11-02'] } });

    expect(told.about('open congress')).toEqual(['2026-11-02 open congress due 2026-11-17', '2026-11-17 open congress due 2026-11-24']);
    expect(told.about('open notice')).toHaveLength(1);
  });

  test('that fills some seats only votes again on the others', async () => {
    const told = await election({ answers: { congress: { outcome: 'partial' } }, on: { notice: ['2026-11-02'] } });

    expect(told.about('open run-off')).toEqual(['2026-11-17 open run-off due 2026-11-24']);
    expect(steps(told.lines).slice(12, 15)).toEqual(['congress', 'run-off', 'council-first']);
  });

  test('is followed by another council meeting when the first one elects nobody', async () => {
    const told = await election({ answers: { 'council-first': [{ outcome: 'redo', votes: [] }, {}] }, on: { notice: ['2026-11-02'], 'council-first': ['2026-11-18', '2026-11-23'] } });

    expect(told.about('open council-first')).toEqual(['2026-11-17 open council-first due 2026-11-24', '2026-11-18 open council-first due 2026-11-25']);
  });
});

describe('the result', () => {
  test('is supplemented and looked at again', async () => {
    const told = await election({ answers: { 'result-approve': [{ decision: 'supplement', reason: '缺签名。' }, {}] }, on: { 'result-approve': ['2026-12-08', '2026-12-20'] } });

    expect(steps(told.lines).slice(-9)).toEqual(['result-report', 'result-review', 'result-approve', 'result-report', 'result-review', 'result-approve', 'announce', 'handover', 'archive']);
    expect(told.about('open result-report').at(-1)).toBe('2026-12-08 open result-report due 2026-12-15');
  });

  test.each([['nominate', 'nominate'], ['notice', 'notice'], ['council-first', 'council-first']])('ordered to be redone from %s begins there again', async (redo_from, step) => {
    const told = await election({ answers: { 'result-approve': [{ decision: 'order-redo', redo_from, reason: '程序不合规。' }, {}] } });
    const all = steps(told.lines);

    expect(all[all.indexOf('result-approve') + 1]).toBe(step);
    expect(told.stopped).toBe('ended');
  });

  test('that nobody reports escalates to the president three days after it was due', async () => {
    const told = await election({ on: { notice: ['2026-11-02'], 'council-first': ['2026-11-18'] }, never: ['result-report'], until: '2027-01-31' });

    expect(told.about('result-report due')).toEqual([
      '2026-11-18 open result-report due 2026-12-01',
      '2026-11-28 reminder result-report due 2026-12-01 (-3d) to branch_secretary@lianjing',
      '2026-12-01 reminder result-report due 2026-12-01 (0d) to branch_secretary@lianjing',
      '2026-12-04 escalation result-report due 2026-12-01 (+3d) to branch_president@lianjing',
    ]);
  });
});

describe('the end', () => {
  test('a disputed handover is mediated by the district and done again', async () => {
    const told = await election({ answers: { handover: [{ outcome: 'dispute', dispute_note: '账目缺票据。' }, {}] } });

    expect(steps(told.lines).filter((step) => step.startsWith('handover'))).toEqual(['handover', 'handover-mediate', 'handover']);
    expect(told.about('revoke-accounts')).toHaveLength(1);
  });

  test('disables old accounts once the handover is done, and not before', async () => {
    const told = await election({ never: ['handover'], until: '2027-03-01' });

    expect(told.about('revoke-accounts')).toEqual([]);
    expect(steps(told.lines)).not.toContain('archive');
  });

  test('cannot be closed while items are missing: the branch supplies them first', async () => {
    const told = await election({ answers: { archive: [{ outcome: 'supply', items: [{ item: 'handover', state: 'missing', note: '未签字' }] }, {}] } });

    expect(steps(told.lines).slice(-3)).toEqual(['archive', 'archive-supply', 'archive']);
    expect(told.stopped).toBe('ended');
  });
});
