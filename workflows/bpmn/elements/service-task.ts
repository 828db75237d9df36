import type { ActivityBase, ServiceTask } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation, ElementCompiler } from '../compilation';
import { headersOf, propertiesOf } from '../zeebe';
import { activityBase } from './activity';

const DEFAULT_RETRIES = 3;

/** A service task: a job of the type that its `zeebe:taskDefinition` names. */
export const serviceTask: ElementCompiler = (node, base, compilation) => jobOf(node, activityBase(node, base, compilation), compilation);

/** A business rule task runs as a job only; a called decision is refused by the table of extensions. */
export const businessRuleTask: ElementCompiler = (node, base, compilation) => {
  if (node.extension('zeebe:calledDecision') !== undefined) return undefined;
  return serviceTask(node, base, compilation);
};

/** The job that a node's `zeebe:taskDefinition` describes. */
export function jobOf(node: BpmnNode, base: ActivityBase, compilation: Compilation): ServiceTask | undefined {
  const { problems, expressions } = compilation;
  const definition = node.extension('zeebe:taskDefinition');
  const type = definition?.text('type');
  if (type === undefined) {
    problems.invalid(node, 'it needs a zeebe:taskDefinition with a type, which names the job to run');
    return undefined;
  }
  const jobType = expressions.valued(node, 'the job type', type);
  const retriesText = definition?.text('retries');
  const retries = retriesText === undefined
    ? ({ kind: 'fixed', value: DEFAULT_RETRIES } as const)
    : expressions.valuedAs(node, 'the number of retries', retriesText, wholeNumber, 'a whole number');
  if (jobType === undefined || retries === undefined) return undefined;
  const { jobTypes } = compilation.options;
  if (jobTypes !== undefined && jobType.kind === 'fixed' && !jobTypes.includes(jobType.value)) {
    problems.warn(node, `the job type "${jobType.value}" is not shipped: the process can be rehearsed, but not published`);
  }
  warnOfInboundConnector(node, compilation);
  return { ...base, kind: 'serviceTask', jobType, retries, headers: headersOf(node) };
}

/** Says so when an outside program, a connector, was to feed this element. */
export function warnOfInboundConnector(node: BpmnNode, { problems }: Compilation): void {
  const connector = propertiesOf(node)['inbound.type'];
  if (connector !== undefined) problems.warn(node, `the inbound connector "${connector}" does not run here: the message must be published by somebody else`);
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}
