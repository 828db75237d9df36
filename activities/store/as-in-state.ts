import type { State } from '../../workflows/engine/state';
import type { Operation } from './operation';
import type { Tasks } from './tasks';

/** What makes an instance's tasks, subscriptions and incidents those that its state has open: others are closed, and closed ones open again. New ones are not made. */
export async function asInState(tasks: Tasks, state: State, now: string): Promise<Readonly<Record<'tasks' | 'subscriptions' | 'incidents', Operation[]>>> {
  const known = await tasks.ofInstance(state.instanceId);
  return {
    tasks: known.flatMap(({ _id, state: shown }): Operation[] => {
      const isOpen = Object.hasOwn(state.tasks, _id);
      if (isOpen === (shown === 'open')) return [];
      return [isOpen ? reopenedTask(_id) : closedTask(_id, state, now)];
    }),
    subscriptions: subscriptionsOf(state, now),
    incidents: incidentsOf(state, now),
  };
}

/** As it was before it was closed, its revision too: who claimed it holds that one. */
function reopenedTask(taskId: string): Operation {
  return { updateOne: { filter: { _id: taskId, state: { $ne: 'open' } }, update: { $set: { state: 'open' }, $unset: { closedAt: 1, completedBy: 1, completedFor: 1, submissionId: 1 }, $inc: { revision: -1 } } } };
}

function closedTask(taskId: string, state: State, now: string): Operation {
  const answered = state.answered[taskId];
  const outcome = answered ? { state: 'completed', completedBy: answered.by, submissionId: answered.key } : { state: 'cancelled' };
  return { updateOne: { filter: { _id: taskId, state: 'open' }, update: { $set: { ...outcome, closedAt: new Date(now) }, $inc: { revision: 1 } } } };
}

function subscriptionsOf({ instanceId, subscriptions }: State, now: string): Operation[] {
  const alive = Object.keys(subscriptions);
  return [
    { updateMany: { filter: { instanceId, open: true, subscriptionId: { $nin: alive } }, update: { $set: { open: false, closedAt: new Date(now) } } } },
    { updateMany: { filter: { instanceId, open: false, subscriptionId: { $in: alive } }, update: { $set: { open: true }, $unset: { closedAt: 1 } } } },
  ];
}

function incidentsOf({ instanceId, incidents }: State, now: string): Operation[] {
  const alive = Object.keys(incidents);
  return [
    { updateMany: { filter: { instanceId, resolvedAt: null, incidentId: { $nin: alive } }, update: { $set: { resolvedAt: new Date(now) } } } },
    { updateMany: { filter: { instanceId, resolvedAt: { $ne: null }, incidentId: { $in: alive } }, update: { $unset: { resolvedAt: 1, resolvedBy: 1 } } } },
  ];
}
