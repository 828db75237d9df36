import type { Variables } from '../feel/types';
import type { LocalText } from '../workflows/engine/plan';

/**
 * A paper that processes print: `documents/<id>.document.json`. Texts hold FEEL between double braces, `{{notice_no}}`;
 * a missing value writes nothing, a list is joined with 、, a date is written 2026年11月25日, and
 * a quarter (`2026Q3`) 2026年第三季度.
 */
export interface PaperTemplate {
  readonly format: 1;
  /** `rectification-notice` */
  readonly id: string;
  readonly title: LocalText;
  /** Name of the file, without its ending. */
  readonly fileName: string;
  readonly head: PaperHead;
  readonly content: readonly PaperNode[];
  /** Values to try the template with. */
  readonly example: Variables;
}

/** The fixed parts of an official paper (GB/T 9704): 发文机关标志, 发文字号, 标题, 主送, 落款, 成文日期, 抄送. */
export interface PaperHead {
  readonly issuer: string;
  readonly number: string;
  readonly heading: string;
  readonly to?: string;
  readonly signed: string;
  readonly signedOn: string;
  readonly copies?: string;
}

/**
 * A part of the body. A plain text is a paragraph, indented by two characters; `level` 1 and 2 are headings.
 * `each` repeats what it holds for every item of a list, as the variable `as`; `when` leaves it out.
 */
export type PaperNode =
  | string
  | { readonly level: 1 | 2; readonly text: string }
  | { readonly note: string }
  | { readonly columns: readonly PaperColumn[]; readonly rows: string; readonly as: string }
  | { readonly each: string; readonly as: string; readonly content: readonly PaperNode[] }
  | { readonly when: string; readonly content: readonly PaperNode[] };

export interface PaperColumn {
  readonly title: string;
  readonly text: string;
  /** Points, or a share of the rest. */
  readonly width: number | '*';
  readonly centered?: boolean;
}

/** A part with its texts written out. */
export type FilledNode =
  | { readonly kind: 'paragraph' | 'level1' | 'level2' | 'note'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly string[])[] };

export interface FilledPaper {
  readonly fileName: string;
  readonly head: PaperHead;
  readonly content: readonly FilledNode[];
}
