/** Names and payload types of the workflow's updates, signals and queries; shared by worker, portal and tests. */
import type { Command } from './engine/commands';
import type { EngineEvent } from './engine/events';
import type { Plan } from './engine/plan';
import type { Semantics } from './engine/semantics';
import type { State } from './engine/state';

/** The workflow type of every instance; its id is the instance id. */
export const PROCESS_WORKFLOW = 'runProcess';
/** What a schedule runs when a timer start event is due. */
export const SCHEDULED_START_WORKFLOW = 'startOnSchedule';

/** The workflow that brings notices to people: its type, its id (there is one) and the signal that has it look at once. */
export const DELIVERY = { workflow: 'deliverNotices', id: 'deliver-notices', wake: 'wake' } as const;

export interface ScheduledStart {
  readonly processId: string;
  readonly startEvent: string;
}

export const TASK_QUEUE = 'boai-flow';

export interface RunProcessInput {
  readonly instanceId: string;
  /** Exactly one of plan and planHash's plan is used: a root instance carries its plan, a child loads it by hash. */
  readonly plan?: Plan;
  readonly planHash: string;
  /** Of a new instance: the generation of behaviour that it starts with; the first one when absent. */
  readonly semantics?: Semantics;
  /** First event of a new instance; absent after continue-as-new. */
  readonly start?: Extract<EngineEvent, { kind: 'started' }>;
  /** After continue-as-new. */
  readonly state?: State;
  /** What the last run had been asked for and had not finished when it continued as new. */
  readonly pending?: readonly PendingCommand[];
  readonly parent?: { readonly instanceId: string; readonly childId: string };
}

/** Repeatable by its id: a job that runs, or a child that waits for its turn to start. */
export type PendingCommand = Extract<Command, { kind: 'start-job' | 'start-child' }>;

/** Update `completeTask`: refused before it enters history when the task is not open, the actor excluded, or the key used with other answers. */
export type CompleteTask = Omit<Extract<EngineEvent, { kind: 'task-completed' }>, 'kind'>;

export interface StepAnswer {
  readonly seq: number;
  /** False when MongoDB could not be written in time: the step is safe, and shows a little later. */
  readonly visible: boolean;
  /** Ids of the tasks that the step opened. */
  readonly opened: readonly string[];
  readonly status: State['status'];
  /** True when this key had been answered before. */
  readonly repeated: boolean;
}

/** Update `retryIncident`: refused when the incident is not open. */
export type RetryIncident = Omit<Extract<EngineEvent, { kind: 'incident-retried' }>, 'kind'>;
/** Update `cancel`, and signal `cancelled` from a parent: refused when the instance has ended. */
export type CancelInstance = Omit<Extract<EngineEvent, { kind: 'cancelled' }>, 'kind'>;
/** Update `changeVariables`: refused when the instance has ended. */
export type ChangeVariables = Omit<Extract<EngineEvent, { kind: 'variables-changed' }>, 'kind'>;
/** Update `takeAction`: refused when the event does not wait any more, or the key was used with other answers. */
export type TakeAction = Omit<Extract<EngineEvent, { kind: 'action-taken' }>, 'kind'>;
/** Update `addItems`: refused when the campaign is over, or has all of these branches already. */
export type AddItems = Omit<Extract<EngineEvent, { kind: 'items-added' }>, 'kind'>;
/** Update `exemptChild`: refused when the child has ended, or belongs to no campaign. */
export type ExemptChild = Omit<Extract<EngineEvent, { kind: 'child-exempted' }>, 'kind'>;
/** Signals: each is taken once, however often it comes. */
export type MessageSignal = Omit<Extract<EngineEvent, { kind: 'message-received' }>, 'kind'>;
export type BpmnSignal = Omit<Extract<EngineEvent, { kind: 'signal-received' }>, 'kind'>;
export type ChildEnded = Omit<Extract<EngineEvent, { kind: 'child-ended' }>, 'kind'>;
export type CalendarChanged = Omit<Extract<EngineEvent, { kind: 'calendar-changed' }>, 'kind'>;

/** A refused update fails with an `ApplicationFailure` whose type is one of these codes. */
export type { RefusalCode } from './engine/refusal';

export const UPDATES = {
  completeTask: 'completeTask',
  retryIncident: 'retryIncident',
  cancel: 'cancel',
  changeVariables: 'changeVariables',
  takeAction: 'takeAction',
  addItems: 'addItems',
  exemptChild: 'exemptChild',
} as const;
export const SIGNALS = { message: 'message', bpmnSignal: 'bpmnSignal', childEnded: 'childEnded', cancelled: 'cancelled', calendarChanged: 'calendarChanged', continueAsNew: 'continueAsNew' } as const;
export const QUERIES = { state: 'state', facts: 'facts' } as const;

/** Query `facts`: what is fixed for the whole life of an instance. */
export interface InstanceFacts {
  readonly planHash: string;
  readonly parentId?: string;
}
