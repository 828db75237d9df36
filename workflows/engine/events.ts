import type { Calendar, Value, Variables } from '../../feel/types';

/** What can happen to an instance. Kept for ever in its event log, so kinds are added and never changed. */
export type EngineEvent =
  | {
      readonly kind: 'started';
      readonly variables: Variables;
      /** Person id, or `system`. */
      readonly by: string;
      /** Start event to begin at; the none start event when absent. */
      readonly startEvent?: string;
      /** Idempotency key of the start form's submission. */
      readonly key?: string;
      readonly calendar: Calendar;
    }
  | {
      readonly kind: 'task-completed';
      readonly taskId: string;
      /** Answers that may become variables: never `x-pii`, never unbounded text. */
      readonly answers: Variables;
      readonly by: string;
      /** The absent person for whom `by`, the deputy, does it: counts as an actor of this step too. */
      readonly onBehalfOf?: string;
      /** Idempotency key: the `_id` of the submission. */
      readonly key: string;
      readonly answerHash: string;
    }
  | { readonly kind: 'job-completed'; readonly jobId: string; readonly variables: Variables }
  | {
      readonly kind: 'job-failed';
      readonly jobId: string;
      readonly message: string;
      /** A BPMN error code: caught by an error event, if there is one. */
      readonly errorCode?: string;
    }
  /** `now` of this event is the timer's due instant. */
  | { readonly kind: 'timer-fired'; readonly timerId: string }
  | {
      readonly kind: 'message-received';
      readonly messageId: string;
      readonly subscriptionId: string;
      readonly variables: Variables;
    }
  /** A person did what people may do at an event that waits. */
  | {
      readonly kind: 'action-taken';
      readonly subscriptionId: string;
      /** Answers that may become variables. */
      readonly answers: Variables;
      readonly by: string;
      /** The absent person for whom `by`, the deputy, does it. */
      readonly onBehalfOf?: string;
      /** Idempotency key: the `_id` of the submission. */
      readonly key: string;
      readonly answerHash: string;
    }
  | { readonly kind: 'signal-received'; readonly signalId: string; readonly name: string; readonly variables: Variables }
  | {
      readonly kind: 'child-ended';
      readonly childId: string;
      readonly outcome: 'completed' | 'cancelled' | 'failed';
      readonly variables: Variables;
      readonly message?: string;
      /** A BPMN error or escalation that left the child uncaught. */
      readonly errorCode?: string;
    }
  /** More items for a campaign that runs; those whose branch is in it already are left out. */
  | { readonly kind: 'items-added'; readonly elementId: string; readonly items: readonly Value[]; readonly by: string; readonly key: string }
  /** An instance of a campaign is taken out of it. */
  | { readonly kind: 'child-exempted'; readonly childId: string; readonly branchId: string; readonly by: string; readonly reason: string }
  /** Variables, if given, are merged into the incident's scope before the step is tried again. */
  | { readonly kind: 'incident-retried'; readonly incidentId: string; readonly by: string; readonly variables?: Variables }
  | { readonly kind: 'variables-changed'; readonly variables: Variables; readonly by: string; readonly reason: string }
  | { readonly kind: 'calendar-changed'; readonly calendar: Calendar }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string };
