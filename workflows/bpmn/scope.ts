import type { Element, ElementBase, Flow, Scope } from '../engine/plan';
import { checkBoaiProperties, localTextOf } from './boai-properties';
import type { BpmnNode } from './bpmn-node';
import { localNameOf, type Compilation, type ElementCompiler } from './compilation';
import { activityBase } from './elements/activity';
import { callActivity } from './elements/call-activity';
import { boundaryEvent, endEvent, intermediateCatchEvent, intermediateThrowEvent, startEvent } from './elements/events';
import { eventBasedGateway, exclusiveGateway, inclusiveGateway, parallelGateway } from './elements/gateways';
import { businessRuleTask, serviceTask } from './elements/service-task';
import { passTask, receiveTask, scriptTask, sendTask } from './elements/tasks';
import { userTask } from './elements/user-task';
import { checkExtensions } from './extensions';
import { elementSupport, type ELEMENT_SUPPORT } from './support-table';
import { mappingsOf, propertiesOf } from './zeebe';

type SupportedElement = { [Type in keyof typeof ELEMENT_SUPPORT]: (typeof ELEMENT_SUPPORT)[Type] extends { status: 'yes' } ? Type : never }[keyof typeof ELEMENT_SUPPORT];

type EventType = 'startEvent' | 'endEvent' | 'intermediateCatchEvent' | 'intermediateThrowEvent' | 'boundaryEvent';

const COMPILERS: Readonly<Record<Exclude<SupportedElement, 'eventSubProcess'> | EventType, ElementCompiler>> = {
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  manualTask: passTask,
  task: passTask,
  callActivity,
  subProcess,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  startEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
};

/** Ids of a scope's flows, in the order of the file, by the element at either end. */
interface FlowsOf {
  readonly to: ReadonlyMap<string, readonly string[]>;
  readonly from: ReadonlyMap<string, readonly string[]>;
}

/** Compiles what a process or a sub-process contains into `compilation`, and answers its scope. */
export function compileScope(container: BpmnNode, compilation: Compilation): Scope {
  const id = container.id ?? '';
  const content = container.children('flowElements');
  const nodes = content.filter((node) => node.type !== 'sequenceFlow');
  for (const node of nodes) registerNode(node, compilation);
  const flows = (compilation.flowNodes.get(container) ?? []).flatMap((node) => compileFlow(node, container, compilation) ?? []);
  const flowsOf: FlowsOf = { to: groupedBy(flows, (flow) => flow.to), from: groupedBy(flows, (flow) => flow.from) };

  const elements = nodes.flatMap((node) => compileNode(node, container, flowsOf, compilation) ?? []);
  const ofKind = (kind: Element['kind']) => elements.filter((element) => element.kind === kind).map((element) => element.id);
  compilation.scopes.push({ container, starts: nodes.filter((node) => node.type === 'startEvent') });
  return { id, starts: ofKind('startEvent'), eventSubprocesses: ofKind('eventSubProcess'), elements: elements.map((element) => element.id) };
}

/** Notes every sequence flow of a process under the scope that it begins in; modelers sometimes leave one in the scope that its ends were dragged out of. */
export function readFlows(container: BpmnNode, compilation: Compilation): void {
  for (const node of container.children('flowElements')) {
    if (node.type !== 'sequenceFlow') readFlows(node, compilation);
    else {
      const scope = node.child('sourceRef')?.parent ?? container;
      const flows = compilation.flowNodes.get(scope) ?? [];
      flows.push(node);
      compilation.flowNodes.set(scope, flows);
    }
  }
}

function groupedBy(flows: readonly Flow[], end: (flow: Flow) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const flow of flows) {
    const group = groups.get(end(flow)) ?? [];
    group.push(flow.id);
    groups.set(end(flow), group);
  }
  return groups;
}

function registerNode(node: BpmnNode, { nodes, problems }: Compilation): void {
  if (node.id === undefined) {
    if (elementSupport(node.type)?.status !== 'ignored') problems.invalid(node, 'it has no id');
    return;
  }
  if (node.id in Object.prototype) problems.invalid(node, 'this id is reserved; give it another one');
  else nodes.set(node.id, node);
}

function compileFlow(node: BpmnNode, container: BpmnNode, compilation: Compilation): Flow | undefined {
  const { problems, flows, expressions } = compilation;
  const id = node.id;
  if (id === undefined) {
    problems.invalid(node, 'a sequence flow has no id');
    return undefined;
  }
  registerNode(node, compilation);
  checkExtensions(node, compilation);
  checkBoaiProperties(node, compilation);
  const [source, target] = (['sourceRef', 'targetRef'] as const).map((end) => {
    const at = node.child(end);
    if (at === undefined) problems.invalid(node, `the sequence flow has no ${end}`);
    return at;
  });
  const from = source?.id;
  const to = target?.id;
  if (from === undefined || to === undefined) return undefined;
  if (target?.parent !== container) {
    problems.invalid(node, `the sequence flow leaves its scope: "${from}" and "${to}" do not stand in the same process or sub-process`);
    return undefined;
  }
  const text = node.child('conditionExpression')?.text('body');
  const condition = text === undefined ? undefined : expressions.feel(node, 'the condition', text);
  const flow: Flow = { id, from, to, ...(node.name === undefined ? {} : { name: localNameOf(node) }), ...(condition === undefined ? {} : { condition }) };
  flows[id] = flow;
  return flow;
}

function compileNode(node: BpmnNode, container: BpmnNode, flows: FlowsOf, compilation: Compilation): Element | undefined {
  const { problems, elements } = compilation;
  const support = elementSupport(node.type);
  if (support?.status === 'ignored') return undefined;
  if (support?.status === 'no') {
    problems.unsupported(node, support.reason);
    return undefined;
  }
  const compiler = (COMPILERS as Readonly<Record<string, ElementCompiler>>)[node.type];
  if (compiler === undefined) {
    problems.unsupported(node, `a ${node.type} is not supported`);
    return undefined;
  }
  if (node.id === undefined || !compilation.nodes.has(node.id)) return undefined;
  checkExtensions(node, compilation);
  checkBoaiProperties(node, compilation);
  const element = compiler(node, baseOf(node, node.id, container, flows, compilation), compilation);
  if (element !== undefined) elements[node.id] = element;
  return element;
}

function baseOf(node: BpmnNode, id: string, container: BpmnNode, flows: FlowsOf, compilation: Compilation): ElementBase {
  const lane = compilation.lanes.get(id) ?? compilation.lanes.get(container.id ?? '');
  if (lane !== undefined) compilation.lanes.set(id, lane);
  const stage = localTextOf(node, 'boai:stage', compilation);
  return {
    id,
    name: localNameOf(node),
    scope: container.id ?? '',
    incoming: flows.to.get(id) ?? [],
    outgoing: flows.from.get(id) ?? [],
    inputs: mappingsOf(node, 'input', compilation),
    outputs: mappingsOf(node, 'output', compilation),
    properties: propertiesOf(node),
    ...(lane === undefined ? {} : { lane }),
    ...(stage === undefined ? {} : { stage }),
  };
}

function subProcess(node: BpmnNode, base: ElementBase, compilation: Compilation): Element | undefined {
  const inner = compileScope(node, compilation);
  if (!node.flag('triggeredByEvent', false)) return { ...activityBase(node, base, compilation), kind: 'subProcess', inner };
  if (node.child('loopCharacteristics') !== undefined) compilation.problems.invalid(node, 'an event sub-process cannot be multi-instance');
  const [start] = inner.starts;
  return start === undefined ? undefined : { ...base, kind: 'eventSubProcess', inner, start };
}
