import type { ThrowEvent } from '../plan';
import { Problem } from '../problem';
import { endToken, trace } from '../tokens';
import { throwEvent } from '../throw-event';
import type { ElementBehaviour } from './behaviour';

/** An intermediate throw event throws and passes; a link jumps to its target. */
export const intermediateThrowEvent: ElementBehaviour<ThrowEvent> = {
  enter(element, token, run, variables) {
    if (element.event.kind === 'link') {
      const { name } = element.event;
      const target = Object.values(run.plan.elements).find(
        (other) => other.kind === 'catchEvent' && other.scope === element.scope && other.event.kind === 'link' && other.event.name === name,
      );
      if (!target) throw new Problem('error', `找不到名为“${name}”的链接目标`);
      const jumped = run.addToken({ elementId: target.id, scopeId: token.scopeId });
      run.queue.push({ kind: 'enter', tokenId: jumped.id });
      trace(run, 'left', token);
      endToken(run, token);
    } else if (throwEvent(run, element.event, token, variables) === 'on') {
      run.queue.push({ kind: 'complete', tokenId: token.id, variables: {} });
    }
  },
};
