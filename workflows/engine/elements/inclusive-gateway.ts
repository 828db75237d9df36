import { flowsThatHold } from '../conditions';
import { fireJoin, joinedAt, waitForOthers } from '../join';
import type { Gateway } from '../plan';
import { Problem } from '../problem';
import { elementsLeadingTo } from '../reachability';
import type { Run } from '../run';
import type { Token } from '../state';
import { variablesOf } from '../variables';
import type { ElementBehaviour } from './behaviour';

/** An inclusive gateway waits for every token that can still reach it, then takes each flow whose condition holds. */
export const inclusiveGateway: ElementBehaviour<Gateway> = {
  enter(element, token, run) {
    const waiting = waitForOthers(run, token);
    // Who else is on the way is known only when the step has come to rest: see fireInclusiveJoins.
    if (element.incoming.length <= 1) leave(element, waiting, run);
  },
};

/** A waiting inclusive join that nobody else can reach any more, if there is one. */
export function readyJoin(run: Run): { element: Gateway; token: Token } | undefined {
  for (const token of run.tokens.values()) {
    if (!token.joining) continue;
    const element = run.plan.elements[token.elementId];
    if (element?.kind !== 'inclusiveGateway' || joinedAt(run, token).some((other) => hasIncident(run, other))) continue;
    if (isComplete(run, element, token)) return { element, token };
  }
  return undefined;
}

/** The join's tokens leave together. */
export function leave(element: Gateway, token: Token, run: Run): void {
  const flows = flowsThatHold(run, element, variablesOf(run, token), 'all');
  if (flows.length === 0 && element.outgoing.length > 0) throw new Problem('condition', `网关“${element.id}”没有一个条件成立，也没有默认流向`);
  fireJoin(run, token, flows);
}

function hasIncident(run: Run, token: Token): boolean {
  return run.incidents.values().some((incident) => incident.tokenId === token.id);
}

/**
 * Complete when nobody else in the scope can still come by a flow that has brought no token.
 * As the BPMN specification has it, a token that might as well come by a flow that has brought one is not waited for:
 * in a loop every token can come by every flow, and joins would wait for each other.
 */
function isComplete(run: Run, element: Gateway, token: Token): boolean {
  const arrived = new Set(joinedAt(run, token).map((other) => other.via));
  const missing = element.incoming.filter((flow) => !arrived.has(flow));
  if (missing.length === 0) return true;
  const toMissing = elementsLeadingTo(run.plan, element.id, missing);
  const toArrived = elementsLeadingTo(run.plan, element.id, [...arrived].filter((flow) => flow !== undefined));
  return !run.tokensIn(token.scopeId).some(({ elementId }) => elementId !== element.id && toMissing.has(elementId) && !toArrived.has(elementId));
}
