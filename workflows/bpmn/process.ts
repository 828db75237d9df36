import type { Activity, Element, Plan } from '../engine/plan';
import { checkBoaiProperties, checkReminders, processExpressions, startersOf } from './boai-properties';
import type { BpmnNode } from './bpmn-node';
import { Compilation, localNameOf, type CompileOptions } from './compilation';
import { formOf } from './elements/user-task';
import { checkExtensions } from './extensions';
import { readLanes } from './lanes';
import type { ProblemList } from './problem';
import { applyRules } from './rules/apply-rules';
import { compileScope } from './scope';
import { propertiesOf } from './zeebe';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** Compiles one process of a file; what is wrong ends up in `problems`, and the plan is then not to be used. */
export function compileProcess(process: BpmnNode, participant: BpmnNode | undefined, problems: ProblemList, options: CompileOptions): Plan {
  const compilation = new Compilation(problems, options);
  checkExtensions(process, compilation);
  checkBoaiProperties(process, compilation);
  checkReminders(process, compilation);
  readLanes(process, participant, compilation);
  const root = compileScope(process, compilation);
  applyRules(process, compilation);
  attachToActivities(compilation.elements, compilation.compensatedBy);

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
    starters: startersOf(process, compilation),
    ...processExpressions(process, compilation),
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
  const all = Object.values(elements);
  for (const element of all.filter(isActivity)) {
    const boundary = all.filter((other) => other.kind === 'boundaryEvent' && other.attachedTo === element.id).map((other) => other.id);
    const handler = compensatedBy.get(element.id);
    elements[element.id] = { ...element, boundary, ...(handler === undefined ? {} : { compensatedBy: handler }) };
  }
}

function isActivity(element: Element): element is Activity {
  return 'boundary' in element;
}
