import type { PassTask } from '../plan';
import type { ElementBehaviour } from './behaviour';

/** Manual and undefined tasks happen outside of the system: the token passes at once. */
export const passTask: ElementBehaviour<PassTask> = {
  enter(_element, token, run) {
    run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
  },
};
