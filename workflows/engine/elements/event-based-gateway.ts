import type { Gateway } from '../plan';
import { arm } from '../waits';
import type { ElementBehaviour } from './behaviour';

/** An event-based gateway waits for the first of the events behind it. */
export const eventBasedGateway: ElementBehaviour<Gateway> = {
  enter(element, token, run, variables) {
    for (const flowId of element.outgoing) {
      const target = run.plan.elements[run.plan.flows[flowId]?.to ?? ''];
      const event = target?.kind === 'catchEvent' ? target.event : target?.kind === 'receiveTask' ? target.message : undefined;
      if (target && event) arm(run, event, { elementId: target.id, purpose: 'catch', tokenId: token.id }, variables);
    }
  },
};
