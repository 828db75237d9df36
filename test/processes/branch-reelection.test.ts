import { tell, type Story } from './support/story';
import { inPublicity } from './support/in-publicity';

/** The first town's fourth election, begun on the first working day of February 2026. */
const election = (story: Partial<Story> = {}) => tell({ process: 'branch-reelection', start: '2026-02-02', ...story });

const approved = { decision: 'approve', approval_no: '秀红〔2026〕12号', approved_vice_presidents: 2, attach: 'scan' };
const light = { 'request-submit': { variant: 'light', convene_form: '直接选举', planned_delegates: undefined, planned_council: undefined, posts: undefined, supervisor_mode: undefined } };

/** Opened tasks with their due dates, from the first to the last. */
const opened = (lines: readonly string[]): string[] => lines.flatMap((line) => / open (.+)$/.exec(line)?.[1] ?? []);
/** Opened tasks without their due dates. */
const steps = (lines: readonly string[]): string[] => opened(lines).map((line) => line.split(' ')[0] ?? '');

describe('the way of a full election', () => {
  test('passes all steps in their order, each with its date, to the archive', async () => {
    const told = await election({
      on: {
        'request-submit': ['2026-06-01'], 'request-review': ['2026-06-03'], 'request-approve': ['2026-06-08'], 'prep-setup': ['2026-06-15'], 'member-roll-freeze': ['2026-07-01'], 'delegate-quota': ['2026-09-10'],
        nominate: ['2026-09-18'], qualify: ['2026-09-25'], publicity: ['2026-09-28'], 'report-prepare': ['2026-10-15'], 'report-audit': ['2026-10-19'], notice: ['2026-11-02'],
        'council-first': ['2026-11-17'], 'result-report': ['2026-11-20'], 'result-review': ['2026-11-24'], 'result-approve': ['2026-11-27'], announce: ['2026-12-01'], handover: ['2026-12-10'], archive: ['2026-12-15'],
      },
    });

    expect(opened(told.lines)).toEqual([
      // T is 2026-12-01: the request is due 150 days before.
      'request-submit due 2026-07-04',
      // Five working days after Wednesday 3 June, and so on.
      'request-review due 2026-06-08',
      'request-approve due 2026-06-10',
      'prep-setup due 2026-06-23',
      'member-roll-freeze due 2026-07-07',
      // T − 75 and T − 60 days.
      'delegate-quota due 2026-09-17',
      'nominate due 2026-10-02',
      // Sunday 20 September is worked before the National Day holiday; Friday 25 September is Mid-Autumn.
      'qualify due 2026-09-29',
      'publicity due 2026-10-09',
      'report-prepare due 2026-11-01',
      'report-audit due 2026-10-22',
      'notice due 2026-11-10',
      'congress due 2026-11-17',
      'council-first due 2026-11-24',
      'result-report due 2026-12-01',
      'result-review due 2026-12-04',
      'result-approve due 2026-12-04',
      'announce due 2026-12-04',
      'handover due 2026-12-18',
      'archive due 2026-12-27',
    ]);
    expect(told.stopped).toBe('ended');
    expect(told.refused).toEqual([]);
  });

  test('publishes the candidates for five working days, over the National Day holiday and a worked Saturday', async () => {
    const told = await election({ on: { publicity: ['2026-09-28'] }, until: '2026-10-20' });

    expect(told.variables['publicity']).toEqual({ start_date: '2026-09-28', end_date: '2026-10-10' });
    expect(told.about('timer publicity-over')).toEqual(['2026-10-10 timer publicity-over']);
    expect(told.timeline.find(({ elementId }) => elementId === 'publicity-over')?.at).toBe('2026-10-10T15:59:59.000Z');
  });

  test('records the new term and tells the term watch to begin anew', async () => {
    const told = await election({ on: { 'result-approve': ['2026-12-08'] } });

    expect(told.about('save-term')).toEqual(['2026-12-08 job save-term (record.save)']);
    expect(told.variables['decision']).toMatchObject({ effective_date: '2026-12-08', term_end_new: '2031-12-08' });
    expect(told.about('message')).toEqual(['2026-02-02 message (reelection-started)', '2026-12-08 message (term-watch-due)']);
  });

  test('ends a term that begins on 29 February on 28 February', async () => {
    const told = await election({ start: '2028-01-10', branch: { termEnd: '2028-03-31' }, answers: { 'result-approve': { decision: 'approve', approval_no: '一号', effective_date: '2028-02-29', term_years: 5, attach: 'scan' } } });

    expect(told.variables['decision']).toMatchObject({ effective_date: '2028-02-29', term_end_new: '2033-02-28' });
  });
});

describe('the request', () => {
  test('is signed by the president in the portal when it was not signed on paper', async () => {
    const told = await election({ answers: { 'request-submit': { sign_mode: 'online' }, 'request-sign': [{ decision: 'back', opinion: '请改会场。' }, { decision: 'sign' }] } });

    expect(steps(told.lines).slice(0, 5)).toEqual(['request-submit', 'request-sign', 'request-submit', 'request-sign', 'request-review']);
  });

  test('is returned at most twice, and then passes or is rejected', async () => {
    const returned = { checklist: [], result: 'return', opinion: '会员名册不全，请补正后再报。' };
    const told = await election({ answers: { 'request-review': [returned, returned, { checklist: [], result: 'reject', opinion: '两次补正仍不齐全，不予受理。' }] } });

    expect(steps(told.lines)).toEqual(['request-submit', 'request-review', 'request-submit', 'request-review', 'request-submit', 'request-review']);
    expect(told.about('notify-rejected')).toHaveLength(1);
    expect(told.lines.at(-1)).toMatch(/ended \(completed\)$/);
    expect(told.about('message').at(-1)).toMatch(/term-watch-due/);
  });

  test('returned a third time is refused by the form, and rejected by the process', async () => {
    const told = await election({ answers: { 'request-review': { checklist: [], result: 'return', opinion: '会员名册不全，请补正后再报。' } } });

    expect(told.refused).toEqual(['request-review: returned-too-often /result']);
    expect(steps(told.lines).filter((step) => step === 'request-submit')).toHaveLength(3);
    expect(told.about('notify-rejected')).toHaveLength(1);
  });

  test('not approved ends the re-election', async () => {
    const told = await election({ answers: { 'request-approve': { decision: 'reject', reason: '任期未满。' } } });

    expect(steps(told.lines)).toEqual(['request-submit', 'request-review', 'request-approve']);
    expect(told.stopped).toBe('ended');
  });

  test('approved with changes goes on with the numbers approved', async () => {
    const told = await election({ answers: { 'request-approve': { ...approved, decision: 'approve-with-change', approved_council: 13, approved_delegates: 50, conditions: '理事调整为13名。' } }, until: '2026-02-20' });

    expect(told.variables).toMatchObject({ seats: 13, planned_delegates: 50 });
  });

  test('nobody hands in is reminded of, and escalated to the president five working days after it was due', async () => {
    const told = await election({ never: ['request-submit'], until: '2026-08-31' });

    expect(told.about('request-submit due')).toEqual([
      '2026-02-02 open request-submit due 2026-07-04',
      '2026-06-27 reminder request-submit due 2026-07-04 (-7d) to branch_secretary@lianjing',
      '2026-07-01 reminder request-submit due 2026-07-04 (-3d) to branch_secretary@lianjing',
      '2026-07-04 reminder request-submit due 2026-07-04 (0d) to branch_secretary@lianjing',
      '2026-07-10 escalation request-submit due 2026-07-04 (+5wd) to branch_president@lianjing',
    ]);
  });

  test('not reviewed is reminded of on the fourth working day and goes to the secretary-general when it is late', async () => {
    const told = await election({ on: { 'request-submit': ['2026-06-01'] }, never: ['request-review'], until: '2026-07-31' });

    expect(told.about('request-review due')).toEqual([
      '2026-06-01 open request-review due 2026-06-08',
      '2026-06-05 reminder request-review due 2026-06-08 (-1wd) to district_org_officer',
      '2026-06-08 escalation request-review due 2026-06-08 (0d) to district_secgen',
    ]);
  });

  test('begun after its date has passed leaves five working days', async () => {
    const told = await election({ start: '2026-11-02', until: '2026-11-02' });

    expect(opened(told.lines)).toEqual(['request-submit due 2026-11-09']);
  });

  test('can be a deferral, whose new date then counts as the end of the term', async () => {
    const told = await election({ answers: { 'request-submit': [{ action: 'request-deferral' }, {}], 'defer-submit': { new_date: '2027-06-30' } }, until: '2026-03-01' });

    expect(opened(told.lines).slice(0, 5)).toEqual(['request-submit due 2026-07-04', 'defer-submit due 2026-12-01', 'defer-review due 2026-02-11', 'defer-approve due 2026-02-12', 'request-submit due 2027-01-31']);
    expect(told.variables).toMatchObject({ term_end: '2027-06-30', deferred: true });
  });

  test('a deferral that is not granted leaves the term as it is', async () => {
    const told = await election({ answers: { 'request-submit': [{ action: 'request-deferral' }, {}], 'defer-approve': { decision: 'reject', reason: '请按期换届。' } }, until: '2026-03-01' });

    expect(told.variables).toMatchObject({ term_end: '2026-12-01', deferred: false });
    expect(opened(told.lines)[4]).toBe('request-submit due 2026-07-04');
  });
});

describe('the variants', () => {
  test('a general meeting chooses no delegates', async () => {
    const told = await election({ answers: { 'request-submit': { variant: 'standard', convene_form: '会员大会', planned_delegates: undefined }, 'request-approve': { ...approved, approved_council: 15, approved_delegates: undefined } } });

    expect(steps(told.lines)).not.toContain('delegate-quota');
    expect(steps(told.lines)).toContain('council-first');
    expect(told.stopped).toBe('ended');
  });

  test('a light election has neither delegates nor a council', async () => {
    const told = await election({ branch: { variant: 'light', membersAdult: 8 }, answers: { ...light, 'request-approve': { ...approved, approved_vice_presidents: undefined, approved_council: undefined, approved_delegates: undefined } } });

    expect(told.variables).toMatchObject({ seats: 1 });
    expect(steps(told.lines)).toEqual([
      'request-submit', 'request-review', 'request-approve', 'prep-setup', 'member-roll-freeze', 'nominate', 'qualify', 'publicity', 'report-prepare', 'report-audit', 'notice', 'congress',
      'result-report', 'result-review', 'result-approve', 'announce', 'handover', 'archive',
    ]);
  });

  test('appointed officers are reported for the record without any election', async () => {
    const told = await election({ branch: { variant: 'appointed-record' }, answers: { 'request-submit': { variant: 'appointed-record', convene_form: '不召开', planned_delegates: undefined }, 'result-report': { kind: 'appointment', files: { report: 'report', basis: 'basis' } } } });

    expect(steps(told.lines)).toEqual(['request-submit', 'request-review', 'request-approve', 'result-report', 'result-review', 'result-approve', 'announce', 'handover', 'archive']);
    expect(told.refused.filter((problem) => !problem.startsWith('request-approve'))).toEqual([]);
  });

  test('the first election of a new branch begins by message and hands nothing over', async () => {
    const told = await election({ startEvent: 'first-election', branch: { termNo: 0 } });

    expect(steps(told.lines)).not.toContain('handover');
    expect(steps(told.lines).slice(-2)).toEqual(['announce', 'archive']);
    expect(told.stopped).toBe('ended');
  });
});

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

