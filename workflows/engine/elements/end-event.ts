import type { EndEvent } from '../plan';
import { throwEvent } from '../throw-event';
import { cancelToken } from '../tokens';
import type { ElementBehaviour } from './behaviour';

/** An end event throws what it throws and ends its path; a terminate end event ends every path of its scope. */
export const endEvent: ElementBehaviour<EndEvent> = {
  enter(element, token, run, variables) {
    if (element.event.kind === 'terminate') {
      for (const { id } of run.tokensIn(token.scopeId)) {
        const other = run.tokens.get(id);
        if (other && id !== token.id) cancelToken(run, other);
      }
    }
    if (throwEvent(run, element.event, token, variables) === 'on') run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
  },
};
