import type { Value } from '../../../feel/types';
import type { FormDocument } from '../../../forms/document';
import type { LocalText, Plan } from '../../../workflows/engine/plan';

/** A published definition; a plan is stored once by its content hash. */
export interface DefinitionDocument {
  /** `process id` + `@` + version. */
  readonly _id: string;
  readonly processId: string;
  readonly version: number;
  readonly latest: boolean;
  readonly name: LocalText;
  readonly xml: string;
  readonly planHash: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  /** Set when the process begins by itself (timer start event). */
  readonly startsBySchedule: boolean;
  /** Message and signal start events of the process: what begins an instance when it is published. */
  readonly messageStarts: readonly { readonly name: string; readonly startEvent: string }[];
  readonly signalStarts: readonly { readonly name: string; readonly startEvent: string }[];
}

export interface PlanDocument {
  readonly _id: string;
  readonly plan: Plan;
}

export interface FormVersionDocument {
  /** Content hash. */
  readonly _id: string;
  readonly formId: string;
  readonly latest: boolean;
  readonly document: FormDocument;
}

/** A limit or threshold as configured; what a running instance uses was copied at its start. */
export interface LimitDocument {
  /** `process id` + `/` + limit id. */
  readonly _id: string;
  readonly processId: string;
  readonly limitId: string;
  readonly title: LocalText;
  readonly value: Value;
  readonly unit: string;
  readonly basis: { readonly tag: 'S' | 'V' | 'V~' | 'M' | 'D'; readonly text: string };
  readonly changedBy?: string;
  readonly changedAt?: Date;
}
