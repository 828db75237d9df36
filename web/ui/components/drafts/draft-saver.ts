import type { Draft, PersonRef, SaveDraft } from '../../../api/contract';
import type { Answers } from '../form/answers';

/** How long typing must rest before it is saved. */
const REST_MS = 900;
const LONGEST_WAIT_MS = 30_000;

export type SaveStatus = 'unchanged' | 'typing' | 'saving' | 'saved' | 'retrying' | 'refused';

export interface DraftState {
  readonly answers: Answers;
  readonly status: SaveStatus;
  readonly savedAt: string | undefined;
  readonly others: readonly PersonRef[];
  readonly conflicts: Draft['conflicts'];
}

type Send = (body: SaveDraft, leaving: boolean) => Promise<Draft>;

/**
 * Keeps what is typed at the server, whatever its state: only the top-level fields that changed are sent, one request at
 * a time; what others changed meanwhile is taken over unless it was also typed here. A failed save is tried again until it works.
 */
export class DraftSaver {
  private state: DraftState;
  private base: Answers;
  private revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private handingIn = false;
  private failures = 0;
  private stopped = false;

  constructor(draft: Draft, private readonly send: Send, private readonly isFinal: (error: unknown) => boolean, private readonly changed: (state: DraftState) => void) {
    this.state = { answers: draft.answers, status: draft.savedAt === undefined ? 'unchanged' : 'saved', savedAt: draft.savedAt, others: draft.others, conflicts: draft.conflicts };
    this.base = heldIn(draft);
    this.revision = draft.revision;
  }

  get current(): DraftState {
    return this.state;
  }

  type(answers: Answers): void {
    this.update({ answers, ...(this.state.status === 'saving' || this.state.status === 'retrying' ? {} : { status: 'typing' }) });
    this.schedule(REST_MS);
  }

  /** Saves now what is not saved yet; `leaving` when the page goes away. */
  async flush(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending !== undefined) return this.sending;
    const changes = changesBetween(this.base, this.state.answers);
    // What a form begins with is no draft until something is typed.
    if (this.stopped || this.handingIn || this.state.status === 'unchanged' || Object.keys(changes).length === 0) return;
    this.sending = this.save(changes, leaving);
    await this.sending;
  }

  private async save(changes: SaveDraft['changes'], leaving: boolean): Promise<void> {
    const sent = this.state.answers;
    this.update({ status: 'saving' });
    try {
      this.take(await this.send({ baseRevision: this.revision, changes }, leaving), sent);
    } catch (error) {
      this.failed(error);
    } finally {
      this.sending = undefined;
    }
    this.saveLater();
  }

  /** Hands in what is typed: the save on its way is waited for, and none is begun while `handIn` runs. Refused, saving goes on; done, it ends. */
  async handIn<Result>(handIn: () => Promise<Result>): Promise<Result> {
    await this.flush();
    clearTimeout(this.timer);
    this.handingIn = true;
    try {
      const result = await handIn();
      this.stop();
      return result;
    } finally {
      this.handingIn = false;
      this.saveLater();
    }
  }

  /** Takes over a draft that somebody else saved. */
  merge(draft: Draft): void {
    if (this.sending !== undefined || draft.revision <= this.revision) {
      this.update({ others: draft.others });
      return;
    }
    this.take(draft, this.base);
  }

  /** Settles a conflict: ours is what is stored already. */
  keepOurs(field: string): void {
    this.update({ conflicts: this.state.conflicts.filter((conflict) => conflict.field !== field) });
  }

  takeTheirs(field: string): void {
    const conflict = this.state.conflicts.find((each) => each.field === field);
    if (conflict === undefined) return;
    this.keepOurs(field);
    this.type({ ...this.state.answers, [field]: conflict.theirs });
  }

  /** Saves nothing any more: the task is done, or the page is gone. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Whether something typed here is not at the server yet. */
  get isBehind(): boolean {
    return !this.stopped && this.state.status !== 'unchanged' && Object.keys(changesBetween(this.base, this.state.answers)).length > 0;
  }

  private saveLater(): void {
    if (Object.keys(changesBetween(this.base, this.state.answers)).length > 0) this.schedule(this.failures === 0 ? REST_MS : Math.min(2000 * 2 ** this.failures, LONGEST_WAIT_MS));
  }

  private schedule(afterMs: number): void {
    if (this.stopped || this.handingIn) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), afterMs);
  }

  /** `sent` is what stood here when the server last knew our side: what differs from it was typed since and stays. */
  private take(draft: Draft, sent: Answers): void {
    const typed = changesBetween(sent, this.state.answers);
    this.base = heldIn(draft);
    this.revision = draft.revision;
    this.failures = 0;
    const answers = withChanges(draft.answers, typed);
    const conflicts = [...this.state.conflicts.filter(({ field }) => !draft.conflicts.some((each) => each.field === field)), ...draft.conflicts];
    const isDone = Object.keys(changesBetween(draft.answers, answers)).length === 0;
    this.update({ answers: same(answers, this.state.answers) ? this.state.answers : answers, status: !isDone ? 'typing' : draft.savedAt === undefined ? 'unchanged' : 'saved', savedAt: draft.savedAt, others: draft.others, conflicts });
  }

  private failed(error: unknown): void {
    this.failures += 1;
    const final = this.isFinal(error);
    if (final) this.stop();
    this.update({ status: final ? 'refused' : 'retrying' });
  }

  private update(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}

/** What the server holds: nothing before the first save and after a hand-in, so that a form's first values are sent with what is typed. */
function heldIn(draft: Draft): Answers {
  return draft.savedAt === undefined ? {} : draft.answers;
}

/** The top-level fields that differ; one that is gone is null. */
export function changesBetween(before: Answers, after: Answers): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[field] ?? null;
    if (!same(before[field] ?? null, value)) changes[field] = value;
  }
  return changes;
}

function withChanges(answers: Answers, changes: Readonly<Record<string, unknown>>): Answers {
  const all = { ...answers, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}

/** Equal as JSON, whatever the order of properties. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1))) : part)) ?? 'null';
}
