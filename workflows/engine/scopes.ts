import type { Variables } from '../../feel/types';
import type { Scope } from './plan';
import type { Run } from './run';
import type { ScopeState, Token } from './state';
import { variablesOfScope } from './variables';
import { arm, disarm } from './waits';

export const ROOT = 'root';

/** Opens the scope of a sub-process or loop inside the token. */
export function openScope(run: Run, owner: Token, variables: Variables, loop?: ScopeState['loop']): ScopeState {
  const scope: ScopeState = {
    id: run.newId('s'),
    elementId: owner.elementId,
    parent: owner.scopeId,
    ownerToken: owner.id,
    variables,
    since: run.now,
    ...(loop === undefined ? {} : { loop }),
  };
  run.scopes.put(scope.id, scope);
  return scope;
}

/** The plan's scope that a scope instance runs. */
export function planScope(run: Run, scope: ScopeState): Scope | undefined {
  if (scope.id === ROOT) return run.plan.root;
  if (scope.loop) return undefined;
  const element = run.plan.elements[scope.elementId];
  return element?.kind === 'subProcess' || element?.kind === 'eventSubProcess' ? element.inner : undefined;
}

/** The event sub-processes of the scope begin to wait. */
export function armEventSubprocesses(run: Run, scope: ScopeState): void {
  for (const id of planScope(run, scope)?.eventSubprocesses ?? []) {
    const element = run.plan.elements[id];
    if (element?.kind !== 'eventSubProcess') continue;
    const start = run.plan.elements[element.start];
    if (start?.kind !== 'startEvent') continue;
    arm(run, start.event, { elementId: id, purpose: 'event-subprocess', scopeId: scope.id }, variablesOfScope(run, scope.id));
  }
}

/** A scope without tokens has ended: its owner goes on, or the instance ends. */
export function settleScopes(run: Run): void {
  for (const id of run.touched) {
    run.touched.delete(id);
    const scope = run.scopes.get(id);
    if (!scope || scope.loop || run.hasTokens(id)) continue;
    disarm(run, { scopeId: id });
    run.scopes.drop(id);
    if (scope.ownerToken === undefined) endInstance(run, 'completed', scope.variables);
    else handBack(run, scope, scope.ownerToken);
  }
}

/** The owner keeps the scope's variables as its own for its output mappings. */
function handBack(run: Run, scope: ScopeState, ownerToken: string): void {
  const owner = run.tokens.get(ownerToken);
  if (!owner) return;
  run.tokens.put(owner.id, { ...owner, locals: scope.variables, ...(scope.compensable ? { compensable: scope.compensable } : {}) });
  run.queue.push({ kind: 'complete', tokenId: owner.id, variables: {} });
}

/** The instance is over; nothing of it may be left open. */
export function endInstance(run: Run, outcome: 'completed' | 'cancelled' | 'failed', variables: Variables, errorCode?: string): void {
  run.status = outcome;
  const code = errorCode ?? (outcome === 'completed' ? run.escalated : undefined);
  run.emit({ kind: 'end', outcome, variables, ...(code === undefined ? {} : { errorCode: code }) });
}
