import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import { eventKindOf } from '../elements/event-definition';

/** A process begins somewhere, a sub-process at exactly one none start event, an event sub-process at exactly one event. */
export function checkStarts({ scopes, problems, elements }: Compilation): void {
  for (const { container, starts } of scopes) {
    if (container.type === 'process') checkProcess(container, starts);
    else if (container.flag('triggeredByEvent', false)) checkEventSubProcess(container, starts);
    else if (starts.length !== 1) problems.invalid(container, `a sub-process needs exactly one start event, not ${starts.length}`);
  }

  function checkProcess(container: BpmnNode, starts: readonly BpmnNode[]): void {
    if (starts.length === 0) problems.invalid(container, 'the process has no start event');
    const none = starts.filter((start) => eventKindOf(start) === 'none');
    if (none.length > 1) problems.invalid(container, `the process has ${none.length} none start events; at most one can be run: ${none.map((start) => start.id ?? '').join(', ')}`);
    reportTwins(starts, container);
  }

  function checkEventSubProcess(container: BpmnNode, starts: readonly BpmnNode[]): void {
    if (starts.length !== 1) problems.invalid(container, `an event sub-process needs exactly one start event, not ${starts.length}`);
  }

  function reportTwins(starts: readonly BpmnNode[], container: BpmnNode): void {
    const names = new Set<string>();
    for (const start of starts) {
      const element = elements[start.id ?? ''];
      if (element?.kind !== 'startEvent' || element.event.kind !== 'message' || element.event.name.kind !== 'fixed') continue;
      const name = element.event.name.value;
      if (names.has(name)) problems.invalid(container, `two of its start events wait for the message "${name}"`);
      names.add(name);
    }
  }
}
