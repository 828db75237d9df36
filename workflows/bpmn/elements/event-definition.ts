import type { Action, EventDefinition, Valued } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import { eventSupport, type EventKind, type Position } from '../support-table';
import { actionOf } from './action';
import { timerOf } from './timer';

const KINDS: Readonly<Record<string, EventKind>> = {
  timerEventDefinition: 'timer',
  messageEventDefinition: 'message',
  signalEventDefinition: 'signal',
  errorEventDefinition: 'error',
  escalationEventDefinition: 'escalation',
  compensateEventDefinition: 'compensation',
  linkEventDefinition: 'link',
  terminateEventDefinition: 'terminate',
  conditionalEventDefinition: 'conditional',
  cancelEventDefinition: 'cancel',
};

/** What an event is about. */
export function eventKindOf(node: BpmnNode): EventKind {
  const definitions = definitionsOf(node);
  const [only] = definitions;
  if (only === undefined) return 'none';
  return definitions.length > 1 ? 'multiple' : (KINDS[only.type] ?? 'multiple');
}

function definitionsOf(node: BpmnNode): readonly BpmnNode[] {
  return [...node.children('eventDefinitions'), ...node.children('eventDefinitionRef')];
}

/** Compiles the definition of an event at a position; what the table does not allow there is refused. */
export function eventDefinitionOf(node: BpmnNode, position: Position, compilation: Compilation): EventDefinition | undefined {
  const kind = eventKindOf(node);
  const support = eventSupport(kind, position);
  if (support.status === 'no') {
    compilation.problems.unsupported(node, support.reason);
    return undefined;
  }
  if (support.status === 'none') {
    compilation.problems.invalid(node, kind === 'none' ? 'it has no event definition: nothing says what it waits for' : `BPMN has no ${kind} event here (${position})`);
    return undefined;
  }
  const action = actionOf(node, kind, position, compilation);
  const [definition] = definitionsOf(node);
  return definition === undefined ? { kind: 'none' } : compileDefinition(kind, node, definition, position, action, compilation);
}

function compileDefinition(kind: EventKind, node: BpmnNode, definition: BpmnNode, position: Position, action: Action | undefined, compilation: Compilation): EventDefinition | undefined {
  switch (kind) {
    case 'timer': {
      const timer = timerOf(node, definition, position, compilation);
      return timer && { kind, timer };
    }
    case 'message':
      return withAction(messageOf(node, definition.child('messageRef'), compilation, { needsKey: action === undefined && !['start', 'intermediate throw', 'end'].includes(position) }), action);
    case 'signal': {
      const name = nameOf(node, 'signal', definition.child('signalRef'), compilation);
      return name && { kind, name };
    }
    case 'error':
      return coded(kind, node, definition.child('errorRef'), 'errorCode', position, compilation);
    case 'escalation':
      return coded(kind, node, definition.child('escalationRef'), 'escalationCode', position, compilation);
    case 'compensation':
      return compensationOf(node, definition, compilation);
    case 'link': {
      const name = definition.name;
      if (name === undefined) compilation.problems.invalid(node, 'a link event needs a link name');
      return name === undefined ? undefined : { kind, name };
    }
    case 'terminate':
      return { kind };
    case 'none':
    case 'conditional':
    case 'cancel':
    case 'multiple':
      return undefined;
  }
}

function withAction<T extends EventDefinition>(event: T | undefined, action: Action | undefined): T | undefined {
  return event && action ? { ...event, action } : event;
}

/** Compiles the message that an event or a receive task waits for, or publishes. */
export function messageOf(
  node: BpmnNode,
  message: BpmnNode | undefined,
  compilation: Compilation,
  { needsKey }: { readonly needsKey: boolean },
): Extract<EventDefinition, { kind: 'message' }> | undefined {
  const name = nameOf(node, 'message', message, compilation);
  const text = message?.extension('zeebe:subscription')?.text('correlationKey');
  if (name === undefined) return undefined;
  if (text === undefined) {
    if (needsKey) compilation.problems.invalid(node, `the message "${message?.name ?? ''}" needs a correlationKey in its zeebe:subscription`);
    return needsKey ? undefined : { kind: 'message', name };
  }
  const correlationKey = compilation.expressions.feel(node, 'the correlationKey', text);
  return correlationKey === undefined ? undefined : { kind: 'message', name, correlationKey };
}

function nameOf(node: BpmnNode, what: 'message' | 'signal', root: BpmnNode | undefined, compilation: Compilation): Valued<string> | undefined {
  const text = root?.name;
  if (root === undefined) compilation.problems.invalid(node, `it names no ${what} (${what}Ref)`);
  else if (text === undefined) compilation.problems.invalid(node, `the ${what} "${root.id ?? ''}" has no name`);
  return text === undefined ? undefined : compilation.expressions.valued(node, `the ${what}'s name`, text);
}

function coded(
  kind: 'error' | 'escalation',
  node: BpmnNode,
  root: BpmnNode | undefined,
  property: string,
  position: Position,
  compilation: Compilation,
): EventDefinition | undefined {
  const text = root?.text(property);
  const throws = position === 'end' || position === 'intermediate throw';
  if (text === undefined) {
    if (!throws) return { kind };
    compilation.problems.invalid(node, `it throws an ${kind} and needs an ${kind}Ref with an ${property}`);
    return undefined;
  }
  if (!throws && text.startsWith('=')) {
    compilation.problems.invalid(node, `the ${property} of an event that catches must be fixed, not the expression "${text}"`);
    return undefined;
  }
  const code = compilation.expressions.valued(node, `the ${property}`, text);
  return code && { kind, code };
}

function compensationOf(node: BpmnNode, definition: BpmnNode, { problems }: Compilation): EventDefinition | undefined {
  if (!definition.flag('waitForCompletion', true)) {
    problems.unsupported(node, 'a compensation event that does not wait (waitForCompletion="false") is not supported');
    return undefined;
  }
  const activity = definition.child('activityRef')?.id;
  return activity === undefined ? { kind: 'compensation' } : { kind: 'compensation', activity };
}
