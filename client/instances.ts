import { WorkflowNotFoundError } from '@temporalio/client';
import type { Instances } from '../activities/deliver';
import { SIGNALS } from '../workflows/messages';
import { Refused } from './refused';
import { startProcess, type Engine } from './start-process';

/** How activities reach instances: by signal, or by starting one. */
export function instancesOf(engine: Engine): Instances {
  const signal = async (instanceId: string, name: string, payload: unknown): Promise<boolean> => {
    try {
      await engine.client.workflow.getHandle(instanceId).signal(name, payload);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  };
  return {
    message: (instanceId, message) => signal(instanceId, SIGNALS.message, message),
    signal: (instanceId, received) => signal(instanceId, SIGNALS.bpmnSignal, received),
    start: async ({ processId, startEvent, variables, key }) => {
      const { branchId } = variables;
      const request = { processId, variables, key, by: 'system', branchId: typeof branchId === 'string' ? branchId : await districtOf(engine), ...(startEvent === undefined ? {} : { startEvent }) };
      try {
        return (await startProcess(engine, request)).instanceId;
      } catch (error) {
        // Started before, by this message or for this business key.
        if (error instanceof Refused && error.code === 'AlreadyRunning' && error.instanceId !== undefined) return error.instanceId;
        throw error;
      }
    },
  };
}

/** What no branch begins is the district's own: a schedule's instance, for example. */
async function districtOf({ store }: Engine): Promise<string> {
  const [district] = await store.branches.find({ kind: '区' }, { limit: 1 });
  return district?._id ?? '';
}
