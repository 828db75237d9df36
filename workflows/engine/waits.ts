import type { Variables } from '../../feel/types';
import { catchingElement } from './action-of';
import type { OpenAction } from './commands';
import { laneGroups, listOf } from './groups';
import type { Action, EventDefinition, Valued } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';
import type { Timer } from './state';
import { timerDue } from './timer-definition';

/** Who waits: the element that catches, for a token (of an activity, event or gateway) or for a scope (event sub-process). */
export interface Waiter {
  readonly elementId: string;
  readonly purpose: Exclude<Timer['purpose'], 'reminder' | 'escalation'>;
  readonly tokenId?: string;
  readonly scopeId?: string;
}

/** Sets the timer or opens the subscription of an event; other kinds of event wait for nothing outside. */
export function arm(run: Run, event: EventDefinition, waiter: Waiter, variables: Variables): void {
  switch (event.kind) {
    case 'timer':
      return armTimer(run, event.timer, waiter, variables);
    case 'message':
      return subscribe(run, event, waiter, variables);
    case 'signal':
      return subscribeSignal(run, event.name, waiter, variables);
    case 'none':
    case 'error':
    case 'escalation':
    case 'compensation':
    case 'link':
    case 'terminate':
      return;
  }
}

function armTimer(run: Run, timer: Extract<EventDefinition, { kind: 'timer' }>['timer'], waiter: Waiter, variables: Variables): void {
  const id = `${waiter.elementId}/${run.open(waiter.elementId)}`;
  run.timers.put(id, { id, ...waiter, ...timerDue(run, timer, variables), armedAt: run.now });
}

function subscribe(run: Run, event: Extract<EventDefinition, { kind: 'message' }>, waiter: Waiter, variables: Variables): void {
  const name = textOf(run, event.name, variables, '消息名称');
  const key = event.correlationKey === undefined ? undefined : correlationKeyOf(run.evaluate(event.correlationKey, variables).value);
  const action = event.action && openAction(run, event.action, waiter, variables);
  const id = subscriptionId(run, waiter.elementId);
  // An action without a key is nobody's message: no other instance can name this one.
  const correlationKey = key ?? (action ? id : '');
  run.subscriptions.put(id, { id, kind: 'message', name, correlationKey, ...placeOf(waiter), ...(action ? { action } : {}) });
  run.emit({ kind: 'subscribe', subscriptionId: id, elementId: waiter.elementId, name, correlationKey, ...(action ? { action } : {}) });
}

/** Who may take the action, as it follows from the variables now. */
function openAction(run: Run, { form, actors }: Action, waiter: Waiter, variables: Variables): OpenAction {
  const event = catchingElement(run.plan, waiter.elementId);
  const groups = actors ? listOf(run, actors, variables, '操作人') : laneGroups(event?.lane, variables);
  return { eventId: event?.id ?? waiter.elementId, form, groups };
}

function subscribeSignal(run: Run, name: Valued<string>, waiter: Waiter, variables: Variables): void {
  const text = textOf(run, name, variables, '信号名称');
  const id = subscriptionId(run, waiter.elementId);
  run.subscriptions.put(id, { id, kind: 'signal', name: text, ...placeOf(waiter) });
  run.emit({ kind: 'subscribe-signal', subscriptionId: id, elementId: waiter.elementId, name: text });
}

function placeOf({ elementId, tokenId, scopeId }: Waiter): Omit<Waiter, 'purpose'> {
  return { elementId, ...(tokenId === undefined ? {} : { tokenId }), ...(scopeId === undefined ? {} : { scopeId }) };
}

function subscriptionId(run: Run, elementId: string): string {
  return `${run.instanceId}/${elementId}/${run.open(elementId)}`;
}

/** A correlation key as text; numbers are allowed, as Camunda does. */
export function correlationKeyOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' && value !== '') return value;
  throw new Problem('message', `消息关联键应为文本或数字，实际为 ${shown(value)}`);
}

/** A text that may be an expression; anything but a text stops the token. */
export function textOf(run: Run, valued: Valued<string>, variables: Variables, what: string): string {
  const { value } = run.valueOf(valued, variables);
  if (typeof value === 'string' && value !== '') return value;
  throw new Problem('expression', `${what}应为文本，实际为 ${shown(value)}`);
}

/** Ends all waiting that matches: timers are dropped, subscriptions closed. */
export function disarm(run: Run, of: { readonly tokenId: string } | { readonly scopeId: string }): void {
  const matches = (wait: { readonly tokenId?: string; readonly scopeId?: string }): boolean =>
    'tokenId' in of ? wait.tokenId === of.tokenId : wait.scopeId === of.scopeId;
  for (const timer of run.timers.values()) {
    if (matches(timer)) run.timers.drop(timer.id);
  }
  for (const subscription of run.subscriptions.values()) {
    if (!matches(subscription)) continue;
    run.subscriptions.drop(subscription.id);
    run.emit({ kind: 'unsubscribe', subscriptionId: subscription.id });
  }
}
