import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Instances } from '../activities/deliver';
import { SIGNALS } from '../workflows/messages';

/** Signals running instances; one that is not running is no error. */
export function instancesOf(client: Client): Instances {
  const signal = async (instanceId: string, name: string, payload: unknown): Promise<boolean> => {
    try {
      await client.workflow.getHandle(instanceId).signal(name, payload);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  };
  return {
    message: (instanceId, message) => signal(instanceId, SIGNALS.message, message),
    signal: (instanceId, received) => signal(instanceId, SIGNALS.bpmnSignal, received),
  };
}
