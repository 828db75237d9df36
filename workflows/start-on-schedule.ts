import { workflowInfo } from '@temporalio/workflow';
import type { ScheduledStart } from './messages';
import { durable } from './shell/write-queue';

/** Begins one instance of a process whose start event's time has come; each firing of the schedule has an id of its own, so none begins two. */
export async function startOnSchedule({ processId, startEvent }: ScheduledStart): Promise<void> {
  await durable.startInstance(processId, startEvent, workflowInfo().workflowId);
}
