import type { Element } from '../../engine/plan';
import type { Compilation } from '../compilation';

/** Nothing flows into a start or out of an end, and conditions stand where they are evaluated. */
export function checkFlowEnds({ elements, flows, nodes, problems }: Compilation): void {
  for (const element of Object.values(elements)) {
    const node = nodes.get(element.id);
    if (element.incoming.length > 0 && !takesFlows(element)) problems.invalid(node, 'no sequence flow may lead into it');
    if (element.outgoing.length > 0 && !givesFlows(element, node?.type)) problems.invalid(node, 'no sequence flow may leave it');
  }
  for (const flow of Object.values(flows)) {
    const from = elements[flow.from];
    const decides = from === undefined || from.kind === 'exclusiveGateway' || from.kind === 'inclusiveGateway';
    if (flow.condition !== undefined && !decides) {
      problems.unsupported(nodes.get(flow.id), 'a condition is evaluated only on flows out of an exclusive or inclusive gateway');
    }
  }
}

function takesFlows(element: Element): boolean {
  if (element.kind === 'startEvent' || element.kind === 'boundaryEvent' || element.kind === 'eventSubProcess') return false;
  if ('isForCompensation' in element && element.isForCompensation) return false;
  return !(element.kind === 'catchEvent' && element.event.kind === 'link');
}

function givesFlows(element: Element, type: string | undefined): boolean {
  if (element.kind === 'endEvent' || type === 'endEvent' || element.kind === 'eventSubProcess') return false;
  if ('isForCompensation' in element && element.isForCompensation) return false;
  if (element.kind === 'boundaryEvent' && element.event.kind === 'compensation') return false;
  return !(element.kind === 'throwEvent' && element.event.kind === 'link');
}
