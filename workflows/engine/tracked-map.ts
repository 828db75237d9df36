/** Undoes one write. */
type Undo = () => void;

/** Remembers how to take back the writes of the move under way. */
export class Journal {
  #undos: Undo[] = [];

  record(undo: Undo): void {
    this.#undos.push(undo);
  }

  /** Makes everything so far final. */
  commit(): void {
    this.#undos = [];
  }

  rollBack(): void {
    for (const undo of this.#undos.reverse()) undo();
    this.#undos = [];
  }
}

/** A record of the state that is copied at the first write: the input state is never touched. */
export class TrackedMap<T> {
  #entries: Record<string, T>;
  #copied = false;

  constructor(
    source: Readonly<Record<string, T>>,
    private readonly journal: Journal,
  ) {
    this.#entries = source;
  }

  get(id: string): T | undefined {
    return Object.hasOwn(this.#entries, id) ? this.#entries[id] : undefined;
  }

  values(): T[] {
    return Object.values(this.#entries);
  }

  entries(): [string, T][] {
    return Object.entries(this.#entries);
  }

  get isEmpty(): boolean {
    for (const _ in this.#entries) return false;
    return true;
  }

  put(id: string, value: T): void {
    const before = this.get(id);
    const entries = this.#own();
    entries[id] = value;
    this.journal.record(() => (before === undefined ? delete entries[id] : (entries[id] = before)));
  }

  drop(id: string): void {
    const before = this.get(id);
    if (before === undefined) return;
    const entries = this.#own();
    delete entries[id];
    this.journal.record(() => (entries[id] = before));
  }

  /** The record as it is now; the very source when nothing was written. */
  record(): Readonly<Record<string, T>> {
    return this.#entries;
  }

  #own(): Record<string, T> {
    if (!this.#copied) {
      this.#entries = { ...this.#entries };
      this.#copied = true;
    }
    return this.#entries;
  }
}
