import type { Variables } from '../../feel/types';
import type { OpenedTask } from '../../workflows/engine/commands';
import { branchOf, Ledger, tellBegun } from './support/supervision-district';
import { quarter, rows, usual } from './support/quarter-story';

describe('findings', () => {
  const ROLL = { code: 'ROLL', severity: '一般', title: '会员名册未更新', fact: '名册未更新。', basis: '名册每季更新。', owner: '秘书长' };
  const FEE = { code: 'FEE', severity: '较大', title: '会费未上缴', fact: '未上缴。', basis: '会费管理办法。', owner: '会长' };
  const AED = { code: 'AED', severity: '立行立改', title: 'AED电极片过期', fact: '电极片过期。', basis: 'AED管理。', owner: '秘书长' };
  const FUND = { code: 'FUND', severity: '重大', title: '捐赠款使用不当', fact: '账实不符。', basis: '捐赠管理办法。', owner: '会长' };
  const at = (branch: string, ...found: readonly Variables[]) => ({ 'onsite-check': (task: OpenedTask) => ({ ...usual('onsite-check', task), findings: branchOf(task) === branch ? found : [] }) });

  test('go to rectification once the score stands, ordinary and considerable ones on one notice', async () => {
    const ledger = new Ledger();

    const story = await quarter(ledger, '2026-09-01', { answers: at('lianjing', ROLL, FEE) });

    expect(story.refused).toEqual([]);
    expect(ledger.begun).toEqual([expect.objectContaining({ process: 'rectification', variables: expect.objectContaining({ branchId: 'lianjing', quarter: '2026Q3', findings: [expect.objectContaining({ no: 1, severity: '一般' }), expect.objectContaining({ no: 2, severity: '较大' })] }) })]);
    expect(ledger.rows('finding').map(({ code, status, urgent }) => [code, status, urgent])).toEqual([['ROLL', 'open', false], ['FEE', 'open', false]]);
  });

  test('that cannot wait are ordered at once, before anybody confirms them', async () => {
    const ledger = new Ledger();

    const story = await quarter(ledger, '2026-09-01', { answers: at('lianjing', AED, FUND, ROLL) });

    const firstCase = story.lines.findIndex((line) => line.includes('begin-urgent'));
    expect(firstCase).toBeGreaterThan(0);
    expect(firstCase).toBeLessThan(story.lines.findIndex((line) => line.includes('open finding-confirm')));
    expect(ledger.begun.map(({ process, variables }) => [process, variables['severity'] ?? null])).toEqual([['finding-rectification', '立行立改'], ['finding-rectification', '重大'], ['rectification', null]]);
    expect(ledger.begun[2]?.variables['findings']).toEqual([expect.objectContaining({ no: 1, code: 'ROLL' })]);
  });

  test('that nobody answers are taken as agreed after three working days', async () => {
    const story = await quarter(new Ledger(), '2026-09-01', { answers: at('lianjing', ROLL), never: (task) => task.elementId === 'finding-confirm' });

    const [opened] = story.about('open finding-confirm');
    const [deemed] = story.about('timer deemed');
    expect(opened?.slice(-10)).toBe(deemed?.slice(0, 10));
    expect(story.about('open dispute-decide')).toEqual([]);
    expect(story.stopped).toBe('ended');
  });

  test('that are disputed are amended or dropped by the secretary-general', async () => {
    const ledger = new Ledger();

    const story = await quarter(ledger, '2026-09-01', {
      answers: {
        ...at('lianjing', ROLL, FEE, AED),
        'finding-confirm': (task) => ({ rows: rows(task, 'finding_rows').map((row) => ({ ...row, agree: row['code'] === 'ROLL', reason: '与事实不符。' })) }),
        'dispute-decide': (task) => ({ rows: rows(task, 'disputed').map((row) => (row['code'] === 'FEE' ? { ...row, decision: 'amend', new_severity: '一般', opinion: '已部分上缴。' } : { ...row, decision: 'drop', opinion: '已更换。' })) }),
      },
    });

    expect(story.refused).toEqual([]);
    expect(story.about('message')).toEqual([expect.stringContaining('finding-dropped')]);
    expect(ledger.rows('finding').filter(({ urgent }) => urgent === false).map(({ code, severity }) => [code, severity])).toEqual([['ROLL', '一般'], ['FEE', '一般']]);
  });

  test('of the same kind within four quarters are marked as repeated', async () => {
    const ledger = new Ledger();
    ledger.put('finding', 'old', { branchId: 'lianjing', quarter: '2025Q4', code: 'ROLL', status: 'closed', title: '会员名册未更新', severity: '一般' });
    ledger.put('finding', 'older', { branchId: 'lianjing', quarter: '2025Q3', code: 'FEE', status: 'closed', title: '会费未上缴', severity: '较大' });

    await quarter(ledger, '2026-09-01', { answers: at('lianjing', ROLL, FEE) });

    expect(ledger.rows('finding').slice(2).map(({ code, repeated }) => [code, repeated])).toEqual([['ROLL', true], ['FEE', false]]);
  });

  test('run from the notice to the last closing within the quarter that follows', async () => {
    const ledger = new Ledger();
    const story = await quarter(ledger, '2026-09-01', { answers: at('lianjing', ROLL, AED) });

    const cases = await tellBegun(story, ledger);

    expect(cases.map(({ process, stopped, refused }) => [process, stopped, refused])).toEqual([['finding-rectification', 'ended', []], ['rectification', 'ended', []]]);
    expect(ledger.rows('finding').map(({ status, inTime }) => [status, inTime])).toEqual([['closed', true], ['closed', true]]);
    expect(ledger.rows('rectification')).toEqual([expect.objectContaining({ status: '已销号', findings: 1, closedCount: 1, deemed: false })]);
  });
});
