import { BpmnProblems, compileAll, compileBpmn, MAX_PLAN_BYTES, planSize } from '../../workflows/bpmn';
import { between, bpmn, extended, flow, properties, ROOTS } from './support/bpmn';

async function compiled(process: string, roots = '') {
  return (await compileBpmn(bpmn(process, roots))).plan;
}

const processProperties = (entries: Readonly<Record<string, string>>): string => `${extended(properties(entries))}${between('<userTask id="x" />')}`;

const TWO_POOLS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
<process id="one" isExecutable="true"><startEvent id="a" /></process>
<process id="drawn"><task id="t" /></process>
<process id="two" isExecutable="true"><startEvent id="b" /></process>
</definitions>`;

describe('a process', () => {
  test('carries its starters, business key and title from its properties', async () => {
    const plan = await compiled(processProperties({ 'boai:starters': 'branch_secretary, admin', 'boai:businessKey': '=branchId', 'boai:branchKinds': '区, 镇', 'boai:title': 'branch.name', 'boai:titleEn': '"Branch " + branch.name', colour: 'red' }));

    expect(plan).toMatchObject({ id: 'p', name: { zh: '示例流程' }, starters: ['branch_secretary', 'admin'], businessKey: 'branchId', branchKinds: ['区', '镇'], title: 'branch.name', titleEn: '"Branch " + branch.name', properties: { colour: 'red' } });
  });

  test('says what it is for in its documentation, and in English in a property', async () => {
    const documented = `<documentation>向区里申请。</documentation>${processProperties({ 'boai:descriptionEn': 'Ask the district.' })}`;

    expect((await compiled(documented)).description).toEqual({ zh: '向区里申请。', en: 'Ask the district.' });
    expect((await compiled(processProperties({}))).description).toBeUndefined();
  });

  test('says whose key seals its personal answers, which records it runs for, when it reminds, and whether it is filled in by link', async () => {
    const plan = await compiled(processProperties({ 'boai:subject': '="record/donor/" + donorId', 'boai:businessKey': '=recordId', 'boai:each': 'donor', 'boai:eachWhen': 'status = "stored"', 'boai:remindAt': '=limits.remindAt', 'boai:byLink': 'true' }));

    expect(plan).toMatchObject({ subject: '"record/donor/" + donorId', each: { registry: 'donor', when: 'status = "stored"' }, remindAt: { kind: 'feel', feel: 'limits.remindAt' }, byLink: true });
  });

  test('may be started by nobody when it names no starters', async () => {
    expect((await compiled(between('<task id="x" />'))).starters).toEqual([]);
  });

  test('takes its dates in Asia/Shanghai unless another zone is asked for', async () => {
    const xml = bpmn(between('<task id="x" />'));

    expect((await compileBpmn(xml)).plan.zone).toBe('Asia/Shanghai');
    expect((await compileBpmn(xml, { zone: 'Europe/Vienna' })).plan.zone).toBe('Europe/Vienna');
  });

  test('has the form of its start event as start form', async () => {
    const plan = await compiled(`<startEvent id="start">${extended('<zeebe:formDefinition formId="request" />')}</startEvent>`);

    expect(plan.startForm).toBe('request');
  });

  test('stands in a file with others, and each executable one is compiled', async () => {
    const plans = (await compileAll(TWO_POOLS)).map(({ plan }) => plan.id);

    expect(plans).toEqual(['one', 'two']);
  });

  test('is chosen by its id, the first executable one otherwise', async () => {
    expect((await compileBpmn(TWO_POOLS)).plan.id).toBe('one');
    expect((await compileBpmn(TWO_POOLS, { process: 'two' })).plan.id).toBe('two');
    await expect(compileBpmn(TWO_POOLS, { process: 'drawn' })).rejects.toThrow('no executable process "drawn"');
  });
});

describe('reminders of a task', () => {
  const remindersIn = async (ofProcess: string, ofTask: string) => {
    const own = ofTask === '' ? '' : extended(properties({ 'boai:reminders': ofTask }));
    const inherited = ofProcess === '' ? '' : extended(properties({ 'boai:reminders': ofProcess }));
    const task = (await compiled(`${inherited}${between(`<userTask id="x">${own}</userTask>`)}`)).elements['x'];
    return task?.kind === 'userTask' ? task.reminders.map(({ offset, to, escalation }) => `${offset.amount}${offset.unit} ${escalation ? '!' : ''}${to}`) : undefined;
  };

  test('are its own, else those of its process, else the default', async () => {
    expect(await remindersIn('-5d', '+2wd !branch_president@branchId')).toEqual(['2wd !branch_president@branchId']);
    expect(await remindersIn('-5d', '')).toEqual(['-5d candidates']);
    expect(await remindersIn('', '')).toEqual(['-1d candidates', '0d candidates', '3wd candidates']);
  });

  test('are none when the property is empty', async () => {
    const task = (await compiled(between(`<userTask id="x">${extended(properties({ 'boai:reminders': '' }))}</userTask>`))).elements['x'];

    expect(task).toMatchObject({ reminders: [] });
  });
});

describe('a lane', () => {
  const lanes = (inner: string): string => `<laneSet id="set"><lane id="outer" name="admin"><flowNodeRef>x</flowNodeRef>${inner}</lane></laneSet>
${between('<subProcess id="x"><startEvent id="inner" /><userTask id="deep" /><sequenceFlow id="f" sourceRef="inner" targetRef="deep" /></subProcess>')}`;

  test('gives its role to what stands in it, inside of sub-processes too', async () => {
    const plan = await compiled(lanes(''));

    expect([plan.elements['x']?.lane, plan.elements['deep']?.lane, plan.elements['start']?.lane]).toEqual(['admin', 'admin', undefined]);
  });

  test('that is nested goes before the one around it, and boai:role before its name', async () => {
    const role = extended(properties({ 'boai:role': 'inspector' }));

    const plan = await compiled(lanes(`<childLaneSet id="sub"><lane id="nested" name="督导">${role}<flowNodeRef>x</flowNodeRef></lane></childLaneSet>`));

    expect(plan.elements['x']?.lane).toBe('inspector');
  });
});

test('a pool gives its boai:role to what stands in no lane', async () => {
  const role = extended(properties({ 'boai:role': 'admin' }));
  const lane = '<laneSet id="set"><lane id="lane" name="inspector"><flowNodeRef>x</flowNodeRef></lane></laneSet>';

  const plan = await compiled(`${lane}${between('<userTask id="x" />')}`, `<collaboration id="c"><participant id="pool" processRef="p">${role}</participant></collaboration>`);

  expect([plan.elements['x']?.lane, plan.elements['end']?.lane]).toEqual(['inspector', 'admin']);
});

describe('an element', () => {
  test('knows its flows in the order of the file, wherever a flow is written', async () => {
    const plan = await compiled(`<startEvent id="start" /><subProcess id="sub"><startEvent id="a" /><task id="b" /></subProcess>
<sequenceFlow id="late" sourceRef="a" targetRef="b" />${flow('start', 'sub')}`);

    expect(plan.elements['a']?.outgoing).toEqual(['late']);
    expect(plan.elements['b']).toMatchObject({ scope: 'sub', incoming: ['late'] });
  });

  test('has its id as name when it has none', async () => {
    expect((await compiled(between('<task id="x" />'))).elements['x']?.name).toEqual({ zh: 'x' });
  });

  test('whose mapping has a fixed source gives that text', async () => {
    const mapping = extended('<zeebe:ioMapping><zeebe:input source="say &quot;hi&quot; 1" target="a" /></zeebe:ioMapping>');

    const plan = await compiled(between(`<userTask id="x">${mapping}</userTask>`));

    expect(plan.elements['x']?.inputs).toEqual([{ source: '"say \\"hi\\" 1"', target: 'a' }]);
  });

  test('that throws a message with a job type is that job, and publishes the message otherwise', async () => {
    const event = (content: string): string => between(`<intermediateThrowEvent id="x">${content}<messageEventDefinition messageRef="message" /></intermediateThrowEvent>`);

    expect((await compiled(event(extended('<zeebe:taskDefinition type="notify" />')), ROOTS)).elements['x']).toMatchObject({ kind: 'serviceTask', jobType: { value: 'notify' }, retries: { value: 3 } });
    expect((await compiled(event(''), ROOTS)).elements['x']).toMatchObject({ kind: 'throwEvent', event: { kind: 'message', correlationKey: 'orderId' } });
  });

  test('that is an activity lists the boundary events attached to it', async () => {
    const plan = await compiled(`${between('<userTask id="x" />')}<boundaryEvent id="on" attachedToRef="x"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>${flow('on', 'end')}`);

    expect(plan.elements['x']).toMatchObject({ boundary: ['on'] });
  });
});

test('a file that is too long, or has too many tags, is refused before it is parsed', async () => {
  await expect(compileBpmn(`<a>${'x'.repeat(2_000_001)}</a>`)).rejects.toThrow('at most 2000000 are read');
  await expect(compileBpmn(bpmn('<task />'.repeat(20_001)))).rejects.toThrow('at most 20000 are read');
});

test('sub-processes are nested twenty deep at most, and lanes too', async () => {
  const nested = (depth: number): string => (depth === 0 ? '' : `<subProcess id="s${depth}"><startEvent id="in${depth}" />${nested(depth - 1)}</subProcess>`);
  const lanes = (depth: number): string => (depth === 0 ? '' : `<lane id="l${depth}"><childLaneSet id="c${depth}">${lanes(depth - 1)}</childLaneSet></lane>`);

  expect((await compiled(`<startEvent id="start" />${nested(19)}`)).elements['s1']?.kind).toBe('subProcess');
  await expect(compiled(`<startEvent id="start" />${nested(3000)}`)).rejects.toThrow('nested more than 20 deep');
  await expect(compiled(`<laneSet id="set">${lanes(3000)}</laneSet><startEvent id="start" />`)).rejects.toThrow('nested more than 20 deep');
});

test('a file that opens a great many comments is refused at once', async () => {
  const before = process.cpuUsage();

  await expect(compileBpmn('<!--'.repeat(400_000))).rejects.toThrow('the XML cannot be read');

  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
});

test('a DOCTYPE inside of a comment or of CDATA is only text', async () => {
  const xml = bpmn(between('<task id="x" />')).replace('<process', '<!-- <!DOCTYPE a> --><process').replace('<startEvent', '<documentation><![CDATA[<!DOCTYPE b>]]></documentation><startEvent');

  expect((await compileBpmn(xml)).plan.id).toBe('p');
  await expect(compileBpmn(`<!-- x --><!DOCTYPE a>${xml}`)).rejects.toThrow('DOCTYPE');
});

test('the size of a plan is counted in bytes of UTF-8', async () => {
  const plain = await compiled(between('<task id="x" name="ab" />'));
  const chinese = await compiled(between('<task id="x" name="换届" />'));

  expect(planSize(chinese) - planSize(plain)).toBe(4);
  expect(planSize(plain)).toBeLessThan(MAX_PLAN_BYTES);
});

test('all problems of a file come in one error', async () => {
  const error: unknown = await compileBpmn(bpmn(`${between('<serviceTask id="x" />')}<complexGateway id="y" /><task id="x2" />${flow('x2', 'gone')}`)).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(BpmnProblems);
  expect(error instanceof BpmnProblems ? error.problems.map(({ elementId }) => elementId).sort() : []).toEqual(['x', 'x2-gone', 'y']);
});

describe('what stands beside a form', () => {
  test('is the record that the task is about, what names that record, and what to say', async () => {
    const own = properties({ 'boai:record': '="donor/" + donorId', 'boai:related': 'contact-log by donorId; match-case by donorId;', 'boai:script': '您好，我是区红十字会', 'boai:scriptEn': 'Hello', 'boai:stage': '回访', 'boai:stageEn': 'Call', 'boai:byLink': 'true', 'boai:reminders': '50%' });

    const { elements } = await compiled(between(`<userTask id="x">${extended(own)}</userTask>`));

    expect(elements['x']).toMatchObject({
      record: '"donor/" + donorId',
      related: [{ registry: 'contact-log', field: 'donorId' }, { registry: 'match-case', field: 'donorId' }],
      script: { zh: '您好，我是区红十字会', en: 'Hello' },
      stage: { zh: '回访', en: 'Call' },
      byLink: true,
      reminders: [{ offset: { amount: 50, unit: '%' } }],
    });
  });
});

describe('what people may do at any moment', () => {
  const message = '<message id="m" name="withdraw" />';
  const eventSubProcess = (entries: Readonly<Record<string, string>>) =>
    `${between('<task id="x" />')}<subProcess id="leave" triggeredByEvent="true"><startEvent id="withdraw">${extended(properties(entries))}<messageEventDefinition messageRef="m" /></startEvent></subProcess>`;

  test('is a form at an event that waits for a message, without a correlation key', async () => {
    const { elements } = await compiled(eventSubProcess({ 'boai:action': 'donor.withdraw', 'boai:actors': 'hsc_coordinator, dpo' }), message);

    expect(elements['withdraw']).toMatchObject({ event: { kind: 'message', action: { form: 'donor.withdraw', actors: { kind: 'fixed', value: ['hsc_coordinator', 'dpo'] } } } });
  });

  test('can be for groups that follow from the variables', async () => {
    const { elements } = await compiled(eventSubProcess({ 'boai:action': 'donor.withdraw', 'boai:actors': '="branch_secretary@" + branchId' }), message);

    expect(elements['withdraw']).toMatchObject({ event: { action: { actors: { kind: 'feel', feel: '"branch_secretary@" + branchId' } } } });
  });
});

test('a campaign is a multi-instance call activity whose items run at the same time', async () => {
  const call = `<callActivity id="x">${extended(`<zeebe:calledElement processId="q" />${properties({ 'boai:campaign': 'true' })}`)}<multiInstanceLoopCharacteristics>${extended('<zeebe:loopCharacteristics inputCollection="=branches" inputElement="branch" />')}</multiInstanceLoopCharacteristics></callActivity>`;

  const { elements } = await compiled(between(call));

  expect(elements['x']).toMatchObject({ kind: 'callActivity', campaign: true });
});
