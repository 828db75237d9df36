import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import { getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Calendar } from '../../feel/types';
import type { Command } from '../engine/commands';
import { SEMANTICS } from '../engine/semantics';
import { PROCESS_WORKFLOW, SIGNALS, type CancelInstance, type ChildEnded, type RunProcessInput } from '../messages';
import { local } from './write-queue';

export type StartChild = Extract<Command, { kind: 'start-child' }>;

/** Children begun in one workflow task. */
const PAGE = 20;
/** Children that run at one time; Temporal refuses more than 2,000. */
const MAX_RUNNING = 500;

/** What a child takes over from its parent. */
export interface ParentFacts {
  readonly instanceId: string;
  readonly by: string;
  readonly calendar: Calendar;
}

/**
 * Starts child instances page by page under ids of their own, abandoned on purpose: a parent that continues as new
 * must not take them along, and hears of their end by a signal alone.
 */
export class ChildStarter {
  readonly #waiting: StartChild[] = [];
  readonly #running: Set<string>;
  #starting = 0;
  #signalling = 0;

  constructor(
    running: readonly string[],
    private readonly parent: () => ParentFacts,
    private readonly report: (event: ChildEnded) => void,
  ) {
    this.#running = new Set(running);
  }

  /** Not yet asked of Temporal. */
  get pending(): readonly StartChild[] {
    return this.#waiting;
  }

  /** True while Temporal has not answered a start or a cancellation: a run that ended now would take them back. */
  get busy(): boolean {
    return this.#starting > 0 || this.#signalling > 0;
  }

  start(command: StartChild): void {
    this.#running.delete(command.childId);
    this.#waiting.push(command);
    void this.#pump();
  }

  /** The child has ended: another may run. */
  ended(childId: string): void {
    this.#running.delete(childId);
    void this.#pump();
  }

  /** Passes a cancellation down; a child that has not started never does. */
  cancel(childId: string, reason: CancelInstance): void {
    const index = this.#waiting.findIndex((command) => command.childId === childId);
    if (index >= 0) this.#waiting.splice(index, 1);
    else void this.#signalCancel(childId, reason);
    this.ended(childId);
  }

  async #signalCancel(childId: string, reason: CancelInstance): Promise<void> {
    this.#signalling += 1;
    await signalIfThere(childId, SIGNALS.cancelled, reason);
    this.#signalling -= 1;
  }

  async #pump(): Promise<void> {
    if (this.#starting > 0) return;
    while (this.#waiting.length > 0 && this.#running.size < MAX_RUNNING) {
      const page = this.#waiting.splice(0, Math.min(PAGE, MAX_RUNNING - this.#running.size));
      for (const { childId } of page) this.#running.add(childId);
      this.#starting = page.length;
      await Promise.all(page.map((command) => this.#startOne(command)));
      this.#starting = 0;
    }
  }

  async #startOne({ childId, process, planHash, variables }: StartChild): Promise<void> {
    const hash = planHash ?? (await local.latestPlan(process));
    if (hash === undefined) {
      this.report({ childId, outcome: 'failed', variables: {}, message: `No process "${process}" is published` });
      return;
    }
    const { instanceId, by, calendar } = this.parent();
    const input: RunProcessInput = { instanceId: childId, planHash: hash, semantics: SEMANTICS, start: { kind: 'started', variables, by, calendar }, parent: { instanceId, childId } };
    try {
      await startChild(PROCESS_WORKFLOW, { workflowId: childId, args: [input], parentClosePolicy: ParentClosePolicy.ABANDON, workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE });
    } catch (error) {
      // Ours under the same id: started by an attempt whose answer was lost.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}

/** Signals an instance; one that has ended needs no signal. */
export async function signalIfThere(instanceId: string, signal: string, payload: unknown): Promise<void> {
  try {
    await getExternalWorkflowHandle(instanceId).signal(signal, payload);
  } catch {
    // Temporal answers only "no such open workflow" here; its own troubles it retries itself.
  }
}
