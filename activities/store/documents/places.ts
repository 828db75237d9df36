/** A holder's place on a day: of each day of a queue so many can be taken, each by one. */
export interface PlaceDocument {
  /** `queue/holder`. */
  readonly _id: string;
  readonly queue: string;
  /** `YYYY-MM-DD`; absent, with `place`, once somebody more urgent has taken it over. */
  readonly day?: string;
  /** From 1. */
  readonly place?: number;
  /** Higher goes first. */
  readonly urgency: number;
  readonly at: Date;
}
