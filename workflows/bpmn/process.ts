import type { Activity, Element, Plan } from '../engine/plan';
import { checkBoaiProperties, checkReminders } from './boai-properties';
import type { BpmnNode } from './bpmn-node';
import { Compilation, localNameOf, type CompileOptions } from './compilation';
import { formOf } from './elements/user-task';
import { checkExtensions } from './extensions';
import { readLanes } from './lanes';
import type { ProblemList } from './problem';
import { processProperties } from './process-properties';
import { applyRules } from './rules/apply-rules';
import { checkCompensation } from './rules/compensation';
import { compileScope, readFlows } from './scope';
import { propertiesOf } from './zeebe';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** Compiles one process of a file; what is wrong ends up in `problems`, and the plan is then not to be used. */
export function compileProcess(process: BpmnNode, participant: BpmnNode | undefined, problems: ProblemList, options: CompileOptions): Plan {
  const compilation = new Compilation(problems, options);
  checkExtensions(process, compilation);
  checkBoaiProperties(process, compilation);
  checkReminders(process, compilation);
  readLanes(process, participant, compilation);
  readFlows(process, compilation);
  const root = compileScope(process, compilation);
  checkCompensation(process, compilation);
  attachToActivities(compilation.elements, compilation.compensatedBy);
  applyRules(compilation);

  const startForm = startFormOf(process, compilation);
  return {
    format: 1,
    id: process.id ?? '',
    name: localNameOf(process),
    zone: options.zone ?? DEFAULT_ZONE,
    root,
    elements: compilation.elements,
    flows: compilation.flows,
    ...(startForm === undefined ? {} : { startForm }),
    ...processProperties(process, compilation),
    properties: propertiesOf(process),
    forms: {},
    called: {},
  };
}

function startFormOf(process: BpmnNode, compilation: Compilation): string | undefined {
  const start = process.children('flowElements').find((node) => node.type === 'startEvent' && node.extension('zeebe:formDefinition') !== undefined);
  return start && formOf(start, compilation);
}

/** Writes boundary events and compensation handlers into the activities that they belong to. */
function attachToActivities(elements: Record<string, Element>, compensatedBy: ReadonlyMap<string, string>): void {
  const boundary = new Map<string, string[]>();
  for (const element of Object.values(elements)) {
    if (element.kind === 'boundaryEvent') boundary.set(element.attachedTo, [...(boundary.get(element.attachedTo) ?? []), element.id]);
  }
  for (const element of Object.values(elements).filter(isActivity)) {
    const handler = compensatedBy.get(element.id);
    elements[element.id] = { ...element, boundary: boundary.get(element.id) ?? [], ...(handler === undefined ? {} : { compensatedBy: handler }) };
  }
}

function isActivity(element: Element): element is Activity {
  return 'boundary' in element;
}
