import type { Compilation } from '../compilation';
import { checkActions } from './actions';
import { checkBoundaryEvents } from './boundary-events';
import { checkFlowEnds } from './flow-ends';
import { checkGateways } from './gateways';
import { checkLinks } from './links';
import { checkReachability } from './reachability';
import { checkSeparation } from './separation';
import { checkStarts } from './starts';

/** The rules that hold between elements; each reports all that breaks it. Warnings come only once nothing is wrong. */
export function applyRules(compilation: Compilation): void {
  checkStarts(compilation);
  checkFlowEnds(compilation);
  checkGateways(compilation);
  checkBoundaryEvents(compilation);
  checkLinks(compilation);
  checkSeparation(compilation);
  checkActions(compilation);
  if (!compilation.problems.all.some((problem) => problem.severity === 'error')) checkReachability(compilation);
}
