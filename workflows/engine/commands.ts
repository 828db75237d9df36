import type { Variables } from '../../feel/types';
import type { LocalText, RelatedRecords } from './plan';

/** A user task as it is opened: what the inbox shows and what authorisation needs. */
export interface OpenedTask {
  /** `instance/element/opening`, unique for each opening. */
  readonly id: string;
  readonly elementId: string;
  readonly name: LocalText;
  readonly form?: string;
  readonly assignee?: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  /** Person ids who may not complete it, from `notActorOf`. */
  readonly excludedActors: readonly string[];
  /** ISO instants. */
  readonly due?: string;
  /** True when the due date rests on a year without a published holiday table: 暂按推算. */
  readonly dueAssumed: boolean;
  readonly followUp?: string;
  readonly priority: number;
  /** Local variables of the task (its inputs), read-only context for form and rules. */
  readonly inputs: Variables;
  readonly openedAt: string;
  /** The record that it is about, `<registry>/<id>`. */
  readonly record?: string;
  readonly related?: readonly RelatedRecords[];
  readonly script?: LocalText;
  /** It may be filled in by a link, without an account. */
  readonly byLink?: true;
}

/** What people may do while an event waits. */
export interface OpenAction {
  /** The event's own id: of an event sub-process, that of its start event. */
  readonly eventId: string;
  readonly form: string;
  readonly groups: readonly string[];
}

/** What the outside world must do after a step. The order is the order in which the step asked for it. */
export type Command =
  | { readonly kind: 'open-task'; readonly task: OpenedTask }
  /** A due date moved: a date field or the holiday table changed. */
  | { readonly kind: 'reschedule-task'; readonly taskId: string; readonly due?: string; readonly dueAssumed: boolean; readonly followUp?: string }
  | { readonly kind: 'close-task'; readonly taskId: string; readonly outcome: 'completed' | 'cancelled'; readonly by?: string; readonly key?: string }
  | { readonly kind: 'remind'; readonly taskId: string; readonly to: readonly string[]; readonly users: readonly string[]; readonly escalation: boolean; readonly due: string; readonly offset: string }
  | {
      readonly kind: 'start-job';
      /** `instance/element/opening/attempt`. */
      readonly jobId: string;
      readonly elementId: string;
      readonly type: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly variables: Variables;
      readonly retries: number;
    }
  | { readonly kind: 'cancel-job'; readonly jobId: string }
  | { readonly kind: 'subscribe'; readonly subscriptionId: string; readonly elementId: string; readonly name: string; readonly correlationKey: string; readonly action?: OpenAction }
  | { readonly kind: 'subscribe-signal'; readonly subscriptionId: string; readonly elementId: string; readonly name: string }
  | { readonly kind: 'unsubscribe'; readonly subscriptionId: string }
  | { readonly kind: 'publish-message'; readonly messageId: string; readonly name: string; readonly correlationKey: string; readonly variables: Variables }
  | { readonly kind: 'broadcast-signal'; readonly signalId: string; readonly name: string; readonly variables: Variables }
  /** The child's instance id is `childId`: `parent/element/index`. */
  | { readonly kind: 'start-child'; readonly childId: string; readonly elementId: string; readonly process: string; readonly planHash?: string; readonly variables: Variables }
  | { readonly kind: 'cancel-child'; readonly childId: string }
  | { readonly kind: 'raise-incident'; readonly incidentId: string; readonly elementId: string; readonly cause: IncidentCause; readonly message: string }
  | { readonly kind: 'resolve-incident'; readonly incidentId: string; readonly by?: string }
  /** The token's way, for the diagram: `entered` and `left` element, `taken` flow. */
  | { readonly kind: 'trace'; readonly what: 'entered' | 'left' | 'cancelled' | 'taken'; readonly id: string }
  | { readonly kind: 'end'; readonly outcome: 'completed' | 'cancelled' | 'failed'; readonly variables: Variables; readonly errorCode?: string };

export type IncidentCause = 'job' | 'expression' | 'condition' | 'message' | 'timer' | 'child' | 'budget' | 'error';
