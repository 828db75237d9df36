/** Types only: what a workflow may ask of the outside world. */
import type { Variables } from '../feel/types';
import type { Command } from '../workflows/engine/commands';
import type { EngineEvent } from '../workflows/engine/events';
import type { Plan } from '../workflows/engine/plan';
import type { State } from '../workflows/engine/state';

/** One step of an instance as it is written to MongoDB. */
export interface StepWrite {
  readonly instanceId: string;
  readonly processId: string;
  readonly planHash: string;
  readonly parentId?: string;
  /** Number of the event, from 1. */
  readonly seq: number;
  readonly event: EngineEvent;
  /** ISO instant. */
  readonly now: string;
  readonly commands: readonly Command[];
  /** The state after the step. */
  readonly state: State;
}

export interface JobRequest {
  readonly instanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly jobId: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
}

/** A step on its way: of steps that are written together only the last one carries the state, which may be large. */
export type SentStep = Omit<StepWrite, 'state'> & Partial<Pick<StepWrite, 'state'>>;

export interface LoadedPlan {
  readonly plan: Plan;
  readonly limits: Variables;
}

export interface Activities {
  /** Writes consecutive steps of one instance, in order. Idempotent: the same `seq` written twice changes nothing. Also stores messages and subscriptions. */
  writeSteps(steps: readonly SentStep[]): Promise<void>;
  /** Finds the waiting side of messages and signals that the step published or subscribed to, and delivers them. */
  deliver(instanceId: string, seq: number): Promise<void>;
  /** A child's plan, by content hash, and the limits of its process as the district has them now. */
  loadPlan(hash: string): Promise<LoadedPlan>;
  /** The hash of the newest published plan of a process; undefined when there is none. */
  latestPlan(processId: string): Promise<string | undefined>;
  /** A message came for a subscription that was closed meanwhile: it is free again for another one. */
  returnMessage(instanceId: string, messageId: string, subscriptionId: string): Promise<void>;
  /** Starts an instance of the newest version at a start event; the same key again starts none. */
  startInstance(processId: string, startEvent: string, key: string): Promise<void>;
  /** Runs a job of a shipped type. Throws `ApplicationFailure` of type `BpmnError` with the code as first detail for a BPMN error. */
  runJob(job: JobRequest): Promise<Variables>;
  /** Sends what is to reach people outside the portal by now; says whether something due is left. */
  deliverNotices(): Promise<{ readonly more: boolean }>;
}
