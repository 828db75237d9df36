import type { Variables } from '../../feel/types';
import { triggerBoundary, triggerEventSubProcess } from './catching';
import type { Run } from './run';
import type { SubscriptionState, Timer, Token } from './state';
import { nextOfCycle } from './timer-definition';
import { endToken, trace } from './tokens';
import { disarm } from './waits';

/** A timer's instant has come: whoever set it goes on. */
export function fireTimer(run: Run, timer: Timer): void {
  run.timers.drop(timer.id);
  if (timer.purpose !== 'catch' && isRepeated(run, timer)) rearm(run, timer);
  occur(run, timer, {});
}

/** A message or signal has come for the subscription. */
export function receive(run: Run, subscription: SubscriptionState, variables: Variables): void {
  if (!isRepeated(run, subscription)) {
    run.subscriptions.drop(subscription.id);
    run.emit({ kind: 'unsubscribe', subscriptionId: subscription.id });
  }
  occur(run, subscription, variables);
}

type Wait = Pick<Timer, 'elementId' | 'tokenId' | 'scopeId'>;

/** Non-interrupting events go on listening. */
function isRepeated(run: Run, { elementId }: Wait): boolean {
  const element = run.plan.elements[elementId];
  if (element?.kind === 'boundaryEvent') return !element.interrupting;
  const start = element?.kind === 'eventSubProcess' ? run.plan.elements[element.start] : undefined;
  return start?.kind === 'startEvent' && !start.interrupting;
}

function rearm(run: Run, timer: Timer): void {
  if (!timer.cycle) return;
  const due = nextOfCycle(timer.cycle, timer.due, run.plan.zone);
  if (due === undefined) return;
  const id = `${timer.elementId}/${run.open(timer.elementId)}`;
  run.timers.put(id, { ...timer, id, due, cycle: { ...timer.cycle, fired: timer.cycle.fired + 1 } });
}

function occur(run: Run, wait: Wait, variables: Variables): void {
  const element = run.plan.elements[wait.elementId];
  if (element?.kind === 'eventSubProcess') {
    const scope = run.scopes.get(wait.scopeId ?? '');
    const start = run.plan.elements[element.start];
    if (scope && start?.kind === 'startEvent') triggerEventSubProcess(run, scope, element, start, variables);
    return;
  }
  const token = run.tokens.get(wait.tokenId ?? '');
  if (!token || !element) return;
  if (element.kind === 'boundaryEvent') triggerBoundary(run, token, element, variables);
  else if (token.elementId === element.id) run.queue.push({ kind: 'complete', tokenId: token.id, variables });
  else decide(run, token, element.id, variables);
}

/** One of the events behind an event-based gateway was first: the others are not awaited any more. */
function decide(run: Run, gateway: Token, chosen: string, variables: Variables): void {
  disarm(run, { tokenId: gateway.id });
  trace(run, 'left', gateway);
  const element = run.plan.elements[gateway.elementId];
  const flow = element?.outgoing.find((id) => run.plan.flows[id]?.to === chosen);
  if (flow !== undefined) run.emit({ kind: 'trace', what: 'taken', id: flow });
  const token = run.addToken({ elementId: chosen, scopeId: gateway.scopeId, inside: true });
  trace(run, 'entered', token);
  run.queue.push({ kind: 'complete', tokenId: token.id, variables });
  endToken(run, gateway);
}
