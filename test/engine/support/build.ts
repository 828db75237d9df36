import type { Element, EventDefinition, Feel, Flow, MultiInstance, Plan, Scope, TimerDefinition, Valued } from '../../../workflows/engine/plan';

/** What a test says of an element; the rest is filled in. */
export type Node = { readonly kind: Element['kind']; readonly id: string; readonly inside?: Drawing; readonly [more: string]: unknown };

/** Nodes and flows as one would draw them: `'a > b'`, or `'gateway > b : x = 1'` with a condition. The flow's id is `a>b`. */
export interface Drawing {
  readonly nodes: readonly Node[];
  readonly flows: readonly string[];
}

export const feel = (text: Feel): Valued<never> => ({ kind: 'feel', feel: text });
export const fixed = <T>(value: T): Valued<T> => ({ kind: 'fixed', value });

export const none: EventDefinition = { kind: 'none' };
export const after = (duration: string): EventDefinition => timer({ kind: 'duration', after: fixed(duration) });
export const at = (date: Valued<string>): EventDefinition => timer({ kind: 'date', at: date });
export const every = (cycle: string): EventDefinition => timer({ kind: 'cycle', every: fixed(cycle) });
export const message = (name: string, correlationKey = '"k"'): Extract<EventDefinition, { kind: 'message' }> => ({ kind: 'message', name: fixed(name), correlationKey });
export const signal = (name: string): EventDefinition => ({ kind: 'signal', name: fixed(name) });
export const error = (code?: string): EventDefinition => (code === undefined ? { kind: 'error' } : { kind: 'error', code: fixed(code) });
export const escalation = (code?: string): EventDefinition => (code === undefined ? { kind: 'escalation' } : { kind: 'escalation', code: fixed(code) });
export const compensation = (activity?: string): EventDefinition => (activity === undefined ? { kind: 'compensation' } : { kind: 'compensation', activity });
export const link = (name: string): EventDefinition => ({ kind: 'link', name });
export const terminate: EventDefinition = { kind: 'terminate' };

function timer(definition: TimerDefinition): EventDefinition {
  return { kind: 'timer', timer: definition };
}

type More = { readonly [more: string]: unknown };
export const start = (id = 'start', event: EventDefinition = none, more: More = {}): Node => ({ kind: 'startEvent', id, event, interrupting: true, ...more });
export const end = (id = 'end', event: EventDefinition = none, more: More = {}): Node => ({ kind: 'endEvent', id, event, ...more });
export const user = (id: string, more: More = {}): Node => ({ kind: 'userTask', id, reminders: [], notActorOf: [], ...more });
export const service = (id: string, more: More = {}): Node => ({ kind: 'serviceTask', id, jobType: fixed(`do-${id}`), retries: fixed(3), headers: {}, ...more });
export const script = (id: string, expression: string, resultVariable: string, more: More = {}): Node => ({ kind: 'scriptTask', id, expression, resultVariable, ...more });
export const receive = (id: string, event: EventDefinition, more: More = {}): Node => ({ kind: 'receiveTask', id, message: event, ...more });
export const manual = (id: string, more: More = {}): Node => ({ kind: 'passTask', id, ...more });
export const call = (id: string, process: string, more: More = {}): Node => ({ kind: 'callActivity', id, process: fixed(process), propagateAllParent: true, propagateAllChild: true, ...more });
export const sub = (id: string, inside: Drawing, more: More = {}): Node => ({ kind: 'subProcess', id, inside, ...more });
export const eventSub = (id: string, inside: Drawing): Node => ({ kind: 'eventSubProcess', id, inside });
export const caught = (id: string, event: EventDefinition, more: More = {}): Node => ({ kind: 'catchEvent', id, event, ...more });
export const thrown = (id: string, event: EventDefinition, more: More = {}): Node => ({ kind: 'throwEvent', id, event, ...more });
export const boundary = (id: string, attachedTo: string, event: EventDefinition, more: More = {}): Node => ({ kind: 'boundaryEvent', id, attachedTo, event, interrupting: true, ...more });
export const exclusive = (id: string, more: More = {}): Node => ({ kind: 'exclusiveGateway', id, ...more });
export const parallel = (id: string): Node => ({ kind: 'parallelGateway', id });
export const inclusive = (id: string, more: More = {}): Node => ({ kind: 'inclusiveGateway', id, ...more });
export const firstOf = (id: string): Node => ({ kind: 'eventBasedGateway', id });
export const each = (inputCollection: string, more: Partial<MultiInstance> = {}): { multiInstance: MultiInstance } => ({
  multiInstance: { sequential: false, inputCollection, inputElement: 'item', ...more },
});

/** A plan as the compiler would make it from the drawing. */
export function build(drawing: Drawing, more: Partial<Plan> = {}): Plan {
  const elements: Record<string, Element> = {};
  const flows: Record<string, Flow> = {};
  const id = more.id ?? 'process';
  const root = addScope(id, drawing, elements, flows);
  return {
    format: 1,
    id,
    name: { zh: id },
    zone: 'Asia/Shanghai',
    root,
    elements,
    flows,
    starters: [],
    properties: {},
    forms: {},
    called: {},
    ...more,
  };
}

function addScope(id: string, { nodes, flows: drawn }: Drawing, elements: Record<string, Element>, flows: Record<string, Flow>): Scope {
  const own = drawn.map(parseFlow);
  for (const flow of own) flows[flow.id] = flow;
  for (const { inside, ...node } of nodes) {
    const inner = inside ? addScope(node.id, inside, elements, flows) : undefined;
    const element = {
      name: { zh: node.id },
      scope: id,
      incoming: own.filter((flow) => flow.to === node.id).map((flow) => flow.id),
      outgoing: own.filter((flow) => flow.from === node.id).map((flow) => flow.id),
      inputs: [],
      outputs: [],
      properties: {},
      ...(isActivity(node.kind) ? { boundary: nodes.filter((other) => other.attachedTo === node.id).map((other) => other.id), isForCompensation: false } : {}),
      ...(inner ? { inner } : {}),
      ...(node.kind === 'eventSubProcess' ? { start: inner?.starts[0] } : {}),
      ...node,
    };
    elements[node.id] = element as unknown as Element;
  }
  return {
    id,
    starts: nodes.filter((node) => node.kind === 'startEvent').map((node) => node.id),
    eventSubprocesses: nodes.filter((node) => node.kind === 'eventSubProcess').map((node) => node.id),
    elements: nodes.map((node) => node.id),
  };
}

function isActivity(kind: Element['kind']): boolean {
  return kind.endsWith('Task') || kind === 'subProcess' || kind === 'callActivity';
}

function parseFlow(text: string): Flow {
  const [, from = '', to = '', condition] = /^(\S+) > (\S+)(?: : (.+))?$/.exec(text) ?? [];
  return { id: `${from}>${to}`, from, to, ...(condition === undefined ? {} : { condition }) };
}
