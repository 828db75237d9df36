import type { Calendar, Variables } from '../../../feel/types';
import type { Command, OpenedTask } from '../commands';
import type { LocalText, Plan } from '../plan';

/** How somebody answers a task in a rehearsal. */
export interface RehearsedAnswer {
  readonly answers: Variables;
  /** Milliseconds after the task was opened; half of the time until it is due, in whole days, or a day, when absent. */
  readonly delayMs?: number;
  readonly by?: string;
}

/** Something that a person does at an event with an action, once. */
export interface RehearsedAction {
  /** Id of the event, or of the event sub-process that it starts. */
  readonly element: string;
  /** ISO instant. */
  readonly at?: string;
  /** ISO 8601 duration since the event began to wait; at once, when there is neither. */
  readonly after?: string;
  /** Those of `actionAnswers` when absent. */
  readonly answers?: Variables;
  readonly by?: string;
  /** Which instance, by the end of its id: `visit/3`; the first one where the event waits, when absent. */
  readonly instance?: string;
}

/** What a rehearsal needs to know. Everything in it must answer the same to the same question. */
export interface RehearsalOptions {
  /** ISO instant of the start. */
  readonly start: string;
  readonly calendar: Calendar;
  readonly variables?: Variables;
  readonly startEvent?: string;
  /** Undefined leaves the task open for ever; answered with nothing when the function is absent. */
  readonly answer?: (task: OpenedTask, plan: Plan) => RehearsedAnswer | undefined;
  /** Result of a job; `{}` when the function is absent. A BPMN error is thrown instead with `errorCode`. */
  readonly jobs?: (job: Extract<Command, { kind: 'start-job' }>) => Variables | { readonly errorCode: string };
  /** Variables of a message that a step on the way waits for and no rehearsed process sends; undefined: it never comes. Delivered after a day. */
  readonly messages?: (name: string, elementId: string) => Variables | undefined;
  /** What people do at events with an action; an event on the way that nobody names here is acted on after a day. */
  readonly actions?: readonly RehearsedAction[];
  /** How an action's form is filled in; with nothing when the function is absent. */
  readonly actionAnswers?: (form: string, variables: Variables, now: string) => Variables;
  /** ISO instant after which nothing is rehearsed. */
  readonly until?: string;
  /** Events, over all instances; 2,000 when absent. */
  readonly maxSteps?: number;
  /** Called processes by id. A process that is missing here ends at once with no results. */
  readonly called?: Readonly<Record<string, Plan>>;
}

export type TimelineKind =
  | 'started'
  | 'task-opened'
  | 'task-completed'
  | 'task-cancelled'
  | 'task-rescheduled'
  | 'reminder'
  | 'escalation'
  | 'job'
  | 'timer'
  | 'message'
  | 'action'
  | 'signal'
  | 'call'
  | 'incident'
  | 'ended';

/** One line of a rehearsal's timeline. */
export interface TimelineEntry {
  /** ISO instant. */
  readonly at: string;
  readonly kind: TimelineKind;
  readonly process: string;
  readonly instanceId: string;
  readonly elementId?: string;
  readonly name?: LocalText;
  /** Groups and people who are asked or reminded. */
  readonly who?: readonly string[];
  readonly due?: string;
  readonly dueAssumed?: boolean;
  readonly taskId?: string;
  /** Job type, message name, outcome, reason. */
  readonly detail?: string;
}

export interface Rehearsal {
  readonly timeline: readonly TimelineEntry[];
  /** What was to be done when it could not be done. */
  readonly missedActions: readonly RehearsedAction[];
  /** Elements of the rehearsed processes that no token came to. */
  readonly neverReached: readonly { readonly process: string; readonly elementId: string; readonly name: LocalText }[];
  /** `waiting`: somebody or something is awaited that never comes; `incident`: so because of incidents. */
  readonly stopped: 'ended' | 'until' | 'steps' | 'waiting' | 'incident';
  /** ISO instant of the last thing that happened. */
  readonly endedAt: string;
  /** Of the process that was started, as it ended or stands. */
  readonly variables: Variables;
}
