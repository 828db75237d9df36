/** A process definition compiled to plain JSON: what the engine runs. Made by `workflows/bpmn`, never edited by hand. */

import type { Element } from './plan-elements';

/** Whoever reads a plan reads its elements. */
export type * from './plan-elements';

/** A FEEL expression as its author wrote it, without the leading `=`. */
export type Feel = string;

/** A text in Chinese and, where the author gave one, in English. */
export interface LocalText {
  readonly zh: string;
  readonly en?: string;
}

/** Either a fixed value or an expression, as `zeebe:` attributes allow both. */
export type Valued<T> = { readonly kind: 'fixed'; readonly value: T } | { readonly kind: 'feel'; readonly feel: Feel };

export interface Plan {
  readonly format: 1;
  /** BPMN process id, for example `branch-reelection`. */
  readonly id: string;
  readonly name: LocalText;
  /** What the process is for, as lists show it. */
  readonly description?: LocalText;
  /** IANA zone of all dates without an offset. */
  readonly zone: string;
  /** The root scope; its id is the process id. */
  readonly root: Scope;
  readonly elements: Readonly<Record<string, Element>>;
  readonly flows: Readonly<Record<string, Flow>>;
  /** Root `error`, `message`, `signal`, `escalation` ids never appear: their names and codes are inlined. */
  readonly startForm?: string;
  /** Roles that may start the process by hand; empty means nobody may. */
  readonly starters: readonly string[];
  /** Kinds of branch (区, 镇, …) that it may be started for by hand; any when absent. */
  readonly branchKinds?: readonly string[];
  /** Gives the business key, unique among running instances of the process. */
  readonly businessKey?: Feel;
  /** Gives the title that lists show. */
  readonly title?: Feel;
  /** Gives the title in English; lists show the Chinese one in English too when absent. */
  readonly titleEn?: Feel;
  /** Gives whose data key seals the personal answers of an instance; the instance's own when absent. */
  readonly subject?: Feel;
  /** One running instance for each record that fulfils the condition. */
  readonly each?: EachRecord;
  /** Whether a person without an account may start it by a link. */
  readonly byLink?: true;
  /** Local time of day, `08:30`, at which reminders of tasks due at the end of a day go out. */
  readonly remindAt?: Valued<string>;
  readonly properties: Readonly<Record<string, string>>;
  /** Form id to pinned form version hash; filled in at publish. */
  readonly forms: Readonly<Record<string, string>>;
  /** Called process id to pinned plan hash; filled in at publish. */
  readonly called: Readonly<Record<string, string>>;
}

/** Which records a process runs for by itself. */
export interface EachRecord {
  readonly registry: string;
  /** Over the record's non-personal values; every record when absent. */
  readonly when?: Feel;
}

/** What a process or an (event) sub-process contains. */
export interface Scope {
  readonly id: string;
  /** Ids of start events that begin this scope when it is entered (none start) or started (timer, message, signal). */
  readonly starts: readonly string[];
  /** Ids of event sub-processes armed while the scope is active. */
  readonly eventSubprocesses: readonly string[];
  /** Ids of the flow nodes directly inside. */
  readonly elements: readonly string[];
}

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name?: LocalText;
  readonly condition?: Feel;
}
