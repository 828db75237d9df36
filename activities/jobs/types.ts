import type { LocalText } from '../../workflows/engine/plan';

/** A job type that we ship: what a service task may name. */
export interface JobType {
  readonly type: string;
  readonly title: LocalText;
  /** Task headers that it reads. */
  readonly headers: readonly { readonly name: string; readonly required: boolean; readonly title: LocalText }[];
  /** Variables that it reads from its inputs. */
  readonly variables: readonly { readonly name: string; readonly required: boolean; readonly title: LocalText }[];
}

/** Every shipped job type, for the checker and the designer. */
export const JOB_TYPES: readonly JobType[] = [];

/** Their names. */
export const SHIPPED_JOB_TYPES: ReadonlySet<string> = new Set(JOB_TYPES.map(({ type }) => type));
