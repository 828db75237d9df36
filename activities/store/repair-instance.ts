import type { Connection } from 'mongoose';
import type { StepWrite } from '../contract';
import type { Command } from '../../workflows/engine/commands';
import type { State } from '../../workflows/engine/state';
import { asInState } from './as-in-state';
import { instanceOf } from './instance-operation';
import type { Plans } from './plans';
import type { Tasks } from './tasks';
import { stepOperations } from './step-operations';
import type { Operation } from './operation';

export interface InstanceFacts {
  readonly planHash: string;
  readonly parentId?: string;
}

/**
 * Makes the read model of an instance say what the workflow's state says: its document, open and closed tasks,
 * subscriptions and incidents. The event log keeps the gap, since only what Temporal still knows can be told.
 */
export function instanceRepairer(connection: Connection, plans: Plans, tasks: Tasks) {
  return async (facts: InstanceFacts, state: State): Promise<void> => {
    const plan = await plans.byHash(facts.planHash);
    const now = new Date().toISOString();
    // As if one step had opened everything that is open now.
    const event = { kind: 'variables-changed', variables: {}, by: 'system', reason: 'repaired' } as const;
    const step: StepWrite = { ...facts, instanceId: state.instanceId, processId: plan.id, seq: state.seq, event, now, commands: commandsFor(state), state };
    const { tasks: opened, subscriptions, incidents, audit } = stepOperations(step, plan);
    const write = async (collection: string, operations: readonly Operation[]): Promise<void> => {
      if (operations.length > 0) await connection.collection(collection).bulkWrite(operations as never[], { ordered: true });
    };
    const settled = await asInState(tasks, state, now);
    await write('tasks', [...opened, ...settled.tasks]);
    await write('subscriptions', [...settled.subscriptions, ...subscriptions]);
    await write('incidents', [...settled.incidents, ...incidents]);
    await write('audit', audit.map((operation) => withAction(operation, state)));
    const { _id, ...fields } = instanceOf(step, plan);
    await write('instances', [{ updateOne: { filter: { _id, seq: { $lte: state.seq } }, update: { $set: fields, ...(fields.due === undefined ? { $unset: { due: 1 } } : {}) }, upsert: true } }]);
  };
}

function commandsFor(state: State): Command[] {
  const subscriptions = Object.values(state.subscriptions).map((one): Command =>
    one.kind === 'message'
      ? { kind: 'subscribe', subscriptionId: one.id, elementId: one.elementId, name: one.name, correlationKey: one.correlationKey ?? '' }
      : { kind: 'subscribe-signal', subscriptionId: one.id, elementId: one.elementId, name: one.name },
  );
  const incidents = Object.values(state.incidents).map(({ id, elementId, cause, message }): Command => ({ kind: 'raise-incident', incidentId: id, elementId, cause, message }));
  return [...Object.values(state.tasks).map(({ task }): Command => ({ kind: 'open-task', task })), ...subscriptions, ...incidents];
}

/** The audit says that this was a repair, not a change by a person. */
function withAction(operation: Operation, state: State): Operation {
  if (!('updateOne' in operation)) return operation;
  const { filter, update } = operation.updateOne;
  const fields = '$setOnInsert' in update ? (update.$setOnInsert as object) : {};
  const repaired = { ...fields, action: 'instance.repaired', subject: state.instanceId, detail: { seq: state.seq } };
  return { updateOne: { filter: { ...filter, _id: `${state.instanceId}#${state.seq}#repair` }, update: { $setOnInsert: repaired }, upsert: true } };
}
