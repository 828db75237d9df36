import { byCycle } from '../../client/schedule-spec';
import type { Variables } from '../../feel/types';
import { shippedPlan } from './support/shipped';
import { tell, type Story } from './support/story';
import { BRANCHES, branchOf, CONSCIENTIOUS, Ledger } from './support/supervision-district';
import { is, quarter, rows, told, usual } from './support/quarter-story';

describe('a quarter over the National Day holiday in which all goes well', () => {
  test('is planned ten days before it ends, reported within ten working days, and made known', async () => {
    const story = await quarter(new Ledger(), '2026-09-01');

    expect([story.refused, story.about('incident'), story.stopped]).toEqual([[], [], 'ended']);
    expect(told(story.lines, 'open cycle-')).toEqual(['2026-09-01 open cycle-plan due 2026-09-20', '2026-09-02 open cycle-approve due 2026-09-07']);
    // 1 to 7 October are days off, and Saturday the 10th is worked.
    expect(story.about('timer reports-open')).toEqual(['2026-10-08 timer reports-open']);
    expect(new Set(story.about('open self-report'))).toEqual(new Set(['2026-10-08 open self-report due 2026-10-21']));
    expect(story.about('open self-report')).toHaveLength(8);
    expect(story.about('open quarter-report')).toEqual([expect.stringMatching(/ due 2026-10-30$/)]);
    expect(told(story.lines, 'print-report', 'document.render')).toHaveLength(1);
  });

  test('leaves a record of each branch and one of the quarter', async () => {
    const ledger = new Ledger();

    await quarter(ledger, '2026-09-01');

    expect(ledger.rows('inspection-cycle')).toEqual([expect.objectContaining({ quarter: '2026Q3', status: '已通报', scopeCount: 8, reported: 8, onTime: 8, missing: 0, findings: 0, averageScore: 100 })]);
    expect(ledger.rows('inspection')).toHaveLength(8);
    expect(ledger.rows('inspection').find(({ branchId }) => branchId === 'xuexiao-1')).toMatchObject({ grade: '优', finalScore: 100, visited: false, kind: '学校' });
    expect(ledger.notices.at(-1)).toMatchObject({ to: expect.arrayContaining(['supervisory_board', 'branch_president@lianjing', 'branch_president@qiye-1']) });
  });
});

test('the report begins with the practices that branches told of and with what was found most often', async () => {
  const ROLL = { code: 'ROLL', severity: '一般', title: '会员名册未更新', fact: '名册未更新。', basis: '名册每季更新。', owner: '秘书长' };
  const asked: Variables[] = [];

  const story = await quarter(new Ledger(), '2026-09-01', {
    answers: {
      'self-report': (task) => ({ ...usual('self-report', task), ...(branchOf(task) === 'cun-1' ? { has_practice: true, practice_title: '网格宣传', practice_text: '每月入户宣传一次，成效明显。' } : {}) }),
      'onsite-check': (task) => ({ ...usual('onsite-check', task), findings: ['lianjing', 'yunqiao'].includes(branchOf(task)) ? [ROLL] : [] }),
      'quarter-report': (task) => {
        asked.push(task.inputs);
        return { practices: task.inputs['practices'] ?? [], problems: task.inputs['problems'] ?? [] };
      },
    },
  });

  expect(story.refused).toEqual([]);
  expect(asked).toEqual([expect.objectContaining({ total_count: 8, practices: [{ title: '网格宣传', branch: 'cun-1' }], problems: [{ title: '会员名册未更新', branches_count: 2 }] })]);
});

describe('a self-report that does not come', () => {
  const silent: Partial<Story> = { never: (task) => is('xuexiao-1', 'self-report', task) };

  test('is asked for before and on the day, then of the president, then of the district', async () => {
    const { lines } = await quarter(new Ledger(), '2026-09-01', silent);

    const mine = told(lines, 'self-report', 'xuexiao-1').concat(told(lines, 'self-report', 'district_secgen'));
    expect(mine).toEqual([
      '2026-10-18 reminder self-report due 2026-10-21 (-3d) to branch_secretary@xuexiao-1',
      '2026-10-20 reminder self-report due 2026-10-21 (-1d) to branch_secretary@xuexiao-1',
      '2026-10-21 reminder self-report due 2026-10-21 (0d) to branch_secretary@xuexiao-1',
      '2026-10-23 escalation self-report due 2026-10-21 (+2d) to branch_president@xuexiao-1',
      '2026-10-26 escalation self-report due 2026-10-21 (+5d) to district_secgen',
    ]);
    expect(lines.filter((line) => line.includes('on-the-list') || line.includes('given-up'))).toEqual(['2026-10-26 timer on-the-list', '2026-10-31 timer given-up']);
  });

  test('is a finding, and the branch’s score is capped', async () => {
    const ledger = new Ledger();

    const story = await quarter(ledger, '2026-09-01', silent);

    expect(story.refused).toEqual([]);
    expect(ledger.rows('inspection').find(({ branchId }) => branchId === 'xuexiao-1')).toMatchObject({ missing: true, capped: true, grade: '不合格', findings: 1 });
    expect(ledger.rows('finding')).toEqual([expect.objectContaining({ branchId: 'xuexiao-1', code: 'REPORT', severity: '一般', status: 'open' })]);
    expect(ledger.rows('inspection-cycle')[0]).toMatchObject({ reported: 7, missing: 1, risk: ['xuexiao-1'] });
  });

  test('that comes a week late is capped at the score that limits say', async () => {
    const ledger = new Ledger();

    await quarter(ledger, '2026-09-01', { on: { 'self-report': (task) => (is('xuexiao-1', 'self-report', task) ? '2026-10-28' : 1) } });

    expect(ledger.rows('inspection').find(({ branchId }) => branchId === 'xuexiao-1')).toMatchObject({ missing: false, late: true, capped: true, finalScore: 79, grade: '合格' });
  });

  test('that comes two days late is late and not capped', async () => {
    const ledger = new Ledger();

    await quarter(ledger, '2026-09-01', { on: { 'self-report': (task) => (is('xuexiao-1', 'self-report', task) ? '2026-10-23' : 1) } });

    expect(ledger.rows('inspection').find(({ branchId }) => branchId === 'xuexiao-1')).toMatchObject({ late: true, capped: false, finalScore: 100 });
  });
});

describe('the desk review', () => {
  test('is shown what jumped since last quarter, what the register says otherwise, and what has no evidence', async () => {
    const ledger = new Ledger();
    ledger.put('inspection', 'old', { branchId: 'cun-1', quarter: '2026Q2', items: [{ code: 'AID-4', actual: 40 }, { code: 'MEM-1', actual: 100 }] });
    const seen: unknown[] = [];

    await quarter(ledger, '2026-09-01', {
      answers: {
        'self-report': (task) => {
          const answer = usual('self-report', task);
          const changed = (answer['items'] as readonly Variables[]).map((item) => (item['code'] === 'AID-4' ? { ...item, actual: 61, evidence: [] } : item['code'] === 'MEM-1' ? { ...item, actual: 106 } : item));
          return branchOf(task) === 'cun-1' ? { ...answer, items: changed } : answer;
        },
        'desk-review': (task) => {
          if (rows(task, 'checks').length > 0) seen.push(rows(task, 'checks').map(({ code, kind }) => [code, kind]));
          return usual('desk-review', task);
        },
      },
    });

    expect(seen).toEqual([[['AID-4', '比上季度变化超过规定（40→61）'], ['MEM-1', '与台账相差超过规定（填报106，台账100）'], ['AID-4', '缺少佐证']]]);
  });

  test('compares certificates and AEDs with their registers as of the end of the quarter, once the district keeps them', async () => {
    const ledger = new Ledger();
    const certificate = { branchId: 'lianjing', status: '在册', issuedOn: '2025-03-20', validUntil: '2028-03-19' };
    const aed = { branchId: 'lianjing', status: '在用', padsUntil: '2027-05-07', batteryUntil: '2028-05-07', lastCheckOn: '2026-09-20', lastCheck: '完好' };
    for (let count = 0; count < 97; count += 1) ledger.put('certificate', `c-${count}`, certificate);
    ledger.put('certificate', 'expired', { ...certificate, validUntil: '2026-09-29' });
    ledger.put('certificate', 'later', { ...certificate, issuedOn: '2026-10-02' });
    ledger.put('aed', 'a-1', aed);
    ledger.put('aed', 'a-2', { ...aed, padsUntil: '2026-08-31' });
    const seen: unknown[] = [];

    await quarter(ledger, '2026-09-01', {
      answers: {
        'self-report': (task) => {
          const answer = usual('self-report', task);
          return { ...answer, items: (answer['items'] as readonly Variables[]).map((item) => (item['code'] === 'AID-7' ? { ...item, actual: 2, den: 2 } : item)) };
        },
        'desk-review': (task) => {
          seen.push(rows(task, 'checks').map(({ code, kind }) => `${String(code)} ${String(kind)}`));
          return usual('desk-review', task);
        },
      },
    });

    const nothing = 'AID-1 与台账相差超过规定（填报100，台账0）';
    // In the order of the branches. 100 told and 97 on the register are within the limit; nobody but the first has any.
    expect(seen).toEqual([['AID-7 与台账相差超过规定（填报2，台账1）'], [nothing, 'AID-7 与台账相差超过规定（填报2，台账0）'], [nothing], [nothing], [nothing], [nothing], [nothing, 'AID-7 与台账相差超过规定（填报2，台账0）'], [nothing, 'AID-7 与台账相差超过规定（填报2，台账0）']]);
  });

  test('asks the branch, whose correction is checked again', async () => {
    const ledger = new Ledger();
    const story = await quarter(ledger, '2026-09-01', {
      answers: {
        'self-report': (task) => {
          const answer = usual('self-report', task);
          return branchOf(task) === 'cun-1' ? { ...answer, items: (answer['items'] as readonly Variables[]).map((item) => (item['code'] === 'MEM-1' ? { ...item, actual: 130 } : item)) } : answer;
        },
        'desk-review': (task) => {
          const checks = rows(task, 'checks');
          return checks.length === 0 ? usual('desk-review', task) : { checks: checks.map((check) => ({ ...check, verdict: 'ask' })), result: 'query', scores: [], findings: [] };
        },
        'self-clarify': (task) => ({ answers: rows(task, 'asked').map((asked) => ({ ...asked, correct: false, new_actual: 100, explanation: '重复登记。' })) }),
      },
    });

    expect(story.refused).toEqual([]);
    expect(story.about('open self-clarify')).toHaveLength(1);
    expect((ledger.rows('inspection').find(({ branchId }) => branchId === 'cun-1')?.['items'] as readonly Variables[]).find(({ code }) => code === 'MEM-1')).toEqual({ code: 'MEM-1', actual: 100 });
  });
});

describe('whom to visit', () => {
  const others = BRANCHES.filter(({ kind }) => kind !== '镇' && kind !== '街道').map(({ id }) => String(id));
  const visitedIn = (ledger: Ledger, name: string): readonly string[] => (ledger.rows('inspection-cycle').find(({ quarter: one }) => one === name)?.['visited'] ?? []) as readonly string[];

  test('is every town each quarter, and of the others enough that each is seen within a year', async () => {
    const ledger = new Ledger();

    for (const start of ['2026-03-01', '2026-06-01', '2026-09-01', '2026-12-01']) await quarter(ledger, start);

    const quarters = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((name) => visitedIn(ledger, name));
    expect(quarters.map((visited) => ['lianjing', 'yunqiao'].every((town) => visited.includes(town)))).toEqual([true, true, true, true]);
    expect(quarters.map((visited) => visited.filter((id) => others.includes(id)).length)).toEqual([2, 2, 2, 2]);
    expect([...new Set(quarters.flat())].sort()).toEqual(BRANCHES.map(({ id }) => id).sort());
  });

  test('is whoever did badly last quarter, besides those whose turn it is', async () => {
    const ledger = new Ledger();
    await quarter(ledger, '2026-06-01', { never: (task) => is('qiye-1', 'self-report', task) });

    await quarter(ledger, '2026-09-01');

    expect(visitedIn(ledger, '2026Q3')).toEqual(['lianjing', 'yunqiao', 'shequ-1', 'xuexiao-1', 'qiye-1']);
  });

  test('is what the lead adds and drops by hand', async () => {
    const ledger = new Ledger();

    await quarter(ledger, '2026-09-01', { answers: { 'cycle-plan': { exempt: [{ branch: 'cun-2', why: '并村' }], onsite_add: [{ branch: 'qiye-1', why: '新建' }], onsite_drop: [{ branch: 'cun-1', why: '刚检查过' }] } } });

    expect(visitedIn(ledger, '2026Q3')).toEqual(['lianjing', 'yunqiao', 'qiye-1']);
    expect(ledger.rows('inspection').map(({ branchId }) => branchId)).not.toContain('cun-2');
  });

  test('fits 179 branches into a quarter’s variables', async () => {
    const many = Array.from({ length: 179 }, (_, index) => ({ id: `b-${index}`, name: `示例组织${index}红十字会（示例）`, kind: index < 9 ? '镇' : '村', parentId: 'b-0', status: 'active', membersAdult: 40 }));

    const story = await quarter(new Ledger(many), '2026-09-01', { until: '2026-10-08', maxSteps: 2_000 });

    expect(story.about('incident')).toEqual([]);
    expect(story.about('open self-report')).toHaveLength(179);
    expect(JSON.stringify(story.variables).length).toBeLessThan(120_000);
  });
});

describe('a visit', () => {
  test('is signed by a second inspector, and put off once at the branch’s wish', async () => {
    const story = await quarter(new Ledger(), '2026-09-01', { answers: { 'onsite-check': (task, time) => (time === 0 ? { outcome: 'rescheduled', new_date: '2026-10-26', why: '台风预警。' } : usual('onsite-check', task)) } });

    expect(story.refused).toEqual([]);
    expect(story.about('open onsite-check')).toHaveLength(5);
    expect(story.about('open onsite-check').at(-1)).toMatch(/due 2026-10-29$/);
    expect(story.about('open onsite-cosign')).toHaveLength(4);
  });

  test('may not be made or signed by who reported, nor signed by who wrote the record', async () => {
    const { elements } = await shippedPlan('branch-inspection');
    const forbidden = (id: string) => (elements[id]?.kind === 'userTask' ? elements[id].notActorOf : []);

    expect(forbidden('onsite-check')).toEqual(['self-report', 'self-sign']);
    expect(forbidden('onsite-cosign')).toEqual(['onsite-check']);
    expect(forbidden('desk-review')).toEqual(['self-report', 'self-sign']);
    expect(forbidden('score-approve')).toEqual(['score-finalise']);
    expect(forbidden('dispute-decide')).toEqual(['onsite-check', 'onsite-cosign', 'desk-review', 'finding-confirm']);
  });
});

test('the schedule begins a quarter at nine on the first day of its last month', async () => {
  const { elements } = await shippedPlan('supervision-cycle');
  const start = elements['each-quarter'];
  const cycle = start?.kind === 'startEvent' && start.event.kind === 'timer' && start.event.timer.kind === 'cycle' && start.event.timer.every.kind === 'fixed' ? start.event.timer.every.value : '';

  expect(byCycle(cycle, 'Asia/Shanghai', new Date('2026-11-25T00:00:00Z')).spec.calendars).toEqual([{ month: ['MARCH', 'JUNE', 'SEPTEMBER', 'DECEMBER'], dayOfMonth: 1, hour: 9, minute: 0, second: 0 }]);
});

test('a quarter that was missed is begun by hand, for that quarter', async () => {
  const ledger = new Ledger();

  await tell({ process: 'supervision-cycle', start: '2026-10-12', startAnswers: { quarter: '2026Q3' }, until: '2027-06-30', maxSteps: 6_000, jobs: ledger.answer, answers: CONSCIENTIOUS });

  expect(ledger.rows('inspection-cycle')).toEqual([expect.objectContaining({ quarter: '2026Q3', from: '2026-07-01', to: '2026-09-30', status: '已通报' })]);
});
