import type { CatchEvent } from '../plan';
import { arm } from '../waits';
import type { ElementBehaviour } from './behaviour';

/** An intermediate catch event waits for its timer, message or signal; a link's target passes. */
export const catchEvent: ElementBehaviour<CatchEvent> = {
  enter(element, token, run, variables) {
    if (element.event.kind === 'timer' || element.event.kind === 'message' || element.event.kind === 'signal') {
      arm(run, element.event, { elementId: element.id, purpose: 'catch', tokenId: token.id }, variables);
    } else {
      run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
    }
  },
};
