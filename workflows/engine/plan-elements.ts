/** What a plan is made of: its activities, events and gateways. */

import type { Feel, LocalText, Scope, Valued } from './plan';

export interface Mapping {
  readonly source: Feel;
  /** A dotted path, for example `review.result`. */
  readonly target: string;
}

export type TimerDefinition =
  | { readonly kind: 'date'; readonly at: Valued<string> }
  | { readonly kind: 'duration'; readonly after: Valued<string> }
  | { readonly kind: 'cycle'; readonly every: Valued<string> };

export type EventDefinition =
  | { readonly kind: 'none' }
  | { readonly kind: 'timer'; readonly timer: TimerDefinition }
  | { readonly kind: 'message'; readonly name: Valued<string>; readonly correlationKey?: Feel; readonly jobType?: Valued<string>; readonly action?: Action }
  | { readonly kind: 'signal'; readonly name: Valued<string> }
  | { readonly kind: 'error'; readonly code?: Valued<string> }
  | { readonly kind: 'escalation'; readonly code?: Valued<string> }
  | { readonly kind: 'compensation'; readonly activity?: string }
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'terminate' };

/** What people may do at any moment while an event waits: a form whose answers become the message's variables. */
export interface Action {
  readonly form: string;
  /** Groups, as candidate groups are written; whoever sees the instance, when absent. */
  readonly actors?: Valued<readonly string[]>;
}

export interface ElementBase {
  readonly id: string;
  readonly name: LocalText;
  /** Id of the scope that contains it. */
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** `zeebe:properties`, those that the compiler does not understand included. */
  readonly properties: Readonly<Record<string, string>>;
  /** Role of the innermost lane that holds the element. */
  readonly lane?: string;
  /** Column of a campaign's matrix that the element belongs to. */
  readonly stage?: LocalText;
}

/** What activities (tasks, sub-processes, call activities) have in common. */
export interface ActivityBase extends ElementBase {
  /** Ids of the boundary events attached to it. */
  readonly boundary: readonly string[];
  readonly multiInstance?: MultiInstance;
  /** Id of the activity that undoes this one. */
  readonly compensatedBy?: string;
  /** True for an activity that is reached by compensation only. */
  readonly isForCompensation: boolean;
}

export interface MultiInstance {
  readonly sequential: boolean;
  readonly inputCollection: Feel;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Feel;
  readonly completionCondition?: Feel;
}

/** One reminder or escalation of a task, relative to its due instant. */
export interface Reminder {
  /** Negative before, positive after; `wd` counts 工作日. `%` is a share of the time between opening and due: always before. */
  readonly offset: { readonly amount: number; readonly unit: 'h' | 'd' | 'wd' | '%' };
  /** `candidates`, a district role, or `role@<variable that holds a branch id>`. */
  readonly to: string;
  readonly escalation: boolean;
}

export interface UserTask extends ActivityBase {
  readonly kind: 'userTask';
  readonly form?: string;
  readonly assignee?: Valued<string>;
  /** Groups are `role` (a post at the district) or `role@branchId` (a post at that branch). */
  readonly candidateGroups?: Valued<readonly string[]>;
  readonly candidateUsers?: Valued<readonly string[]>;
  readonly due?: Valued<string>;
  readonly followUp?: Valued<string>;
  readonly priority?: Valued<number>;
  readonly reminders: readonly Reminder[];
  /** Element ids whose completers may not complete this task. */
  readonly notActorOf: readonly string[];
  /** Gives the record that the task is about, `<registry>/<id>`. */
  readonly record?: Feel;
  /** What else to list beside the form: records that name this one in a field. */
  readonly related?: readonly RelatedRecords[];
  /** What to say in a call; shown above the form. */
  readonly script?: LocalText;
  /** Whether a person without an account may fill it in by a link. */
  readonly byLink?: true;
}

export interface RelatedRecords {
  readonly registry: string;
  /** Its field that holds the id of the task's record. */
  readonly field: string;
}

export interface ServiceTask extends ActivityBase {
  /** A send task and a throwing message event with a job type compile to this too. */
  readonly kind: 'serviceTask';
  readonly jobType: Valued<string>;
  readonly retries: Valued<number>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ScriptTask extends ActivityBase {
  readonly kind: 'scriptTask';
  readonly expression: Feel;
  readonly resultVariable: string;
}

export interface ReceiveTask extends ActivityBase {
  readonly kind: 'receiveTask';
  readonly message: Extract<EventDefinition, { kind: 'message' }>;
}

/** Manual and undefined tasks: passed at once. */
export interface PassTask extends ActivityBase {
  readonly kind: 'passTask';
}

export interface SubProcess extends ActivityBase {
  readonly kind: 'subProcess';
  readonly inner: Scope;
}

export interface EventSubProcess extends ElementBase {
  readonly kind: 'eventSubProcess';
  readonly inner: Scope;
  readonly start: string;
}

export interface CallActivity extends ActivityBase {
  readonly kind: 'callActivity';
  readonly process: Valued<string>;
  readonly propagateAllParent: boolean;
  readonly propagateAllChild: boolean;
  /** The instance gets a page for it: a row for each item, a column for each stage. */
  readonly campaign?: true;
}

export interface StartEvent extends ElementBase {
  readonly kind: 'startEvent';
  readonly event: EventDefinition;
  /** Of an event sub-process's start only. */
  readonly interrupting: boolean;
}

export interface EndEvent extends ElementBase {
  readonly kind: 'endEvent';
  readonly event: EventDefinition;
}

export interface CatchEvent extends ElementBase {
  readonly kind: 'catchEvent';
  readonly event: EventDefinition;
}

export interface ThrowEvent extends ElementBase {
  readonly kind: 'throwEvent';
  readonly event: EventDefinition;
}

export interface BoundaryEvent extends ElementBase {
  readonly kind: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly event: EventDefinition;
}

export interface Gateway extends ElementBase {
  readonly kind: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventBasedGateway';
  /** Id of the default flow. */
  readonly default?: string;
}

export type Activity = UserTask | ServiceTask | ScriptTask | ReceiveTask | PassTask | SubProcess | CallActivity;

export type Element =
  | Activity
  | EventSubProcess
  | StartEvent
  | EndEvent
  | CatchEvent
  | ThrowEvent
  | BoundaryEvent
  | Gateway;
