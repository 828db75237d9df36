import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rehearseCommand } from '../../cli/rehearse';
import type { Rehearsal } from '../../workflows/engine';

const PROCESSES = resolve(__dirname, '../../workflows/processes');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command and answers what it printed and its exit code. */
async function run(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const printed = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.err += String(text)), true));
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await rehearseCommand().parseAsync(args, { from: 'user' });
    return { ...printed, code: Number(process.exitCode) };
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
  }
}

test('an election is told with its tasks, who does them, and until when', async () => {
  const { out, err, code } = await run(join(PROCESSES, 'branch-reelection.bpmn'), '--start', '2026-01-05');

  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toMatch(/^2026-01-05 09:00 {2}开始\n/);
  expect(out).toMatch(/任务 {2}换届请示 {2}→ branch_secretary@sample {2}到期 2026-\d\d-\d\d 23:59/);
  expect(out).toContain('流程已走到终点');
  expect(out).toContain('没有走到的步骤');
});

/** Come round again and again for as long as nothing changes. */
const ENDLESS = ['aed-watch.bpmn', 'impact-assessment-review.bpmn'];

test.each(ENDLESS)('%s comes round again and again, and is rehearsed to a day without an incident', async (file) => {
  const { out, err, code } = await run(join(PROCESSES, file), '--start', '2026-01-05', '--until', '2031-01-05', '--json');

  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(JSON.parse(out) as Rehearsal).toMatchObject({ stopped: 'until' });
});

test.each(readdirSync(PROCESSES).filter((file) => file.endsWith('.bpmn') && !ENDLESS.includes(file)))('%s is rehearsed to its end without an incident', async (file) => {
  const { out, err, code } = await run(join(PROCESSES, file), '--start', '2026-01-05', '--json');

  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(JSON.parse(out) as Rehearsal).toMatchObject({ stopped: 'ended' });
});

test('variables come from a file, and an end date ends the rehearsal', async () => {
  const file = join(folder, 'wait.bpmn');
  writeFileSync(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d"><process id="p" isExecutable="true">
      <startEvent id="s"><outgoing>f</outgoing></startEvent><sequenceFlow id="f" sourceRef="s" targetRef="w"/>
      <intermediateCatchEvent id="w"><incoming>f</incoming><outgoing>g</outgoing><timerEventDefinition id="t"><timeDuration>=pause</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <sequenceFlow id="g" sourceRef="w" targetRef="e"/><endEvent id="e"><incoming>g</incoming></endEvent></process></definitions>`,
  );
  const variables = join(folder, 'variables.json');
  writeFileSync(variables, JSON.stringify({ pause: 'P3D' }));

  expect((await run(file, '--start', '2026-01-05', '--variables', variables)).out).toContain('2026-01-08 09:00  结束');
  expect((await run(file, '--start', '2026-01-05', '--variables', variables, '--until', '2026-01-06')).out).toContain('已推演到指定日期');
  expect(await run(file, '--start', '2026-01-05')).toMatchObject({ code: 1, out: expect.stringContaining('异常  w  (定时器需要时长，实际为 null)') as string });
});

test('what cannot run is refused in words, and nothing is thrown', async () => {
  const broken = join(folder, 'broken.bpmn');
  writeFileSync(broken, '<not bpmn');

  for (const args of [[broken], [join(folder, 'missing.bpmn')], [join(PROCESSES, 'defer.bpmn'), '--start', 'soon'], [join(PROCESSES, 'defer.bpmn'), '--variables', broken], [join(PROCESSES, 'defer.bpmn'), '--process', 'nobody']]) {
    const { out, err, code } = await run(...args);

    expect(code).toBe(1);
    expect(out + err).not.toBe('');
    expect(out + err).not.toMatch(/\n\s+at /);
  }
});

test('a process that never comes to an end exits with an error', async () => {
  const file = join(folder, 'loop.bpmn');
  writeFileSync(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"><process id="p" isExecutable="true">
      <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="x"/><exclusiveGateway id="x"/><sequenceFlow id="g" sourceRef="x" targetRef="t"/>
      <userTask id="t"/><sequenceFlow id="h" sourceRef="t" targetRef="x"/></process></definitions>`,
  );

  const { out, code } = await run(file, '--start', '2026-01-05', '--max-steps', '50');

  expect(out).toContain('步数已达上限，流程可能在循环');
  expect(code).toBe(1);
});

test('what people do at events is read from a file, and told when it could not be done', async () => {
  const file = join(folder, 'withdraw.bpmn');
  writeFileSync(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d"><message id="m" name="withdraw"/><process id="p" isExecutable="true">
      <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/><userTask id="t" name="保持联系"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/><endEvent id="e"/>
      <boundaryEvent id="leave" name="退出" attachedToRef="t"><extensionElements><zeebe:properties><zeebe:property name="boai:action" value="f"/><zeebe:property name="boai:actors" value="admin"/></zeebe:properties></extensionElements><messageEventDefinition messageRef="m"/></boundaryEvent>
      <sequenceFlow id="h" sourceRef="leave" targetRef="gone"/><endEvent id="gone"/></process></definitions>`,
  );
  const actions = join(folder, 'actions.json');
  const acted = async (what: object) => {
    writeFileSync(actions, JSON.stringify([what]));
    return run(file, '--start', '2026-01-05', '--actions', actions);
  };

  const early = await acted({ element: 'leave', after: 'PT2H', answers: { reason: 'moved' } });
  const late = await acted({ element: 'leave', at: '2026-03-01' });

  expect(early.out).toContain('2026-01-05 11:00  操作  退出  → person-1');
  expect(early.code).toBe(0);
  expect(late.out).toContain('没有做成的操作：leave（2026-03-01）');
  expect(late.code).toBe(1);
});

test('a process that runs for each record of a registry begins with its first example, without anything personal', async () => {
  const file = join(folder, 'each.bpmn');
  writeFileSync(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d"><process id="p" isExecutable="true">
      <extensionElements><zeebe:properties><zeebe:property name="boai:each" value="donor"/><zeebe:property name="boai:businessKey" value="=recordId"/></zeebe:properties></extensionElements>
      <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/><userTask id="t"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/><endEvent id="e"/></process></definitions>`,
  );

  const { variables } = JSON.parse((await run(file, '--json')).out) as Rehearsal;

  expect(variables).toMatchObject({ recordId: 'sample', branchId: 'sample', record: { id: 'sample', branchId: 'sample', status: expect.any(String) } });
  expect(variables['record']).not.toHaveProperty('name');
  expect(variables['record']).not.toHaveProperty('phone');
});
