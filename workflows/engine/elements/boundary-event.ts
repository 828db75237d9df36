import type { BoundaryEvent } from '../plan';
import type { ElementBehaviour } from './behaviour';

/** A boundary event has happened when a token is there: it passes. */
export const boundaryEvent: ElementBehaviour<BoundaryEvent> = {
  enter(_element, token, run) {
    run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
  },
};
