import { compileBpmn } from '../../workflows/bpmn';
import { tell, tellPlan, type Story } from './support/story';

const watch = (story: Partial<Story> = {}) => tell({ process: 'term-watch', start: '2025-06-02', until: '2028-12-31', ...story });

/** A term watch, and a message that reaches it on a day. */
const world = (message: string, correlationKey: string, variable = '') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
  <bpmn:message id="told" name="${message}"><bpmn:extensionElements><zeebe:subscription correlationKey="${correlationKey}" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="world" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:parallelGateway id="both"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
    <bpmn:callActivity id="watching"><bpmn:extensionElements><zeebe:calledElement processId="term-watch" propagateAllChildVariables="false" /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming></bpmn:callActivity>
    <bpmn:intermediateCatchEvent id="the-day"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=date and time(told_on + "T11:00:00+08:00")</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="tell">${variable}<bpmn:incoming>f4</bpmn:incoming><bpmn:messageEventDefinition id="m" messageRef="told" /></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="both" /><bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="watching" /><bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="the-day" /><bpmn:sequenceFlow id="f4" sourceRef="the-day" targetRef="tell" />
  </bpmn:process>
</bpmn:definitions>`;

async function watchTold(xml: string, on: string, story: Partial<Story> = {}) {
  return tellPlan((await compileBpmn(xml)).plan, { process: 'term-watch', start: '2025-06-02', until: '2028-12-31', ...story, variables: { told_on: on } });
}

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
  const told = await watchTold(world('reelection-started', '=branchId + &quot;/&quot; + string(branch.termNo)'), '2026-04-07');

  expect(reminders(told.lines)).toEqual(['2025-12-01', '2026-03-01']);
  expect(told.stopped).toBe('ended');
});

test('does not hear of the re-election of another branch', async () => {
  const told = await watchTold(world('reelection-started', '=&quot;liutang/3&quot;'), '2026-04-07');

  expect(reminders(told.lines)).toHaveLength(5);
});

test('counts anew from a term end that has moved', async () => {
  const moved = '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=&quot;2027-06-30&quot;" target="term_end" /></zeebe:ioMapping></bpmn:extensionElements>';
  const told = await watchTold(world('record-changed', '=&quot;branch/&quot; + branchId', moved), '2026-04-07');

  // Twelve months before the old end, nine months before it; then nine, six and three before the new one, and the day after.
  expect(reminders(told.lines)).toEqual(['2025-12-01', '2026-03-01', '2026-06-30', '2026-09-30', '2026-12-30', '2027-03-30', '2027-07-01']);
});

test('a deferred term is watched to its new end', async () => {
  const told = await watch({ branch: { deferredTo: '2027-06-30' } });

  expect(reminders(told.lines).at(-1)).toBe('2027-07-01');
});

test('ends when the branch is closed within its term', async () => {
  const told = await watchTold(world('branch-closed', '=branchId'), '2026-01-12');

  expect(reminders(told.lines)).toEqual(['2025-12-01']);
  expect(told.stopped).toBe('ended');
});

test('ends when the branch is closed after its term', async () => {
  const told = await watchTold(world('branch-closed', '=branchId'), '2027-02-01');

  expect(told.stopped).toBe('ended');
});
