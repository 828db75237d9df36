import type { Letter } from '../letter';

/** Where a message goes, opened. */
export interface Target {
  /** Of a webhook or a robot. */
  readonly url?: string;
  readonly secret?: string;
  /** Mail address. */
  readonly to?: string;
  /** Opaque id of the person; absent for a group. */
  readonly recipient?: string;
}

/** Hands a message over; returns when the other side has taken it. Throws `ChannelAway`, `Undeliverable`, or anything else for a refusal that may pass. */
export type Sender = (letter: Letter, target: Target) => Promise<void>;
