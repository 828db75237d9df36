import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import { checkBoundaryEvents } from './boundary-events';
import { checkCompensation } from './compensation';
import { checkFlowEnds } from './flow-ends';
import { checkGateways } from './gateways';
import { checkLinks } from './links';
import { checkReachability } from './reachability';
import { checkSeparation } from './separation';
import { checkStarts } from './starts';

/** The rules that hold between elements; each reports all that breaks it. Warnings come only once nothing is wrong. */
export function applyRules(process: BpmnNode, compilation: Compilation): void {
  checkStarts(compilation);
  checkFlowEnds(compilation);
  checkGateways(compilation);
  checkBoundaryEvents(compilation);
  checkCompensation(process, compilation);
  checkLinks(compilation);
  checkSeparation(compilation);
  if (!compilation.problems.all.some((problem) => problem.severity === 'error')) checkReachability(compilation);
}
