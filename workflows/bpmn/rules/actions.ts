import { actionOf } from '../../engine/action-of';
import type { Compilation } from '../compilation';

/** What people may do is for somebody: for the groups that it names, else for the role of its lane. */
export function checkActions({ elements, nodes, problems }: Compilation): void {
  for (const element of Object.values(elements)) {
    const action = actionOf(element);
    if (action && !action.actors && element.lane === undefined) problems.invalid(nodes.get(element.id), 'boai:action needs boai:actors, or a lane whose role may take it');
  }
}
