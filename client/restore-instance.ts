import { WorkflowNotFoundError } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import type { InstanceDocument } from '../activities/store/documents';
import { PROCESS_WORKFLOW, TASK_QUEUE, type PendingCommand, type RunProcessInput } from '../workflows/messages';
import type { Engine } from './start-process';

/**
 * Runs an instance on from the last state that MongoDB holds, because Temporal lost it or is behind. What runs under its
 * id is ended first. Jobs that the state waits for are begun again by their ids. False when it has ended in MongoDB.
 */
export async function restoreInstance({ client, store, taskQueue }: Engine, instance: InstanceDocument): Promise<boolean> {
  if (instance.status !== 'running') return false;
  try {
    await client.workflow.getHandle(instance._id).terminate('Restored from the event log');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  const { state, planHash, parentId } = instance;
  const plan = parentId === undefined ? { plan: await store.plans.byHash(planHash) } : {};
  const parent = parentId === undefined ? {} : { parent: { instanceId: parentId, childId: instance._id } };
  const input: RunProcessInput = { instanceId: instance._id, planHash, state, pending: await pendingOf(store, instance), ...plan, ...parent };
  await client.workflow.start(PROCESS_WORKFLOW, {
    workflowId: instance._id,
    taskQueue: taskQueue ?? TASK_QUEUE,
    args: [input],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
  });
  return true;
}

/** The commands of the log that the state still waits for. A child that runs already is not started twice: its id is taken. */
async function pendingOf(store: Engine['store'], { _id, state }: InstanceDocument): Promise<PendingCommand[]> {
  const log = await store.events.ofInstance(_id);
  return log.flatMap(({ commands }) =>
    commands.flatMap((command): PendingCommand[] => {
      if (command.kind === 'start-job' && Object.hasOwn(state.jobs, command.jobId)) return [command];
      return command.kind === 'start-child' && Object.hasOwn(state.children, command.childId) ? [command] : [];
    }),
  );
}
