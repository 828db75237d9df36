import { throwError, throwEscalation } from './catching';
import { campaignOf, instanceOfChild, newItems } from './campaign';
import { addItems, exemptInstance } from './elements/multi-instance';
import type { EngineEvent } from './events';
import { raiseIncident } from './incidents';
import { fireTimer, receive } from './occurrences';
import { sendReminder } from './reminders';
import { followCalendar } from './reschedule';
import type { Run } from './run';
import { endInstance, ROOT } from './scopes';
import { startInstance } from './start-instance';
import { closeScope, closeTask, resolveIncident } from './tokens';
import { propagate, propagateFrom, withoutInstance } from './variables';

/** Changes the state as the event says and queues the moves that follow. The event has not been refused. */
export function takeEvent(run: Run, event: EngineEvent): void {
  switch (event.kind) {
    case 'started':
      return startInstance(run, event);
    case 'task-completed':
      return completeTask(run, event);
    case 'job-completed':
      return completeJob(run, event);
    case 'job-failed':
      return failJob(run, event);
    case 'timer-fired':
      return timerFired(run, event.timerId);
    case 'message-received':
      return messageReceived(run, event);
    case 'action-taken':
      return takeAction(run, event);
    case 'signal-received':
      return signalReceived(run, event);
    case 'child-ended':
      return childEnded(run, event);
    case 'items-added':
      return itemsAdded(run, event);
    case 'child-exempted':
      return childExempted(run, event);
    case 'incident-retried':
      return retryIncident(run, event);
    case 'variables-changed':
      return propagateFrom(run, ROOT, event.variables);
    case 'calendar-changed':
      run.calendar = event.calendar;
      return followCalendar(run);
    case 'cancelled':
      return cancelInstance(run);
  }
}

type Event<K extends EngineEvent['kind']> = Extract<EngineEvent, { kind: K }>;

function completeTask(run: Run, { taskId, answers, by, onBehalfOf, key, answerHash }: Event<'task-completed'>): void {
  const open = run.tasks.get(taskId);
  if (!open) return;
  closeTask(run, taskId, { outcome: 'completed', by, key });
  run.answered.put(taskId, { elementId: open.task.elementId, by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), key, answerHash });
  run.queue.push({ kind: 'complete', tokenId: open.tokenId, variables: answers });
}

function completeJob(run: Run, { jobId, variables }: Event<'job-completed'>): void {
  const job = run.jobs.get(jobId);
  if (!job) return;
  run.jobs.drop(jobId);
  run.queue.push({ kind: 'complete', tokenId: job.tokenId, variables });
}

function failJob(run: Run, { jobId, message, errorCode }: Event<'job-failed'>): void {
  const job = run.jobs.get(jobId);
  const token = run.tokens.get(job?.tokenId ?? '');
  run.jobs.drop(jobId);
  if (!token || (errorCode !== undefined && throwError(run, token, errorCode))) return;
  raiseIncident(run, token, errorCode === undefined ? 'job' : 'error', message, { kind: 'activate', tokenId: token.id });
}

function timerFired(run: Run, timerId: string): void {
  const timer = run.timers.get(timerId);
  if (!timer) return;
  if (timer.purpose !== 'reminder' && timer.purpose !== 'escalation') return fireTimer(run, timer);
  run.timers.drop(timerId);
  sendReminder(run, timer);
}

function messageReceived(run: Run, { messageId, subscriptionId, variables }: Event<'message-received'>): void {
  const subscription = run.subscriptions.get(subscriptionId);
  if (!subscription) return;
  run.receive(messageId);
  receive(run, subscription, variables);
}

/** What the person answered is what the message brings, and who it was. */
function takeAction(run: Run, { subscriptionId, answers, by, onBehalfOf, key, answerHash }: Event<'action-taken'>): void {
  const subscription = run.subscriptions.get(subscriptionId);
  if (!subscription?.action) return;
  const { eventId } = subscription.action;
  run.answered.put(`${run.instanceId}/${eventId}/${run.open(eventId)}`, { elementId: eventId, by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), key, answerHash, subscriptionId });
  receive(run, subscription, { ...answers, actionBy: by });
}

function signalReceived(run: Run, { signalId, name, variables }: Event<'signal-received'>): void {
  run.receive(signalId);
  for (const { id, kind, name: awaited } of run.subscriptions.values()) {
    // An earlier one may have interrupted what this one waited for.
    const subscription = run.subscriptions.get(id);
    if (subscription && kind === 'signal' && awaited === name) receive(run, subscription, variables);
  }
}

function childEnded(run: Run, event: Event<'child-ended'>): void {
  const child = run.children.get(event.childId);
  const token = run.tokens.get(child?.tokenId ?? '');
  run.children.drop(event.childId);
  if (!token) return;
  if (event.outcome === 'completed') {
    if (event.errorCode !== undefined && throwEscalation(run, token, event.errorCode) === 'gone') return;
    run.queue.push({ kind: 'complete', tokenId: token.id, variables: withoutInstance(event.variables) });
    return;
  }
  if (event.outcome === 'failed' && event.errorCode !== undefined && throwError(run, token, event.errorCode)) return;
  const message = event.message ?? (event.outcome === 'cancelled' ? '被调用的事项已取消' : '被调用的事项未能完成');
  raiseIncident(run, token, 'child', message, { kind: 'activate', tokenId: token.id });
}

function itemsAdded(run: Run, { elementId, items, key }: Event<'items-added'>): void {
  const campaign = campaignOf(run.state, elementId);
  const element = run.plan.elements[elementId];
  if (!campaign || element?.kind !== 'callActivity' || !element.multiInstance) return;
  run.receive(key);
  addItems(run, element.multiInstance, campaign, newItems(campaign, items));
}

function childExempted(run: Run, { childId }: Event<'child-exempted'>): void {
  const token = instanceOfChild(run.state, childId);
  const element = run.plan.elements[token?.elementId ?? ''];
  if (token && element?.kind === 'callActivity' && element.multiInstance) exemptInstance(run, element.multiInstance, token);
}

function retryIncident(run: Run, { incidentId, by, variables }: Event<'incident-retried'>): void {
  const incident = run.incidents.get(incidentId);
  const token = run.tokens.get(incident?.tokenId ?? '');
  if (!incident) return;
  resolveIncident(run, incidentId, by);
  if (token && variables) propagate(run, token, variables);
  run.queue.push(incident.resume);
}

function cancelInstance(run: Run): void {
  const variables = run.scopes.get(ROOT)?.variables ?? {};
  closeScope(run, ROOT);
  endInstance(run, 'cancelled', variables);
}
