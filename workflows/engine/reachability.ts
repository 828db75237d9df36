import type { Plan } from './plan';

/** Elements from which a token can come to the gateway by one of these flows without passing the gateway itself. */
export function elementsLeadingTo(plan: Plan, gatewayId: string, flows: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = flows.map((flow) => plan.flows[flow]?.from);
  for (let id = open.pop(); id !== undefined || open.length > 0; id = open.pop()) {
    if (id === undefined || id === gatewayId || found.has(id)) continue;
    found.add(id);
    open.push(...predecessors(plan, id));
  }
  return found;
}

function predecessors(plan: Plan, id: string): string[] {
  const element = plan.elements[id];
  if (!element) return [];
  const sources = element.incoming.flatMap((flow) => plan.flows[flow]?.from ?? []);
  if (element.kind === 'boundaryEvent') sources.push(element.attachedTo);
  if (element.kind === 'catchEvent' && element.event.kind === 'link') sources.push(...linkThrowers(plan, element.scope, element.event.name));
  return sources;
}

function linkThrowers(plan: Plan, scope: string, name: string): string[] {
  return Object.values(plan.elements)
    .filter((other) => other.kind === 'throwEvent' && other.scope === scope && other.event.kind === 'link' && other.event.name === name)
    .map((other) => other.id);
}
