import { Connection } from '@temporalio/client';
import { NAMESPACE } from '../engines';

export interface History {
  readonly events: number;
  readonly bytes: number;
}

/** How long the history of an instance's latest run has become. */
export async function historyOf(address: string, workflowId: string): Promise<History> {
  const connection = await Connection.connect({ address });
  const { workflowExecutionInfo: info } = await connection.workflowService.describeWorkflowExecution({ namespace: NAMESPACE, execution: { workflowId } });
  await connection.close();
  return { events: Number(info?.historyLength ?? 0), bytes: Number(info?.historySizeBytes ?? 0) };
}

/** The most memory, in bytes, that a process has been seen to hold. */
export class Memory {
  most = 0;

  /** Where the process tells its metrics. */
  constructor(private readonly url: string) {}

  async look(): Promise<void> {
    const text = await (await fetch(this.url)).text();
    const [, bytes = '0'] = /^process_resident_memory_bytes(?:\{.*\})? (\S+)/m.exec(text) ?? [];
    this.most = Math.max(this.most, Number(bytes));
  }
}
