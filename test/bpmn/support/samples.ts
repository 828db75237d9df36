import type { Plan } from '../../../workflows/engine/plan';
import type { CoverageRow } from '../../../workflows/bpmn';
import { POSITIONS, type EventKind, type Position } from '../../../workflows/bpmn/support-table';
import { between, bpmn, extended, flow, properties, ROOTS } from './bpmn';

/** A model that shows one row of the coverage tables, and what must be true of its plan if the row runs. */
export interface Sample {
  readonly xml: string;
  /** The element at which a refusal points. */
  readonly id: string;
  readonly holds?: (plan: Plan) => unknown;
}

const TIMES: Readonly<Record<string, string>> = { start: '<timeCycle>R/P1D</timeCycle>' };

const DEFINITIONS: Readonly<Record<EventKind, (position: Position) => string>> = {
  none: () => '',
  timer: (position) => `<timerEventDefinition>${TIMES[position] ?? '<timeDuration>PT1H</timeDuration>'}</timerEventDefinition>`,
  message: () => '<messageEventDefinition messageRef="message" />',
  signal: () => '<signalEventDefinition signalRef="signal" />',
  error: () => '<errorEventDefinition errorRef="error" />',
  escalation: () => '<escalationEventDefinition escalationRef="escalation" />',
  compensation: () => '<compensateEventDefinition />',
  link: () => '<linkEventDefinition name="there" />',
  terminate: () => '<terminateEventDefinition />',
  conditional: () => '<conditionalEventDefinition><condition>=late</condition></conditionalEventDefinition>',
  cancel: () => '<cancelEventDefinition />',
  multiple: () => '<signalEventDefinition signalRef="signal" /><messageEventDefinition messageRef="message" />',
};

/** A model with an event of a kind at a position; its id is `x`. */
export function eventSample(kind: EventKind, position: Position): Sample {
  const definition = DEFINITIONS[kind](position);
  const holds = (plan: Plan): unknown => {
    const element = plan.elements['x'];
    return element !== undefined && 'event' in element && element.event.kind === kind && ('interrupting' in element ? element.interrupting : true) === !position.endsWith('non-interrupting');
  };
  return { xml: bpmn(EVENT_MODELS[position](definition, kind), ROOTS), id: 'x', holds };
}

const EVENT_MODELS: Readonly<Record<Position, (definition: string, kind: EventKind) => string>> = {
  start: (definition) => `<startEvent id="x">${definition}</startEvent><endEvent id="end" />${flow('x', 'end')}`,
  'start of an event sub-process, interrupting': (definition) => eventSubProcess(definition, ''),
  'start of an event sub-process, non-interrupting': (definition) => eventSubProcess(definition, ' isInterrupting="false"'),
  'intermediate catch': (definition, kind) => (kind === 'link' ? linked(definition, 'y', 'x') : between(`<intermediateCatchEvent id="x">${definition}</intermediateCatchEvent>`)),
  'intermediate throw': (definition, kind) => (kind === 'link' ? linked(definition, 'x', 'y') : between(`<intermediateThrowEvent id="x">${definition}</intermediateThrowEvent>`)),
  'boundary, interrupting': (definition, kind) => (kind === 'compensation' ? compensated(definition) : boundary(definition, '')),
  'boundary, non-interrupting': (definition) => boundary(definition, ' cancelActivity="false"'),
  end: (definition) => `<startEvent id="start" /><endEvent id="x">${definition}</endEvent>${flow('start', 'x')}`,
};

function eventSubProcess(definition: string, attribute: string): string {
  return `<startEvent id="start" /><endEvent id="end" />${flow('start', 'end')}
<subProcess id="rescue" triggeredByEvent="true"><startEvent id="x"${attribute}>${definition}</startEvent></subProcess>`;
}

function linked(definition: string, from: string, to: string): string {
  return `<startEvent id="start" /><intermediateThrowEvent id="${from}">${definition}</intermediateThrowEvent>${flow('start', from)}
<intermediateCatchEvent id="${to}">${definition}</intermediateCatchEvent><endEvent id="end" />${flow(to, 'end')}`;
}

function boundary(definition: string, attribute: string): string {
  return `<startEvent id="start" /><subProcess id="host"><startEvent id="inner" /></subProcess><endEvent id="end" />${flow('start', 'host', 'end')}
<boundaryEvent id="x" attachedToRef="host"${attribute}>${definition}</boundaryEvent>${flow('x', 'end')}`;
}

function compensated(definition: string): string {
  return `<startEvent id="start" /><task id="host" /><endEvent id="end" />${flow('start', 'host', 'end')}
<boundaryEvent id="x" attachedToRef="host">${definition}</boundaryEvent><task id="undo" isForCompensation="true" />
<association id="a" sourceRef="x" targetRef="undo" />`;
}

const JOB = extended('<zeebe:taskDefinition type="notify" />');
const kindIs = (kind: string) => (plan: Plan): unknown => plan.elements['x']?.kind === kind;
const inside = (element: string, holds?: Sample['holds']): Sample => ({ xml: bpmn(between(element), ROOTS), id: 'x', ...(holds && { holds }) });
const loop = (attributes: string, content = extended('<zeebe:loopCharacteristics inputCollection="=branches" />')): string =>
  `<task id="x"><multiInstanceLoopCharacteristics${attributes}>${content}</multiInstanceLoopCharacteristics></task>`;
const decision = (gateway: string): string => `<startEvent id="start" /><${gateway} id="x" default="x-b" /><endEvent id="a" /><endEvent id="b" />${flow('start', 'x', 'b')}
<sequenceFlow id="x-a" sourceRef="x" targetRef="a"><conditionExpression>=approved</conditionExpression></sequenceFlow>`;
const beside = (extra: string, holds: Sample['holds']): Sample => ({ xml: bpmn(`${between('<task id="x" />')}${extra}`), id: 'extra', ...(holds && { holds }) });
const nothingOf = (id: string) => (plan: Plan): unknown => plan.elements[id] === undefined && !plan.root.elements.includes(id);
const userTask = (...extensions: readonly string[]): string => `<userTask id="x">${extended(...extensions)}</userTask>`;
const pools = (participants: string, process = between('<task id="x" />')): string =>
  bpmn(process, `<collaboration id="c">${participants}</collaboration><process id="other"><task id="elsewhere" /></process>`);

const ELEMENTS: Readonly<Record<string, Sample>> = {
  userTask: inside('<userTask id="x" />', kindIs('userTask')),
  serviceTask: inside(`<serviceTask id="x">${JOB}</serviceTask>`, kindIs('serviceTask')),
  sendTask: inside('<sendTask id="x" messageRef="message" />', kindIs('throwEvent')),
  receiveTask: inside('<receiveTask id="x" messageRef="message" />', kindIs('receiveTask')),
  scriptTask: inside(`<scriptTask id="x">${extended('<zeebe:script expression="=1 + 1" resultVariable="two" />')}</scriptTask>`, kindIs('scriptTask')),
  businessRuleTask: inside(`<businessRuleTask id="x">${JOB}</businessRuleTask>`, kindIs('serviceTask')),
  manualTask: inside('<manualTask id="x" />', kindIs('passTask')),
  task: inside('<task id="x" />', kindIs('passTask')),
  callActivity: inside(`<callActivity id="x">${extended('<zeebe:calledElement processId="defer" />')}</callActivity>`, kindIs('callActivity')),
  subProcess: inside('<subProcess id="x"><startEvent id="inner" /></subProcess>', kindIs('subProcess')),
  eventSubProcess: { ...eventSample('timer', POSITIONS[1]), holds: (plan) => plan.elements['rescue']?.kind === 'eventSubProcess' && plan.root.eventSubprocesses.includes('rescue') },
  exclusiveGateway: { xml: bpmn(decision('exclusiveGateway')), id: 'x', holds: kindIs('exclusiveGateway') },
  inclusiveGateway: { xml: bpmn(decision('inclusiveGateway')), id: 'x', holds: kindIs('inclusiveGateway') },
  parallelGateway: inside('<parallelGateway id="x" />', kindIs('parallelGateway')),
  eventBasedGateway: {
    xml: bpmn(`<startEvent id="start" /><eventBasedGateway id="x" /><receiveTask id="a" messageRef="message" />
<intermediateCatchEvent id="b">${DEFINITIONS.timer('intermediate catch')}</intermediateCatchEvent>${flow('start', 'x', 'a')}${flow('x', 'b')}`, ROOTS),
    id: 'x',
    holds: kindIs('eventBasedGateway'),
  },
  complexGateway: inside('<complexGateway id="x" />'),
  transaction: inside('<transaction id="x"><startEvent id="inner" /></transaction>'),
  adHocSubProcess: inside('<adHocSubProcess id="x"><task id="inner" /></adHocSubProcess>'),
  implicitThrowEvent: inside('<implicitThrowEvent id="x" />'),
  callChoreography: inside('<callChoreography id="x" />'),
  subChoreography: inside('<subChoreography id="x" />'),
  choreographyTask: inside('<choreographyTask id="x" />'),
  dataObject: beside('<dataObject id="extra" />', nothingOf('extra')),
  dataObjectReference: beside('<dataObject id="data" /><dataObjectReference id="extra" dataObjectRef="data" />', nothingOf('extra')),
  dataStoreReference: beside('<dataStoreReference id="extra" />', nothingOf('extra')),
};

const MARKERS: Readonly<Record<string, Sample>> = {
  'sequence flow': inside('<task id="x" />', (plan) => plan.flows['start-x']?.to === 'x'),
  'conditional flow': { xml: bpmn(decision('exclusiveGateway')), id: 'x', holds: (plan) => plan.flows['x-a']?.condition === 'approved' },
  'default flow': { xml: bpmn(decision('inclusiveGateway')), id: 'x', holds: (plan) => (plan.elements['x'] as { default?: string }).default === 'x-b' },
  'multi-instance, parallel': inside(loop(''), (plan) => multiInstance(plan)?.sequential === false && multiInstance(plan)?.inputCollection === 'branches'),
  'multi-instance, sequential': inside(loop(' isSequential="true"'), (plan) => multiInstance(plan)?.sequential),
  'completion condition': inside(
    loop('', `${extended('<zeebe:loopCharacteristics inputCollection="=branches" />')}<completionCondition>=enough</completionCondition>`),
    (plan) => multiInstance(plan)?.completionCondition === 'enough',
  ),
  'loop cardinality': inside(loop('', '<loopCardinality>3</loopCardinality>')),
  'multi-instance behaviour': inside(loop(' behavior="One"')),
  'standard loop': inside('<task id="x"><standardLoopCharacteristics /></task>'),
  'compensation handler': {
    xml: bpmn(compensated(DEFINITIONS.compensation('boundary, interrupting'))),
    id: 'undo',
    holds: (plan) => (plan.elements['host'] as { compensatedBy?: string }).compensatedBy === 'undo' && (plan.elements['undo'] as { isForCompensation: boolean }).isForCompensation,
  },
  'start or completion quantity': inside('<task id="x" startQuantity="2" />'),
  'participant multiplicity': { xml: pools('<participant id="pool" processRef="p"><participantMultiplicity maximum="3" /></participant>'), id: 'pool', holds: nothingOf('pool') },
  pool: { xml: pools('<participant id="one" processRef="p" /><participant id="two" processRef="other" />'), id: 'one', holds: (plan) => plan.id === 'p' && plan.elements['elsewhere'] === undefined },
  lane: { xml: bpmn(`<laneSet id="lanes"><lane id="lane" name="finance_officer"><flowNodeRef>x</flowNodeRef></lane></laneSet>${between('<userTask id="x" />')}`), id: 'lane', holds: (plan) => plan.elements['x']?.lane === 'finance_officer' },
  'message flow': { xml: pools('<participant id="one" processRef="p" /><participant id="two" /><messageFlow id="extra" sourceRef="two" targetRef="x" />'), id: 'extra', holds: (plan) => plan.flows['extra'] === undefined && plan.elements['x']?.incoming.length === 1 },
  'data association': beside('<task id="t"><dataInputAssociation id="extra"><targetRef>x</targetRef></dataInputAssociation></task>', nothingOf('extra')),
  'resource role': inside('<userTask id="x"><potentialOwner id="extra"><resourceAssignmentExpression><formalExpression>admin</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>', kindIs('userTask')),
  'text annotation': beside('<textAnnotation id="extra"><text>示例</text></textAnnotation>', nothingOf('extra')),
  group: beside('<group id="extra" />', nothingOf('extra')),
  association: beside('<textAnnotation id="note" /><association id="extra" sourceRef="x" targetRef="note" />', nothingOf('extra')),
};

function multiInstance(plan: Plan) {
  const element = plan.elements['x'];
  return element !== undefined && 'multiInstance' in element ? element.multiInstance : undefined;
}

const task = (plan: Plan) => plan.elements['x'] as Extract<Plan['elements'][string], { kind: 'userTask' }>;
const onService = (extension: string): Sample => inside(`<serviceTask id="x">${extended('<zeebe:taskDefinition type="notify" retries="5" />', extension)}</serviceTask>`, (plan) => plan.elements['x']?.kind === 'serviceTask');

const EXTENSIONS: Readonly<Record<string, Sample>> = {
  'zeebe:taskDefinition': { ...onService(''), holds: (plan) => (plan.elements['x'] as { retries?: { value: number } }).retries?.value === 5 },
  'zeebe:taskHeaders': { ...onService('<zeebe:taskHeaders><zeebe:header key="to" value="all" /></zeebe:taskHeaders>'), holds: (plan) => (plan.elements['x'] as { headers?: Record<string, string> }).headers?.['to'] === 'all' },
  'zeebe:ioMapping': inside(userTask('<zeebe:ioMapping><zeebe:input source="=a" target="b.c" /><zeebe:output source="done" target="d" /></zeebe:ioMapping>'), (plan) => task(plan).inputs[0]?.target === 'b.c' && task(plan).outputs[0]?.source === '"done"'),
  'zeebe:properties': inside(userTask(properties({ 'boai:en': 'Review', colour: 'red' })), (plan) => task(plan).name.en === 'Review' && task(plan).properties['colour'] === 'red'),
  'zeebe:userTask': inside(userTask('<zeebe:userTask />'), kindIs('userTask')),
  'zeebe:formDefinition': inside(userTask('<zeebe:formDefinition formId="review" />'), (plan) => task(plan).form === 'review'),
  'zeebe:userTaskForm': { xml: bpmn(`${extended('<zeebe:userTaskForm id="f">{}</zeebe:userTaskForm>')}${between('<task id="x" />')}`), id: 'p', holds: kindIs('passTask') },
  'zeebe:assignmentDefinition': inside(userTask('<zeebe:assignmentDefinition candidateGroups="a, b" assignee="=who" />'), (plan) => task(plan).assignee?.kind === 'feel' && JSON.stringify(task(plan).candidateGroups) === '{"kind":"fixed","value":["a","b"]}'),
  'zeebe:taskSchedule': inside(userTask('<zeebe:taskSchedule dueDate="=due" followUpDate="2026-03-01" />'), (plan) => task(plan).due?.kind === 'feel' && task(plan).followUp?.kind === 'fixed'),
  'zeebe:priorityDefinition': inside(userTask('<zeebe:priorityDefinition priority="70" />'), (plan) => JSON.stringify(task(plan).priority) === '{"kind":"fixed","value":70}'),
  'zeebe:script': { ...(ELEMENTS['scriptTask'] as Sample), holds: (plan) => (plan.elements['x'] as { resultVariable?: string }).resultVariable === 'two' },
  'zeebe:subscription': { ...(ELEMENTS['receiveTask'] as Sample), holds: (plan) => (plan.elements['x'] as { message?: { correlationKey: string } }).message?.correlationKey === 'orderId' },
  'zeebe:loopCharacteristics': inside(loop('', extended('<zeebe:loopCharacteristics inputCollection="=a" inputElement="b" outputCollection="c" outputElement="=d" />')), (plan) => multiInstance(plan)?.outputElement === 'd'),
  'zeebe:calledElement': inside(`<callActivity id="x">${extended('<zeebe:calledElement processId="=which" propagateAllChildVariables="false" />')}</callActivity>`, (plan) => JSON.stringify(plan.elements['x']).includes('"propagateAllParent":true,"propagateAllChild":false')),
  'zeebe:versionTag': { xml: bpmn(`${extended('<zeebe:versionTag value="1" />')}${between('<task id="x" />')}`), id: 'p', holds: kindIs('passTask') },
  'zeebe:jobPriorityDefinition': onService('<zeebe:jobPriorityDefinition priority="9" />'),
  'zeebe:agentDefinition': onService('<zeebe:agentDefinition agentType="a" />'),
  'zeebe:calledDecision': inside(`<businessRuleTask id="x">${extended('<zeebe:calledDecision decisionId="risk" resultVariable="risk" />')}</businessRuleTask>`),
  'zeebe:executionListeners': inside(`<task id="x">${extended('<zeebe:executionListeners><zeebe:executionListener eventType="start" type="audit" /></zeebe:executionListeners>')}</task>`),
  'zeebe:taskListeners': inside(userTask('<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="assign" /></zeebe:taskListeners>')),
  'zeebe:linkedResources': onService('<zeebe:linkedResources><zeebe:linkedResource resourceId="script" /></zeebe:linkedResources>'),
  'zeebe:adHoc': inside(`<subProcess id="x">${extended('<zeebe:adHoc activeElementsCollection="=all" />')}<startEvent id="inner" /></subProcess>`),
  'zeebe:conditionalFilter': inside(`<task id="x">${extended('<zeebe:conditionalFilter variableNames="a" />')}</task>`),
};

/** The model that shows a row; a row without one makes the test of coverage fail. */
export function sampleOf(row: CoverageRow): Sample | undefined {
  if (row.table === 'event') return eventSample(row.kind, row.position);
  const samples = { element: ELEMENTS, marker: MARKERS, extension: EXTENSIONS }[row.table];
  return samples[row.name];
}
