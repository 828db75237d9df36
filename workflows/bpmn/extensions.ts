import type { BpmnNode } from './bpmn-node';
import type { Compilation } from './compilation';
import { extensionSupport } from './support-table';

/** Extension elements that hold a list: an empty one says nothing. */
const LISTS: Readonly<Record<string, string>> = { 'zeebe:executionListeners': 'listeners', 'zeebe:taskListeners': 'listeners', 'zeebe:linkedResources': 'values' };

/** Refuses `zeebe:` extension elements that would change what happens and are not supported. Those of other namespaces say nothing to us. */
export function checkExtensions(node: BpmnNode, { problems }: Compilation): void {
  for (const extension of node.extensions.filter(({ type }) => type.startsWith('zeebe:'))) {
    const support = extensionSupport(extension.type);
    const list = LISTS[extension.type];
    if (list !== undefined && extension.children(list).length === 0) continue;
    if (support === undefined) problems.unsupported(node, `${extension.type} is not known`);
    else if (support.status === 'no') problems.unsupported(node, support.reason);
    else if (support.status === 'ignored' && extension.type === 'zeebe:jobPriorityDefinition') problems.warn(node, 'the priority of its jobs is not heeded');
  }
}
