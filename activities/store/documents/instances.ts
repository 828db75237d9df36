import type { Command } from '../../../workflows/engine/commands';
import type { EngineEvent } from '../../../workflows/engine/events';
import type { LocalText } from '../../../workflows/engine/plan';
import type { State } from '../../../workflows/engine/state';

/** A running or ended process instance: the read model, written last in each step. */
export interface InstanceDocument {
  readonly _id: string;
  readonly processId: string;
  readonly planHash: string;
  readonly processName: LocalText;
  readonly businessKey: string;
  readonly title: string;
  /** Where the process says how. */
  readonly titleEn?: string;
  readonly branchId: string;
  /** Whose data key seals its personal answers, when not its own. */
  readonly subject?: string;
  readonly status: 'running' | 'completed' | 'cancelled' | 'failed';
  readonly incidents: number;
  readonly seq: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt?: Date;
  readonly endReason?: string;
  readonly parentId?: string;
  /** The instance whose job began it without waiting for it. */
  readonly origin?: string;
  /** Names of the elements where it stands, for lists. */
  readonly standsAt: readonly { readonly elementId: string; readonly name: LocalText; readonly since: string }[];
  /** Earliest due instant among open tasks. */
  readonly due?: Date;
  readonly updatedAt: Date;
  /** Snapshot after step `seq`: for 为什么停在这里 and reconcile; Temporal's own state stays the truth. */
  readonly state: State;
}

/** The append-only event log: source of timeline, publish check and reconcile. */
export interface EventDocument {
  /** `instance id` + `#` + seq. */
  readonly _id: string;
  readonly instanceId: string;
  readonly seq: number;
  readonly event: EngineEvent;
  readonly commands: readonly Command[];
  readonly now: Date;
  readonly semantics: number;
  readonly planHash: string;
  readonly calendarVersion: string;
}

export interface IncidentDocument {
  /** `instance id` + `#` + incident id. */
  readonly _id: string;
  readonly instanceId: string;
  readonly incidentId: string;
  readonly elementId: string;
  readonly branchId: string;
  readonly cause: string;
  readonly message: string;
  readonly raisedAt: Date;
  readonly resolvedAt?: Date;
  readonly resolvedBy?: string;
}

export interface CommentDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly taskId?: string;
  readonly by: string;
  readonly text: string;
  readonly at: Date;
}
