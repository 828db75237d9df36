import type { Calendar, Value, Variables } from '../../feel/types';
import type { IncidentCause, OpenAction, OpenedTask } from './commands';
import type { Semantics } from './semantics';

/**
 * Everything an instance remembers between two events; plain JSON, carried across continue-as-new.
 * The parts below are read by callers (shell, explain, portal); the reducer alone writes them.
 */
export interface State {
  /** Version of this shape; raised by pure upcasters at continue-as-new. */
  readonly schema: 1;
  /** Version of behaviour, fixed when a run starts. */
  readonly semantics: Semantics;
  readonly instanceId: string;
  /** Number of events taken so far. */
  readonly seq: number;
  readonly status: 'new' | 'running' | 'completed' | 'cancelled' | 'failed';
  readonly startedAt: string;
  readonly startedBy: string;
  readonly calendar: Calendar;
  /** Scope instances by id; the root's id is `root`. */
  readonly scopes: Readonly<Record<string, ScopeState>>;
  readonly tokens: Readonly<Record<string, Token>>;
  readonly timers: Readonly<Record<string, Timer>>;
  /** Open tasks by id. */
  readonly tasks: Readonly<Record<string, TaskState>>;
  /** Completed tasks and actions taken, for duplicates and separation of duties: by task id, or `instance/event/number`. */
  readonly answered: Readonly<Record<string, AnsweredTask>>;
  readonly jobs: Readonly<Record<string, { readonly tokenId: string; readonly elementId: string }>>;
  readonly subscriptions: Readonly<Record<string, SubscriptionState>>;
  readonly children: Readonly<Record<string, { readonly tokenId: string; readonly elementId: string }>>;
  readonly incidents: Readonly<Record<string, IncidentState>>;
  /** Ids of messages and signals taken, so that a repeated delivery changes nothing. */
  readonly received: readonly string[];
  /** How often each element was opened; makes ids unique without randomness. */
  readonly openings: Readonly<Record<string, number>>;
  /** Numbers scopes, tokens and incidents. */
  readonly next: number;
  /** True for an instance that a call activity started: what it does not catch leaves it for its parent. */
  readonly called: boolean;
  /** Code of the first escalation that nothing here caught; handed to the parent at the end. */
  readonly escalated?: string;
}

export interface ScopeState {
  readonly id: string;
  /** Element id of the (event) sub-process, or the process id. */
  readonly elementId: string;
  readonly parent?: string;
  /** The token that waits in the parent for this scope to end. */
  readonly ownerToken?: string;
  readonly variables: Variables;
  /** Since when it is open. */
  readonly since: string;
  /** Set once an interrupting event sub-process has taken over: nothing else is caught here. */
  readonly interrupted?: true;
  /** Of the body of a multi-instance activity. */
  readonly loop?: LoopState;
  /** Completed activities that compensation can undo, oldest first. */
  readonly compensable?: readonly Compensable[];
}

/** How far a multi-instance activity has come. */
export interface LoopState {
  readonly total: number;
  readonly started: number;
  readonly completed: number;
  /** Of a sequential loop: the items not started yet. */
  readonly rest: readonly Value[];
  /** Of a campaign: branch by number of the instance, from 1; those that were exempted have left. */
  readonly branches?: Readonly<Record<string, string>>;
  /** Of a campaign: instances that were taken out. */
  readonly exempted?: number;
}

/** A completed activity that compensation can undo. */
export interface Compensable {
  readonly elementId: string;
  readonly handler?: string;
  /** Of a sub-process: what was completed inside, and its variables then. */
  readonly inner?: readonly Compensable[];
  readonly variables?: Variables;
}

export interface Token {
  readonly id: string;
  readonly elementId: string;
  readonly scopeId: string;
  /** Since when it is where it is. */
  readonly since: string;
  /** The flow by which it came. */
  readonly via?: string;
  /** Variables of the element alone: its inputs, and the item of its loop. */
  readonly locals?: Variables;
  readonly opening?: number;
  readonly attempt?: number;
  /** Has entered its element: the way to it is over. */
  readonly inside?: true;
  /** Waits at a gateway for tokens of other flows. */
  readonly joining?: true;
  /** The body of a multi-instance activity: owns the scope of its instances. */
  readonly body?: true;
  /** Number of the instance in its loop, from 1. */
  readonly loop?: number;
  /** Of a call activity: the instance that it called last. */
  readonly childId?: string;
  /** Of a compensation handler: the token that waits for it. */
  readonly thrower?: string;
  /** Of a sub-process about to be left: what can be undone inside. */
  readonly compensable?: readonly Compensable[];
}

/** One piece of a token's way; also what an incident remembers, to go on exactly there. */
export type Move =
  /** The instance opens at this start event. */
  | { readonly kind: 'begin'; readonly tokenId: string }
  /** The token arrives at its element. */
  | { readonly kind: 'enter'; readonly tokenId: string; readonly variables?: Variables }
  /** The element does its work (again); inputs and boundary events are in place. */
  | { readonly kind: 'activate'; readonly tokenId: string }
  /** What the element waited for has come; the token leaves with these results. */
  | { readonly kind: 'complete'; readonly tokenId: string; readonly variables: Variables };

export interface Timer {
  readonly id: string;
  /** ISO instant. */
  readonly due: string;
  /** Due instant rests on an assumed calendar year. */
  readonly assumed: boolean;
  readonly elementId: string;
  readonly purpose: 'catch' | 'boundary' | 'event-subprocess' | 'reminder' | 'escalation';
  readonly tokenId?: string;
  readonly taskId?: string;
  /** Of an event sub-process: the scope that it watches. */
  readonly scopeId?: string;
  /** When it was set; its expression is read again from here when the calendar changes. */
  readonly armedAt?: string;
  /** Of a cycle: its text, and how often it has fired. */
  readonly cycle?: { readonly every: string; readonly fired: number };
  /** Of a reminder: its place in the task's reminders. */
  readonly reminder?: number;
}

export interface TaskState {
  readonly task: OpenedTask;
  readonly tokenId: string;
}

export interface AnsweredTask {
  readonly elementId: string;
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly key: string;
  readonly answerHash: string;
  /** Of an action: the event that waited for it. */
  readonly subscriptionId?: string;
}

export interface SubscriptionState {
  readonly id: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
  readonly elementId: string;
  readonly tokenId?: string;
  /** Of an event sub-process: the scope that it watches. */
  readonly scopeId?: string;
  /** Of a message that people may make happen. */
  readonly action?: OpenAction;
}

export interface IncidentState {
  readonly id: string;
  readonly tokenId: string;
  readonly elementId: string;
  readonly cause: IncidentCause;
  readonly message: string;
  readonly since: string;
  /** Where a retry goes on. */
  readonly resume: Move;
}
