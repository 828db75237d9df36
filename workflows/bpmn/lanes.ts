import type { BpmnNode } from './bpmn-node';
import { checkBoaiProperties } from './boai-properties';
import type { Compilation } from './compilation';
import { propertiesOf } from './zeebe';

/** Notes for every flow node the role of its innermost lane; that of the pool, when the pool names one, comes first. */
export function readLanes(process: BpmnNode, participant: BpmnNode | undefined, compilation: Compilation): void {
  if (participant !== undefined) checkBoaiProperties(participant, compilation);
  const poolRole = participant === undefined ? undefined : propertiesOf(participant)['boai:role'];
  if (poolRole) for (const node of process.children('flowElements')) note(node, poolRole, compilation);
  readLaneSets(process, compilation);
}

function readLaneSets(container: BpmnNode, compilation: Compilation): void {
  for (const lane of container.children('laneSets').flatMap((set) => set.children('lanes'))) readLane(lane, compilation);
  for (const inner of container.children('flowElements')) readLaneSets(inner, compilation);
}

function readLane(lane: BpmnNode, compilation: Compilation): void {
  checkBoaiProperties(lane, compilation);
  const role = propertiesOf(lane)['boai:role'] ?? lane.name;
  if (role) for (const node of lane.children('flowNodeRef')) note(node, role, compilation);
  for (const inner of lane.child('childLaneSet')?.children('lanes') ?? []) readLane(inner, compilation);
}

function note(node: BpmnNode, role: string, { lanes }: Compilation): void {
  if (node.id !== undefined) lanes.set(node.id, role);
}
