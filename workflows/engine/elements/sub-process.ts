import type { SubProcess } from '../plan';
import { Problem } from '../problem';
import { armEventSubprocesses, openScope } from '../scopes';
import type { ElementBehaviour } from './behaviour';

/** A sub-process opens a scope of its own, in which its inputs are variables, and waits until the scope has ended. */
export const subProcess: ElementBehaviour<SubProcess> = {
  enter(element, token, run) {
    const start = element.inner.starts[0];
    if (start === undefined) throw new Problem('error', `子流程“${element.id}”没有开始事件`);
    const scope = openScope(run, token, token.locals ?? {});
    armEventSubprocesses(run, scope);
    const first = run.addToken({ elementId: start, scopeId: scope.id });
    run.queue.push({ kind: 'enter', tokenId: first.id });
  },
};
