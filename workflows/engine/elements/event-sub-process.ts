import type { Variables } from '../../../feel/types';
import type { EventSubProcess } from '../plan';
import type { Run } from '../run';
import { armEventSubprocesses, openScope } from '../scopes';
import type { Token } from '../state';

/** An event sub-process that was triggered: its scope opens, and its start event passes on what came with the event. */
export function enterEventSubProcess(element: EventSubProcess, token: Token, run: Run, event: Variables): void {
  const scope = openScope(run, token, token.locals ?? {});
  armEventSubprocesses(run, scope);
  const first = run.addToken({ elementId: element.start, scopeId: scope.id, inside: true });
  run.emit({ kind: 'trace', what: 'entered', id: element.start });
  run.queue.push({ kind: 'complete', tokenId: first.id, variables: event });
}
