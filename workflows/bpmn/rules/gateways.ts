import type { Element, Flow, Gateway } from '../../engine/plan';
import type { Compilation } from '../compilation';
import { caughtBy } from './caught-by';

/** A gateway that decides can always decide, and an event-based one is followed by events. */
export function checkGateways(compilation: Compilation): void {
  for (const element of Object.values(compilation.elements)) {
    if (element.kind === 'exclusiveGateway' || element.kind === 'inclusiveGateway') checkDecision(element, compilation);
    if (element.kind === 'eventBasedGateway') checkEventBased(element, compilation);
  }
}

function checkDecision(gateway: Gateway, { flows, nodes, problems }: Compilation): void {
  const node = nodes.get(gateway.id);
  if (gateway.default !== undefined && !gateway.outgoing.includes(gateway.default)) {
    problems.invalid(node, `its default flow "${gateway.default}" does not leave it`);
  }
  for (const flow of outgoing(gateway, flows)) {
    const isDefault = flow.id === gateway.default;
    if (isDefault && flow.condition !== undefined) {
      problems.warn(nodes.get(flow.id), 'the condition of a default flow is never evaluated', 'invalid');
      flows[flow.id] = { id: flow.id, from: flow.from, to: flow.to, ...(flow.name && { name: flow.name }) };
    }
    const hasCondition = nodes.get(flow.id)?.child('conditionExpression')?.text('body') !== undefined;
    if (!isDefault && !hasCondition && gateway.outgoing.length > 1) {
      problems.invalid(nodes.get(flow.id), `the flow out of the gateway "${gateway.id}" needs a condition, or must be its default`);
    }
  }
}

function checkEventBased(gateway: Gateway, compilation: Compilation): void {
  const { elements, flows, nodes, problems } = compilation;
  const node = nodes.get(gateway.id);
  if (gateway.outgoing.length < 2) problems.invalid(node, 'an event-based gateway needs at least two outgoing flows');
  for (const flow of outgoing(gateway, flows)) {
    const target = nodes.get(flow.to);
    if (target === undefined) continue;
    const element = elements[flow.to];
    const fits = element === undefined ? /^(intermediateCatchEvent|receiveTask)$/.test(target.type) : isAwaitable(element);
    if (!fits) {
      problems.invalid(node, `an event-based gateway is followed by message, timer and signal catch events or receive tasks, not by "${flow.to}"`);
    } else if (element !== undefined && carriesMore(element)) {
      problems.unsupported(target, `after the event-based gateway "${gateway.id}" a receive task may not be multi-instance or carry boundary events`);
    } else if (element !== undefined && element.incoming.length > 1) {
      problems.invalid(target, `after the event-based gateway "${gateway.id}" it may have no other incoming flow`);
    }
  }
  reportTwins(gateway, compilation);
}

/** Two events behind one gateway that catch the same thing: nobody could say which one does. */
function reportTwins(gateway: Gateway, { elements, flows, nodes, problems }: Compilation): void {
  const seen = new Set<string>();
  for (const flow of outgoing(gateway, flows)) {
    const target = elements[flow.to];
    const event = target?.kind === 'catchEvent' ? target.event : target?.kind === 'receiveTask' ? target.message : undefined;
    const caught = event && caughtBy(event);
    if (caught === undefined) continue;
    if (seen.has(caught)) problems.invalid(nodes.get(gateway.id), `two of the events that follow it catch the same ${caught}`);
    seen.add(caught);
  }
}

/** The gateway waits in the receive task's stead, so nothing that needs the task itself to be entered would work. */
function carriesMore(element: Element): boolean {
  return element.kind === 'receiveTask' && (element.multiInstance !== undefined || element.boundary.length > 0);
}

function isAwaitable(element: Element): boolean {
  if (element.kind === 'receiveTask') return true;
  return element.kind === 'catchEvent' && ['message', 'timer', 'signal'].includes(element.event.kind);
}

function outgoing(gateway: Gateway, flows: Readonly<Record<string, Flow>>): readonly Flow[] {
  return gateway.outgoing.flatMap((id) => flows[id] ?? []);
}
