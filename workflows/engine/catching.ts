import type { Variables } from '../../feel/types';
import type { BoundaryEvent, Element, EventDefinition, EventSubProcess, StartEvent } from './plan';
import { Problem } from './problem';
import type { Run } from './run';
import { endInstance, planScope, ROOT } from './scopes';
import type { ScopeState, Token } from './state';
import { cancelToken, cancelTokensIn, closeScope, trace } from './tokens';
import { disarm } from './waits';

type Catcher =
  | { readonly kind: 'boundary'; readonly host: Token; readonly event: BoundaryEvent }
  | { readonly kind: 'eventSubProcess'; readonly scope: ScopeState; readonly element: EventSubProcess; readonly start: StartEvent };

/** Throws an error from the token: the nearest catcher takes over; a called instance fails when there is none. False when nobody caught it. */
export function throwError(run: Run, token: Token, code: string): boolean {
  const catcher = findCatcher(run, token, 'error', code);
  if (catcher) {
    trigger(run, catcher);
    return true;
  }
  if (!run.state.called) return false;
  const variables = run.scopes.get(ROOT)?.variables ?? {};
  closeScope(run, ROOT);
  endInstance(run, 'failed', variables, code);
  return true;
}

/** Throws an escalation; the thrower goes on unless the catcher interrupts it. Without a catcher nothing happens here. */
export function throwEscalation(run: Run, token: Token, code: string): 'on' | 'gone' {
  const catcher = findCatcher(run, token, 'escalation', code);
  if (catcher) trigger(run, catcher);
  else run.escalated ??= code;
  return run.tokens.get(token.id) ? 'on' : 'gone';
}

/** A boundary event happens: an interrupting one ends its activity. */
export function triggerBoundary(run: Run, host: Token, event: BoundaryEvent, variables: Variables = {}): void {
  const token = run.addToken({ elementId: event.id, scopeId: host.scopeId, inside: true });
  if (event.interrupting) cancelToken(run, host);
  trace(run, 'entered', token);
  run.queue.push({ kind: 'complete', tokenId: token.id, variables });
}

/** An event sub-process starts: an interrupting one ends everything else in its scope. */
export function triggerEventSubProcess(run: Run, scope: ScopeState, element: EventSubProcess, start: StartEvent, variables: Variables = {}): void {
  if (start.interrupting) {
    cancelTokensIn(run, scope.id);
    disarm(run, { scopeId: scope.id });
    run.scopes.put(scope.id, { ...scope, interrupted: true });
  }
  const token = run.addToken({ elementId: element.id, scopeId: scope.id });
  run.queue.push({ kind: 'enter', tokenId: token.id, variables });
}

function trigger(run: Run, catcher: Catcher): void {
  if (catcher.kind === 'boundary') triggerBoundary(run, catcher.host, catcher.event);
  else triggerEventSubProcess(run, catcher.scope, catcher.element, catcher.start);
}

/** The nearest catcher on the way out; at each place one that names the code goes before one that catches all. */
function findCatcher(run: Run, thrower: Token, kind: 'error' | 'escalation', code: string): Catcher | undefined {
  for (let token: Token | undefined = thrower; token; ) {
    const scope = run.scopes.get(token.scopeId);
    const found = boundaryCatcher(run, token, kind, code) ?? (scope && eventSubProcessCatcher(run, scope, token, kind, code));
    if (found) return found;
    token = scope?.ownerToken === undefined ? undefined : run.tokens.get(scope.ownerToken);
  }
  return undefined;
}

function boundaryCatcher(run: Run, host: Token, kind: 'error' | 'escalation', code: string): Catcher | undefined {
  // The boundary events of a loop stand at its body.
  if (host.loop !== undefined) return undefined;
  const events = boundaryEventsOf(run, run.elementOf(host));
  const event = bestMatch(events, (candidate) => candidate.event, kind, code);
  return event && { kind: 'boundary', host, event };
}

function eventSubProcessCatcher(run: Run, scope: ScopeState, inside: Token, kind: 'error' | 'escalation', code: string): Catcher | undefined {
  if (scope.interrupted) return undefined;
  const candidates = (planScope(run, scope)?.eventSubprocesses ?? []).flatMap((id) => {
    const element = run.plan.elements[id];
    const start = element?.kind === 'eventSubProcess' ? run.plan.elements[element.start] : undefined;
    // An event sub-process does not catch what is thrown inside of itself.
    return element?.kind === 'eventSubProcess' && start?.kind === 'startEvent' && inside.elementId !== id ? [{ element, start }] : [];
  });
  const match = bestMatch(candidates, (candidate) => candidate.start.event, kind, code);
  return match && { kind: 'eventSubProcess', scope, ...match };
}

function bestMatch<T>(candidates: readonly T[], eventOf: (candidate: T) => EventDefinition, kind: 'error' | 'escalation', code: string): T | undefined {
  const named = candidates.find((candidate) => codeOf(eventOf(candidate), kind) === code);
  return named ?? candidates.find((candidate) => codeOf(eventOf(candidate), kind) === CATCH_ALL);
}

const CATCH_ALL = Symbol('catch all');

/** What the event catches; undefined when it catches nothing of the kind. Codes of catching events are fixed texts, as in Camunda 8. */
function codeOf(event: EventDefinition, kind: 'error' | 'escalation'): string | typeof CATCH_ALL | undefined {
  if (event.kind !== 'error' && event.kind !== 'escalation') return undefined;
  if (event.kind !== kind) return undefined;
  if (!event.code) return CATCH_ALL;
  return event.code.kind === 'fixed' ? event.code.value : undefined;
}

/** The boundary events attached to an activity. */
export function boundaryEventsOf(run: Run, element: Element): BoundaryEvent[] {
  if (!('boundary' in element)) return [];
  return element.boundary.flatMap((id) => {
    const event = run.plan.elements[id];
    return event?.kind === 'boundaryEvent' ? [event] : [];
  });
}

/** An error that nobody catches stops the thrower. */
export function uncaught(code: string): Problem {
  return new Problem('error', `没有任何事件捕获错误“${code}”`);
}
