import { fireJoin, joinedAt, waitForOthers } from '../join';
import type { Gateway } from '../plan';
import type { ElementBehaviour } from './behaviour';

/** A parallel gateway waits for a token of every incoming flow, then takes all outgoing flows. */
export const parallelGateway: ElementBehaviour<Gateway> = {
  enter(element, token, run) {
    const waiting = waitForOthers(run, token);
    const arrived = new Set(joinedAt(run, waiting).map((other) => other.via));
    if (element.incoming.every((flow) => arrived.has(flow)) || element.incoming.length <= 1) fireJoin(run, waiting, element.outgoing);
  },
};
