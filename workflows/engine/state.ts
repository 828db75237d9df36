import type { Calendar, Variables } from '../../feel/types';
import type { OpenedTask } from './commands';

/**
 * Everything an instance remembers between two events; plain JSON, carried across continue-as-new.
 * The parts below are read by callers (shell, explain, portal); the reducer alone writes them.
 */
export interface State {
  /** Version of this shape; raised by pure upcasters at continue-as-new. */
  readonly schema: 1;
  /** Version of behaviour, fixed when a run starts. */
  readonly semantics: 1;
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
  /** Completed tasks, for duplicates and separation of duties: by task id. */
  readonly answered: Readonly<Record<string, AnsweredTask>>;
  readonly jobs: Readonly<Record<string, { readonly tokenId: string; readonly elementId: string }>>;
  readonly subscriptions: Readonly<Record<string, SubscriptionState>>;
  readonly children: Readonly<Record<string, { readonly tokenId: string; readonly elementId: string }>>;
  readonly incidents: Readonly<Record<string, IncidentState>>;
  /** Ids of messages and signals taken, so that a repeated delivery changes nothing. */
  readonly received: readonly string[];
  /** How often each element was opened; makes ids unique without randomness. */
  readonly openings: Readonly<Record<string, number>>;
}

export interface ScopeState {
  readonly id: string;
  /** Element id of the (event) sub-process, or the process id. */
  readonly elementId: string;
  readonly parent?: string;
  /** The token that waits in the parent for this scope to end. */
  readonly ownerToken?: string;
  readonly variables: Variables;
}

export interface Token {
  readonly id: string;
  readonly elementId: string;
  readonly scopeId: string;
  /** Since when it is where it is. */
  readonly since: string;
}

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
}

export interface TaskState {
  readonly task: OpenedTask;
  readonly tokenId: string;
}

export interface AnsweredTask {
  readonly elementId: string;
  readonly by: string;
  readonly key: string;
  readonly answerHash: string;
}

export interface SubscriptionState {
  readonly id: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
  readonly elementId: string;
  readonly tokenId?: string;
}

export interface IncidentState {
  readonly id: string;
  readonly tokenId: string;
  readonly elementId: string;
  readonly cause: string;
  readonly message: string;
  readonly since: string;
}
