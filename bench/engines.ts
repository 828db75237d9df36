import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Store } from '../activities/store/connect-store';
import { startProcess } from '../client/start-process';
import { completeTask } from '../client/updates';
import type { KeyRing } from '../codec/cipher';
import type { HandDecision, HandInput } from './hand-activities';

export const NAMESPACE = 'default';
export const benchKeys: KeyRing = [{ id: 'bench', key: Buffer.alloc(32, 3) }];

export type EngineName = 'ours' | 'activities' | 'local activities';
export const ENGINES: readonly EngineName[] = ['ours', 'activities', 'local activities'];

/** How one of the compared engines begins an approval and completes a task of it. */
export interface ApprovalEngine {
  readonly name: EngineName;
  readonly taskQueue: string;
  start(): Promise<string>;
  complete(instanceId: string, step: number, taskId: string, key: string): Promise<void>;
}

/** 1 KB that becomes a variable on either side. */
const PAYLOAD = { note: 'x'.repeat(1000) };

export function ourEngine(client: Client, store: Store, taskQueue: string): ApprovalEngine {
  return {
    name: 'ours',
    taskQueue,
    start: async () => {
      const branchId = randomUUID();
      return (await startProcess({ client, store, taskQueue }, { processId: 'two-task-approval', branchId, variables: {}, by: 'starter', key: branchId })).instanceId;
    },
    complete: async (instanceId, step, taskId, key) => {
      await completeTask(client, instanceId, { taskId, answers: PAYLOAD, by: `person-${step}`, key, answerHash: key });
    },
  };
}

export function handWrittenEngine(client: Client, store: Store, planHash: string, name: Exclude<EngineName, 'ours'>, taskQueue: string): ApprovalEngine {
  const workflow = name === 'activities' ? 'approvalWithActivities' : 'approvalWithLocalActivities';
  return {
    name,
    taskQueue,
    start: async () => {
      const branchId = randomUUID();
      const instanceId = `two-task-approval/${branchId}`;
      const input: HandInput = { instanceId, branchId, planHash, by: 'starter' };
      await client.workflow.start(workflow, { workflowId: instanceId, taskQueue, args: [input] });
      // As our client does: a started instance is one that people can see.
      do await new Promise((resolve) => setTimeout(resolve, 15));
      while (!(await store.instances.isThere(instanceId)));
      return instanceId;
    },
    complete: async (instanceId, step, taskId, key) => {
      const decision: HandDecision = { step, taskId, answers: PAYLOAD, by: `person-${step}`, key, answerHash: key };
      await client.workflow.getHandle(instanceId).executeUpdate('complete', { args: [decision] });
    },
  };
}
