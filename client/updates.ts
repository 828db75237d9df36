import type { Client } from '@temporalio/client';
import { UPDATES, type AddItems, type CancelInstance, type ChangeVariables, type CompleteTask, type ExemptChild, type RetryIncident, type StepAnswer, type TakeAction } from '../workflows/messages';
import { isLost, refusedBy } from './refused';

/** How long one call waits for Temporal and a worker. */
const PATIENCE_MS = 15_000;
const ATTEMPTS = 8;

/** Completes a task; returns when the next tasks are visible, or says `visible: false`. Throws `Refused`. The same key and answers again give the same answer. */
export function completeTask(client: Client, instanceId: string, complete: CompleteTask): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.completeTask, complete, `${complete.key}:${complete.taskId}:${complete.answerHash}`);
}

/** Tries a failed step again, with other values for its variables if given. Throws `Refused`. */
export function retryIncident(client: Client, instanceId: string, retry: RetryIncident): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.retryIncident, retry);
}

/** Ends an instance and its children for good. Throws `Refused` when it has ended already. */
export function cancelInstance(client: Client, instanceId: string, cancel: CancelInstance): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.cancel, cancel);
}

/** Changes variables of a running instance; due dates that depend on them move. Throws `Refused`. */
export function changeVariables(client: Client, instanceId: string, change: ChangeVariables): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.changeVariables, change);
}

/** Does what people may do at an event that waits. Throws `Refused`. The same key and answers again give the same answer. */
export function takeAction(client: Client, instanceId: string, action: TakeAction): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.takeAction, action, `${action.key}:${action.subscriptionId}:${action.answerHash}`);
}

/** Adds items to a campaign that runs. Throws `Refused`. The same key again adds nothing. */
export function addItems(client: Client, instanceId: string, items: AddItems): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.addItems, items, `items:${items.key}`);
}

/** Takes a child out of a campaign that runs, and cancels it. Throws `Refused`. */
export function exemptChild(client: Client, instanceId: string, exemption: ExemptChild): Promise<StepAnswer> {
  return update(client, instanceId, UPDATES.exemptChild, exemption);
}

async function update<Payload>(client: Client, instanceId: string, name: string, payload: Payload, updateId?: string): Promise<StepAnswer> {
  const handle = client.workflow.getHandle(instanceId);
  const options = { args: [payload] as [Payload], ...(updateId === undefined ? {} : { updateId }) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.withDeadline(Date.now() + PATIENCE_MS, () => handle.executeUpdate<StepAnswer, [Payload]>(name, options));
    } catch (error) {
      if (attempt === ATTEMPTS || !isLost(error)) throw refusedBy(error);
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}
