import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import { eventKindOf } from '../elements/event-definition';
import { caughtBy } from './caught-by';

/** A process begins somewhere, a sub-process at exactly one none start event, an event sub-process at exactly one event. */
export function checkStarts({ scopes, problems, elements }: Compilation): void {
  for (const { container, starts } of scopes) {
    if (container.type === 'process') checkProcess(container, starts);
    else if (container.flag('triggeredByEvent', false)) checkEventSubProcess(container, starts);
    else if (starts.length !== 1) problems.invalid(container, `a sub-process needs exactly one start event, not ${starts.length}`);
    reportTwins(container);
  }

  function checkProcess(container: BpmnNode, starts: readonly BpmnNode[]): void {
    if (starts.length === 0) problems.invalid(container, 'the process has no start event');
    const none = starts.filter((start) => eventKindOf(start) === 'none');
    if (none.length > 1) problems.invalid(container, `the process has ${none.length} none start events; at most one can be run: ${none.map((start) => start.id ?? '').join(', ')}`);
  }

  function checkEventSubProcess(container: BpmnNode, starts: readonly BpmnNode[]): void {
    if (starts.length !== 1) problems.invalid(container, `an event sub-process needs exactly one start event, not ${starts.length}`);
  }

  function reportTwins(container: BpmnNode): void {
    const eventSubProcesses = container.children('flowElements').filter((node) => node.flag('triggeredByEvent', false));
    for (const holders of [[container], eventSubProcesses]) {
      const seen = new Set<string>();
      for (const start of holders.flatMap((holder) => holder.children('flowElements')).filter((node) => node.type === 'startEvent')) {
        const element = elements[start.id ?? ''];
        const caught = element?.kind === 'startEvent' ? caughtBy(element.event) : undefined;
        if (caught === undefined) continue;
        if (seen.has(caught)) problems.invalid(container, `two of its ${holders[0] === container ? 'start events' : 'event sub-processes'} wait for the same ${caught}`);
        seen.add(caught);
      }
    }
  }
}
