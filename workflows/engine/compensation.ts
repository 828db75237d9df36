import type { Variables } from '../../feel/types';
import type { Element } from './plan';
import type { Run } from './run';
import type { Compensable, ScopeState, Token } from './state';

/** A completed activity is remembered if it, or something inside of it, can be undone. */
export function rememberCompletion(run: Run, element: Element, token: Token): void {
  const handler = 'compensatedBy' in element ? element.compensatedBy : undefined;
  const inner = token.compensable;
  const scope = run.scopes.get(token.scopeId);
  if (!scope || (handler === undefined && !inner) || element.kind === 'eventSubProcess') return;
  const completed: Compensable = {
    elementId: element.id,
    ...(handler === undefined ? {} : { handler }),
    ...(inner ? { inner, variables: token.locals ?? {} } : {}),
  };
  run.scopes.put(scope.id, { ...scope, compensable: [...(scope.compensable ?? []), completed] });
}

/** Starts the handlers of all that was completed in the thrower's scope (or of one activity), at once. False when there is nothing to undo. */
export function compensate(run: Run, thrower: Token, activity: string | undefined): boolean {
  let started = false;
  for (const scope of scopesToUndo(run, thrower)) {
    const all = scope.compensable ?? [];
    const undone = all.filter((completed) => activity === undefined || completed.elementId === activity);
    if (undone.length === 0) continue;
    run.scopes.put(scope.id, { ...scope, compensable: all.filter((completed) => !undone.includes(completed)) });
    for (const completed of undone) started = startHandlers(run, thrower, completed, {}) || started;
  }
  return started;
}

/** In an event sub-process compensation undoes the scope around it too. */
function scopesToUndo(run: Run, thrower: Token): ScopeState[] {
  const scope = run.scopes.get(thrower.scopeId);
  if (!scope) return [];
  const isEventSubProcess = run.plan.elements[scope.elementId]?.kind === 'eventSubProcess';
  const around = isEventSubProcess && scope.parent !== undefined ? run.scopes.get(scope.parent) : undefined;
  return around ? [scope, around] : [scope];
}

function startHandlers(run: Run, thrower: Token, completed: Compensable, locals: Variables): boolean {
  let started = false;
  for (const inner of completed.inner ?? []) started = startHandlers(run, thrower, inner, { ...locals, ...completed.variables }) || started;
  if (completed.handler === undefined) return started;
  const token = run.addToken({ elementId: completed.handler, scopeId: thrower.scopeId, thrower: thrower.id, ...(Object.keys(locals).length > 0 ? { locals } : {}) });
  run.queue.push({ kind: 'enter', tokenId: token.id });
  return true;
}
