/** A copy of what is kept about one person, ready to be printed: plain texts, in the order in which they are read. */
export interface DataCopy {
  readonly title: string;
  /** Said above everything: who gives it, when, and what it is. */
  readonly about: readonly string[];
  readonly sections: readonly CopySection[];
}

export interface CopySection {
  readonly title: string;
  readonly note?: string;
  readonly items: readonly CopyItem[];
}

/** One record, one form that was handed in, one entry of a history. */
export interface CopyItem {
  /** Absent where the section has one item only. */
  readonly heading?: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}
