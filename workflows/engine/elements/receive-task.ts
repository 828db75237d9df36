import type { ReceiveTask } from '../plan';
import { arm } from '../waits';
import type { ElementBehaviour } from './behaviour';

/** A receive task waits for its message. */
export const receiveTask: ElementBehaviour<ReceiveTask> = {
  enter(element, token, run, variables) {
    arm(run, element.message, { elementId: element.id, purpose: 'catch', tokenId: token.id }, variables);
  },
};
