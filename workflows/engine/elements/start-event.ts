import type { StartEvent } from '../plan';
import type { ElementBehaviour } from './behaviour';

/** A start event has happened when a token is there: it passes. */
export const startEvent: ElementBehaviour<StartEvent> = {
  enter(_element, token, run) {
    run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
  },
};
