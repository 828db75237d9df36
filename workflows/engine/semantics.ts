/**
 * The generations of behaviour, by number; a run keeps the one that it started with, and continue-as-new raises it.
 * 2: a reminder of a task that is due at the end of a day goes out at a bearable hour of its day, not at midnight.
 * Also 2: what a called process gives back never overwrites the list in which its loop collects results.
 * Also 2: a task that opens past its due date has no reminder at a share of its time; before, that one was sent at once in place of what counts from the due date.
 */
export type Semantics = 1 | 2;

/** What a run that starts now goes by. */
export const SEMANTICS: Semantics = 2;
