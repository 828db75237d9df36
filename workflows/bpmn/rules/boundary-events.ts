import type { BoundaryEvent } from '../../engine/plan';
import type { Compilation } from '../compilation';
import { caughtBy } from './caught-by';

/** A boundary event sits on an activity of its own scope that can bring it about, and leads somewhere. */
export function checkBoundaryEvents(compilation: Compilation): void {
  const { elements, nodes, problems } = compilation;
  const boundary = Object.values(elements).filter((element): element is BoundaryEvent => element.kind === 'boundaryEvent');
  for (const event of boundary) {
    const node = nodes.get(event.id);
    const hostNode = nodes.get(event.attachedTo);
    const host = elements[event.attachedTo];
    if (hostNode === undefined || hostNode.parent !== node?.parent) problems.invalid(node, `the activity "${event.attachedTo}" that it is attached to does not stand in its scope`);
    else if (host !== undefined && !('boundary' in host && /task|process|activity/i.test(hostNode.type))) problems.invalid(node, `a boundary event is attached to an activity, not to the ${hostNode.type} "${event.attachedTo}"`);
    if (event.event.kind === 'escalation' && host !== undefined && host.kind !== 'subProcess' && host.kind !== 'callActivity') {
      problems.invalid(node, 'an escalation boundary event is attached to a sub-process or a call activity');
    }
    if (event.outgoing.length === 0 && event.event.kind !== 'compensation') problems.invalid(node, 'a boundary event needs an outgoing flow');
  }
  reportTwins(boundary, compilation);
}

/** Two events that catch the same thing on one activity: nobody could say which one does. */
function reportTwins(boundary: readonly BoundaryEvent[], { nodes, problems }: Compilation): void {
  const seen = new Set<string>();
  for (const event of boundary) {
    const caught = caughtBy(event.event);
    if (caught === undefined) continue;
    const key = `${event.attachedTo} ${caught}`;
    if (seen.has(key)) problems.invalid(nodes.get(event.id), `another boundary event of "${event.attachedTo}" catches the same ${caught}`);
    seen.add(key);
  }
}
