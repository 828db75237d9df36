import type { Variables } from '../../feel/types';
import { compileBpmn } from '../../workflows/bpmn';
import { shippedPlan } from './support/shipped';
import { tell, tellPlan, type Story, type Told } from './support/story';
import { Ledger } from './support/supervision-district';

const ORDER: Variables = { findingId: 'f-1', severity: '一般', code: 'ROLL', title: '会员名册未更新', quarter: '2026Q3', served_on: '2026-11-02', first_inspectors: ['person-hejun'] };
const order = (more: Variables = {}, story: Partial<Story> = {}): Promise<Told> => tell({ process: 'finding-rectification', start: '2026-11-02', until: '2027-12-31', ...story, variables: { ...ORDER, ...more } });
const opened = (story: Told): string[] => story.about('open ').map((line) => line.replace(' open', ''));
const withLedger = (more: Variables = {}): { readonly ledger: Ledger; readonly jobs: NonNullable<Story['jobs']> } => {
  const ledger = new Ledger();
  ledger.put('finding', 'f-1', { branchId: 'lianjing', quarter: '2026Q3', code: 'ROLL', severity: '一般', title: '会员名册未更新', status: 'open', ...more });
  return { ledger, jobs: ledger.answer };
};

describe('an ordinary finding', () => {
  test('is planned within five working days, rectified within fifteen days, re-checked and closed', async () => {
    const { ledger, jobs } = withLedger();

    const story = await order({}, { jobs });

    expect([story.refused, story.stopped]).toEqual([[], 'ended']);
    expect(opened(story)).toEqual(['2026-11-02 rectify-plan due 2026-11-09', '2026-11-03 plan-review due 2026-11-06', '2026-11-04 rectify-submit due 2026-11-17', '2026-11-05 rectify-sign due 2026-11-09', '2026-11-06 recheck due 2026-11-20', '2026-11-07 close-propose due 2026-11-11', '2026-11-08 close-approve due 2026-11-11']);
    expect(ledger.rows('finding')).toEqual([expect.objectContaining({ status: 'closed', dueOn: '2026-11-17', submittedOn: '2026-11-05', inTime: true, inTimeExtended: true, firstPass: true, closedOn: '2026-11-09', daysToClose: 7 })]);
  });

  test('has thirty days when it is considerable, and what the notice says when it says something', async () => {
    const considerable = await order({ severity: '较大' });
    const noticed = await order({ days: 20 });

    expect(considerable.about('open rectify-submit')).toEqual(['2026-11-04 open rectify-submit due 2026-12-02']);
    expect(noticed.about('open rectify-submit')).toEqual(['2026-11-04 open rectify-submit due 2026-11-22']);
  });

  test('is asked for half-way, three days and one day before, on the day, and a day after', async () => {
    const story = await order({}, { never: ['rectify-submit'], until: '2026-11-19' });

    expect(story.lines.filter((line) => /(reminder|escalation) rectify-submit/.test(line)).map((line) => [line.slice(0, 10), /\((.+)\)/.exec(line)?.[1]])).toEqual([['2026-11-11', '50%'], ['2026-11-14', '-3d'], ['2026-11-16', '-1d'], ['2026-11-17', '0d'], ['2026-11-18', '+1d']]);
  });

  test('whose plan or report is not good enough is done again', async () => {
    const story = await order({}, { answers: { 'plan-review': [{ decision: 'return', opinion: '措施不具体。' }, {}], 'rectify-sign': [{ decision: 'return', opinion: '佐证不清。' }, {}], 'close-approve': [{ decision: 'return', opinion: '请现场复查。' }, {}] } });

    expect(opened(story).map((line) => line.split(' ')[1])).toEqual(['rectify-plan', 'plan-review', 'rectify-plan', 'plan-review', 'rectify-submit', 'rectify-sign', 'rectify-submit', 'rectify-sign', 'recheck', 'close-propose', 'close-approve', 'recheck', 'close-propose', 'close-approve']);
  });
});

describe('what cannot wait', () => {
  test('is contained within a day and rectified within three working days', async () => {
    const story = await order({ severity: '立行立改', code: 'AED', title: 'AED电极片过期' });

    expect(story.timeline.find(({ elementId, kind }) => elementId === 'stop-gap' && kind === 'task-opened')?.due).toBe('2026-11-03T01:00:00.000Z');
    expect(story.about('open rectify-submit')).toEqual([expect.stringMatching(/ due 2026-11-05$/)]);
    expect(story.about('open rectify-plan')).toEqual([]);
  });

  test('comes to the executive vice-president the same day when it is grave, and is handed over when that is decided', async () => {
    const { ledger, jobs } = withLedger({ severity: '重大', code: 'FUND' });

    const story = await order({ severity: '重大', code: 'FUND', title: '捐赠款使用不当' }, { jobs });

    expect(story.timeline.find(({ elementId }) => elementId === 'major-decide')).toMatchObject({ who: ['district_exec_vp'], due: '2026-11-02T15:59:59.000Z' });
    expect(ledger.begun).toEqual([{ process: 'accountability', key: 'f-1/major', variables: { subject_title: '捐赠款使用不当', source: '重大问题', findingId: 'f-1', wanted_body: '纪检监察机关', branchId: 'lianjing' } }]);
    expect(story.about('open rectify-submit')).toEqual([expect.stringMatching(/ due 2026-12-0[23]$/)]);
  });
});

describe('a re-check', () => {
  const verdict = (...verdicts: readonly string[]) => ({ recheck: verdicts.map((one) => ({ verdict: one, method_used: '现场', fact: '现场查看。' })) });

  test('that finds it not rectified gives fifteen days more, twice', async () => {
    const { ledger, jobs } = withLedger();

    const story = await order({}, { jobs, answers: verdict('部分', '未整改', '已整改') });

    expect(story.about('open rectify-submit').map((line) => line.slice(-10))).toEqual(['2026-11-17', '2026-11-22', '2026-11-25']);
    expect(ledger.rows('finding')).toEqual([expect.objectContaining({ status: 'closed', redo: 2, firstPass: false, verdict: '已整改' })]);
  });

  test('that fails a third time goes to the executive vice-president', async () => {
    const story = await order({}, { answers: { ...verdict('部分', '部分', '反弹', '已整改'), 'redo-exhausted': { action_taken: 'interview', reason: '约谈后再给一次机会。' } } });

    expect(story.about('open redo-exhausted')).toHaveLength(1);
    expect(story.about('open rectify-submit')).toHaveLength(4);
    expect(story.stopped).toBe('ended');
  });

  test('that finds a false report also proposes a hand-over, and nothing happens without a decision', async () => {
    const { ledger, jobs } = withLedger();

    await order({}, { jobs, answers: { recheck: [{ verdict: '未整改', false_report: true, fact: '照片系往年照片。' }, { verdict: '已整改', fact: '已补齐。' }], 'transfer-decide': { no_awards: true, hand_over: false, reason: '首次，先取消评优。' } } });

    expect(ledger.begun).toEqual([]);
    expect(ledger.rows('accountability')).toEqual([expect.objectContaining({ kind: '取消评优', findingId: 'f-1' })]);
    expect(ledger.rows('finding')[0]).toMatchObject({ falseReport: true, status: 'closed' });
  });

  test('is made by somebody else than who rectified it and who accepted the plan', async () => {
    const { elements } = await shippedPlan('finding-rectification');
    const forbidden = (id: string) => (elements[id]?.kind === 'userTask' ? elements[id].notActorOf : []);

    expect(forbidden('recheck')).toEqual(['plan-review', 'rectify-plan', 'rectify-submit', 'rectify-sign']);
    expect(forbidden('rectify-sign')).toEqual(['rectify-submit']);
    expect(forbidden('close-approve')).toEqual(['close-propose', 'recheck']);
  });
});

describe('the ladder of an overdue finding', () => {
  const late: Partial<Story> = { on: { 'rectify-submit': ['2026-12-10'] } };

  test('rises three, seven, ten and fifteen days after the limit, each rung a proposal to a person', async () => {
    const { ledger, jobs } = withLedger();

    const story = await order({}, { jobs, ...late });

    expect(story.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && ['urge', 'phone-urge', 'interview', 'bulletin'].includes(elementId ?? '')).map(({ at, elementId, who }) => [at.slice(0, 10), elementId, who?.[0]])).toEqual([
      ['2026-11-20', 'urge', 'district_secgen'], ['2026-11-24', 'phone-urge', 'district_secgen'], ['2026-11-27', 'interview', 'district_exec_vp'], ['2026-12-02', 'bulletin', 'district_exec_vp'],
    ]);
    expect(ledger.rows('accountability').map(({ kind }) => kind)).toEqual(['书面催办', '电话督办', '约谈', '通报']);
    expect(ledger.rows('finding')[0]).toMatchObject({ bulletin: true, bulletinReported: false, rung: '通报', status: 'closed', inTime: false });
  });

  test('leaves nothing behind when a person holds a rung back', async () => {
    const { ledger, jobs } = withLedger();

    const story = await order({}, { jobs, ...late, answers: { urge: { action: 'hold', reason: '台风影响，暂缓一周。' }, 'phone-urge': { action: 'not-needed', reason: '对方已说明原因。' }, interview: { action: 'hold', reason: '负责人住院治疗。' }, bulletin: { action: 'not-needed', reason: '即将整改完成。' } } });

    expect(ledger.rows('accountability')).toEqual([]);
    expect(ledger.rows('finding')[0]?.['rung']).toBeUndefined();
    expect(story.about('open transfer-decide')).toEqual([]);
  });

  test('ends with the report', async () => {
    const story = await order({}, { on: { 'rectify-submit': ['2026-11-22'] } });

    expect(story.about('open urge')).toHaveLength(1);
    expect(story.about('open phone-urge')).toEqual([]);
  });

  test('begins anew after a failed re-check, and never twice at a time', async () => {
    const story = await order({}, { on: { 'rectify-submit': ['2026-11-22', '2027-01-15'] }, answers: { recheck: [{ verdict: '部分', fact: '仍有缺项。' }, { verdict: '已整改', fact: '已补齐。' }] } });

    // Sent back on the 24th: the new limit is 9 December.
    expect(story.about('open urge').map((line) => line.slice(0, 10))).toEqual(['2026-11-20', '2026-12-12']);
    expect(story.about('open phone-urge').map((line) => line.slice(0, 10))).toEqual(['2026-12-16']);
  });

  test('proposes a hand-over after the second bulletin within a year', async () => {
    const { ledger, jobs } = withLedger();
    ledger.put('finding', 'f-0', { branchId: 'lianjing', bulletin: true, bulletinOn: '2026-05-20', title: '会费未上缴', quarter: '2026Q1', code: 'FEE', severity: '较大', status: 'closed' });

    const story = await order({}, { jobs, ...late });

    expect(story.about('open transfer-decide')).toHaveLength(1);
    expect(ledger.begun).toEqual([expect.objectContaining({ process: 'accountability', variables: expect.objectContaining({ findingId: 'f-1', wanted_body: '镇街党（工）委' }) })]);
    expect(ledger.rows('accountability').map(({ kind }) => kind)).toContain('取消评优');
  });

  test('proposes none when the first was more than a year ago', async () => {
    const { ledger, jobs } = withLedger();
    ledger.put('finding', 'f-0', { branchId: 'lianjing', bulletin: true, bulletinOn: '2025-11-20', title: '会费未上缴', quarter: '2025Q3', code: 'FEE', severity: '较大', status: 'closed' });

    expect((await order({}, { jobs, ...late })).about('open transfer-decide')).toEqual([]);
  });
});

describe('an extension', () => {
  const asked = (on: string, until: string, again?: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
  <bpmn:message id="asked" name="extension-requested"><bpmn:extensionElements><zeebe:subscription correlationKey="=findingId" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="world" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:parallelGateway id="both"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
    <bpmn:callActivity id="rectifying"><bpmn:extensionElements><zeebe:calledElement processId="finding-rectification" propagateAllChildVariables="false" /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming></bpmn:callActivity>
    ${[on, ...(again === undefined ? [] : [again])].map((day, index, days) => `<bpmn:intermediateCatchEvent id="day-${index}"><bpmn:incoming>f${3 + 2 * index}</bpmn:incoming><bpmn:outgoing>f${4 + 2 * index}</bpmn:outgoing><bpmn:timerEventDefinition id="t${index}"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=date and time("${day}T11:00:00+08:00")</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:intermediateThrowEvent id="ask-${index}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=&quot;${until}&quot;" target="ext_new_due" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>f${4 + 2 * index}</bpmn:incoming>${index < days.length - 1 ? `<bpmn:outgoing>f${5 + 2 * index}</bpmn:outgoing>` : ''}<bpmn:messageEventDefinition id="m${index}" messageRef="asked" /></bpmn:intermediateThrowEvent>
    <bpmn:sequenceFlow id="f${4 + 2 * index}" sourceRef="day-${index}" targetRef="ask-${index}" />${index < days.length - 1 ? `<bpmn:sequenceFlow id="f${5 + 2 * index}" sourceRef="ask-${index}" targetRef="day-${index + 1}" />` : ''}`).join('')}
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="both" /><bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="rectifying" /><bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="day-0" />
  </bpmn:process>
</bpmn:definitions>`;
  const extended = async (xml: string, story: Partial<Story>): Promise<Told> => tellPlan((await compileBpmn(xml)).plan, { process: 'finding-rectification', start: '2026-11-02', until: '2027-12-31', ...story, variables: ORDER });

  test('is decided within two working days, and moves the limit, the reminders and the ladder', async () => {
    const { ledger, jobs } = withLedger();

    const story = await extended(asked('2026-11-12', '2026-12-02'), { jobs, never: ['rectify-submit'], until: '2026-12-06', answers: { 'extension-decide': { decision: 'grant', granted_due: '2026-12-02', opinion: '同意延期。' } } });

    expect(story.about('open extension-decide')).toEqual(['2026-11-12 open extension-decide due 2026-11-16']);
    expect(story.about('task-rescheduled')).toEqual(['2026-11-13 task-rescheduled rectify-submit due 2026-12-02']);
    expect(story.about('open urge')).toEqual([expect.stringMatching(/^2026-12-05 /)]);
    expect(ledger.rows('finding')[0]).toMatchObject({ dueOn: '2026-11-17', extendedDueOn: '2026-12-02', limitOn: '2026-12-02', extended: true });
  });

  test('that is used counts as in time with the extension only', async () => {
    const { ledger, jobs } = withLedger();

    await extended(asked('2026-11-12', '2026-12-02'), { jobs, on: { 'rectify-submit': ['2026-11-30'] }, answers: { 'extension-decide': { decision: 'grant', granted_due: '2026-12-02', opinion: '同意延期。' } } });

    expect(ledger.rows('finding')[0]).toMatchObject({ inTime: false, inTimeExtended: true, status: 'closed' });
  });

  test('that is refused leaves the limit where it was', async () => {
    const story = await extended(asked('2026-11-12', '2026-12-02'), { never: ['rectify-submit'], until: '2026-11-21', answers: { 'extension-decide': { decision: 'refuse', opinion: '可先采取替代措施。' } } });

    expect(story.about('task-rescheduled')).toEqual([]);
    expect(story.about('open urge')).toEqual([expect.stringMatching(/^2026-11-20 /)]);
    expect(story.about('job tell-refused')).toHaveLength(1);
  });

  test('that is asked for after the limit, or a second time, is refused without a decision', async () => {
    const late = await extended(asked('2026-11-18', '2026-12-02'), { never: ['rectify-submit'], until: '2026-11-30' });
    const twice = await extended(asked('2026-11-10', '2026-12-02', '2026-11-20'), { never: ['rectify-submit'], until: '2026-11-30', answers: { 'extension-decide': { decision: 'grant', granted_due: '2026-12-02', opinion: '同意延期。' } } });

    expect([late.about('open extension-decide'), late.about('job tell-refused')]).toEqual([[], [expect.any(String)]]);
    expect([twice.about('open extension-decide').length, twice.about('job tell-refused').length]).toEqual([1, 1]);
  });
});

describe('the notice', () => {
  const FINDINGS = [{ findingId: 'f-1', no: 1, code: 'ROLL', severity: '一般', title: '会员名册未更新' }, { findingId: 'f-2', no: 2, code: 'FEE', severity: '较大', title: '会费未上缴' }];
  const notice = (story: Partial<Story> = {}): Promise<Told> => tell({ process: 'rectification', start: '2026-11-02', until: '2027-12-31', variables: { quarter: '2026Q3', inspectionId: 'i-1', findings: FINDINGS, first_inspectors: [] }, ...story });

  test('is drafted, signed by another, printed, served, and each finding has its own limit from that day', async () => {
    const story = await notice();

    expect(story.refused).toEqual([]);
    expect(opened(story).slice(0, 3)).toEqual(['2026-11-02 notice-issue due 2026-11-05', '2026-11-03 notice-approve due 2026-11-05', '2026-11-04 notice-receipt due 2026-11-09']);
    expect(story.about('open rectify-submit').map((line) => line.slice(-10))).toEqual(['2026-11-20', '2026-12-05']);
    expect(story.about('print-notice (document.render)')).toHaveLength(1);
  });

  test('that nobody signs for is taken as served after three working days', async () => {
    const ledger = new Ledger();
    for (const { findingId, ...finding } of FINDINGS) ledger.put('finding', findingId, { ...finding, no: null, branchId: 'lianjing', quarter: '2026Q3', status: 'open' });

    const story = await notice({ jobs: ledger.answer, never: ['notice-receipt'] });

    expect(story.about('timer unsigned')).toEqual(['2026-11-09 timer unsigned']);
    expect(ledger.rows('rectification')).toEqual([expect.objectContaining({ deemed: true, servedOn: '2026-11-09', firstDueOn: '2026-11-24', status: '已销号', closedCount: 2 })]);
  });
});
