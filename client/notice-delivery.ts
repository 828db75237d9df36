import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import { DELIVERY, TASK_QUEUE } from '../workflows/messages';

/** Makes sure that notices are brought to people; where it is done already, nothing changes. */
export async function ensureNoticeDelivery(client: Client, taskQueue: string = TASK_QUEUE): Promise<void> {
  await client.workflow.start(DELIVERY.workflow, {
    workflowId: DELIVERY.id,
    taskQueue,
    args: [],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  });
}

/** Has it look at once, for somebody who waits; it looks by itself a little later anyway. */
export async function hastenNoticeDelivery(client: Client): Promise<void> {
  try {
    await client.workflow.getHandle(DELIVERY.id).signal(DELIVERY.wake);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
