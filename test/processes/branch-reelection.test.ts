import { tell, type Story } from './support/story';
import { openedSteps as steps, openedTasks as opened } from './support/opened';

/** The first town's fourth election, begun on the first working day of February 2026. */
const election = (story: Partial<Story> = {}) => tell({ process: 'branch-reelection', start: '2026-02-02', ...story });

const approved = { decision: 'approve', approval_no: '秀红〔2026〕12号', approved_vice_presidents: 2, attach: 'scan' };
const light = { 'request-submit': { variant: 'light', convene_form: '直接选举', planned_delegates: undefined, planned_council: undefined, posts: undefined, supervisor_mode: undefined } };

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
