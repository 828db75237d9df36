/** A record that a process runs for by itself, or did: one document for each. */
export interface EntityDocument {
  /** `process id` + `/` + record id. */
  readonly _id: string;
  readonly processId: string;
  readonly registry: string;
  readonly recordId: string;
  /** What its instance is known by. */
  readonly key: string;
  /** Whether the record fulfilled the condition when it was last looked at. */
  readonly active: boolean;
  /** False while an instance is due. */
  readonly began: boolean;
  /** How often it has come to fulfil the condition. */
  readonly turn: number;
  readonly instanceId?: string;
  readonly since: Date;
}

/** How far the records of a process with `boai:each` have been looked at. */
export interface EntitySweepDocument {
  /** Process id. */
  readonly _id: string;
  /** Under another plan everything is looked at anew. */
  readonly planHash?: string;
  /** Records changed before that were looked at. */
  readonly until?: Date;
  /** When all of them were looked at. */
  readonly fullAt?: Date;
  readonly leasedBy?: string;
  readonly leasedUntil?: Date;
}
