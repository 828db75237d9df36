import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';

/** A compensation boundary event has exactly one handler, and a handler belongs to one; notes who undoes whom. */
export function checkCompensation(process: BpmnNode, compilation: Compilation): void {
  const { elements, nodes, problems, compensatedBy } = compilation;
  const associations = associationsIn(process);
  const handlers = new Set<string>();
  for (const event of Object.values(elements)) {
    if (event.kind !== 'boundaryEvent' || event.event.kind !== 'compensation') continue;
    const node = nodes.get(event.id);
    const ends = associations.flatMap(({ source, target }) => (source === node ? [target] : target === node ? [source] : []));
    const [handler] = ends.filter((end) => end.flag('isForCompensation', false));
    if (ends.length !== 1) problems.invalid(node, `a compensation boundary event needs exactly one association to its handler, not ${ends.length}`);
    else if (handler?.id === undefined || handler.parent !== node?.parent) problems.invalid(node, 'the handler of a compensation boundary event is an activity of its scope marked isForCompensation');
    else {
      compensatedBy.set(event.attachedTo, handler.id);
      handlers.add(handler.id);
    }
  }
  for (const element of Object.values(elements)) {
    if ('isForCompensation' in element && element.isForCompensation && !handlers.has(element.id)) {
      problems.invalid(nodes.get(element.id), 'it is marked isForCompensation, but no compensation boundary event leads to it');
    }
    const host = element.kind === 'boundaryEvent' ? elements[element.attachedTo] : undefined;
    if (host !== undefined && 'isForCompensation' in host && host.isForCompensation) {
      problems.invalid(nodes.get(element.id), `a compensation handler carries no boundary events, but this one is attached to "${host.id}"`);
    }
  }
  checkThrown(compilation);
}

/** A compensation event that names an activity names one of its own scope, or of the scope round its event sub-process. */
function checkThrown({ elements, nodes, problems, compensatedBy }: Compilation): void {
  for (const element of Object.values(elements)) {
    if ((element.kind !== 'endEvent' && element.kind !== 'throwEvent') || element.event.kind !== 'compensation') continue;
    const { activity } = element.event;
    if (activity === undefined) continue;
    const target = elements[activity];
    const scope = elements[element.scope];
    const reachable = target !== undefined && (target.scope === element.scope || (scope?.kind === 'eventSubProcess' && target.scope === scope.scope));
    if (!reachable) problems.invalid(nodes.get(element.id), `the activity "${activity}" to compensate does not stand in its scope`);
    else if (!compensatedBy.has(activity) && target.kind !== 'subProcess') problems.invalid(nodes.get(element.id), `the activity "${activity}" to compensate has no compensation handler`);
  }
}

function associationsIn(container: BpmnNode): readonly { readonly source: BpmnNode; readonly target: BpmnNode }[] {
  const own = container.children('artifacts').flatMap((artifact) => {
    const source = artifact.child('sourceRef');
    const target = artifact.child('targetRef');
    return artifact.type === 'association' && source && target ? [{ source, target }] : [];
  });
  return [...own, ...container.children('flowElements').flatMap(associationsIn)];
}
