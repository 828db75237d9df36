import type { Value } from '../feel/types';
import type { LocalText } from '../workflows/engine/plan';

/** How a personal value is masked on screen. */
export const MASKS = ['name', 'mobile', 'id', 'text'] as const;
export type Mask = (typeof MASKS)[number];

/** A JSON Schema (draft-07) as an author writes it; checked by `parseForm`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * A form document: `forms/catalogue/<process>/<form>.form.json`.
 * Texts inside `schema` and `uiSchema` are Chinese; `en` holds their English by JSON pointer.
 */
export interface FormDocument {
  readonly format: 1;
  /** Unique in a district, `<process>.<step>`: `branch-reelection.request-review`. */
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  /**
   * draft-07, object at the root. Own keywords:
   * `x-pii: true` never leaves MongoDB, encrypted and masked; `x-mask` says how (`name` 张*, `mobile` 138****1234, `id` 前3后4, `text` ***);
   * `x-lookup: true` found by its exact value through a keyed hash (registries);
   * `x-record: { registry: string }` the id of a record of that registry;
   * `x-variable: true` text that becomes a process variable although unbounded;
   * `x-file: { accept: string[], maxBytes: number, max?: number }` an attachment (string: a file id) or an array of them;
   * `x-person: { role?: string }` a person id picked from the people directory;
   * `x-branch: true` a branch id picked from the org tree;
   * `x-consent: { purpose: string }` on a boolean: consent to the text `forms/consents/<purpose>.consent.json`, which `parseForm` puts in;
   * `x-signature: true` on a string: a handwritten signature, the id of its PNG; personal, never a variable.
   */
  readonly schema: JsonSchema;
  /**
   * rjsf uiSchema; widgets that we ship besides rjsf's own: `file`, `person`, `branch`, `record`, `quota-table`. At the root also
   * `ui:quick: { field, values }`, big buttons that set the field and hand in unless something else is missing, and
   * `ui:groups: [{ title, fields }]`, the headings of a long form and of a record's page.
   */
  readonly uiSchema?: { readonly [key: string]: unknown };
  readonly rules?: readonly FormRule[];
  /** Names of read-only context values sent with the task (its inputs), shown beside the form and usable in rules as `context.<name>`. */
  readonly needs?: readonly string[];
  /** What a context value is called where it is shown; one without a title is for rules and defaults only. */
  readonly needTitles?: { readonly [name: string]: LocalText };
  /** What the values of a context value are called where it is shown, by value: codes that an earlier form chose from. */
  readonly needChoices?: { readonly [name: string]: { readonly [value: string]: LocalText } };
  /** FEEL by property name, evaluated over `context` when the form is opened for the first time. */
  readonly defaults?: { readonly [property: string]: string };
  /** First values by property name, copied from earlier steps of the instance on the server (`prefillAnswers`); they win over `defaults`. */
  readonly prefill?: { readonly [property: string]: Prefill };
  /** Complete, valid answers; the first is used by rehearsals. */
  readonly examples: readonly { readonly [property: string]: unknown }[];
  /** English by JSON pointer into this document: `{ "/schema/properties/result/title": "Result" }`. */
  readonly en?: { readonly [pointer: string]: string };
}

/**
 * Where a property's first value is copied from: names and other texts that never enter a workflow.
 * Fields that are `x-pii` in the source are not copied.
 */
export interface Prefill {
  /** Element ids; the latest accepted submission of the first that has one is read. */
  readonly from: string | readonly string[];
  /** JSON pointer into its answers. */
  readonly pointer: string;
  /** Keeps the array items whose property has this value, or one of these. */
  readonly where?: { readonly [property: string]: Value | readonly Value[] };
  /** Item (or object) property by the name it gets here; all of them under their own names when absent. */
  readonly pick?: { readonly [property: string]: string };
  /** Properties that each item gets besides. */
  readonly add?: { readonly [property: string]: Value };
}

/** What draft-07 cannot say; run in the browser and again on the server. */
export interface FormRule {
  readonly id: string;
  /** FEEL over the answers by name, `context`, `now()`, `today()`; the rule applies when absent or true. */
  readonly when?: string;
  /** Name of a list of the answers: the rule is judged for each of its items, `item` in `when` and `must`, and `at` starts at the item. */
  readonly each?: string;
  /** FEEL that must be true. */
  readonly must: string;
  /** JSON pointer to the answer that the message stands beside: `/ballots/collected`. */
  readonly at: string;
  readonly message: LocalText;
  /** Where the rule comes from, shown as 依据. */
  readonly basis?: string;
  /** A warning is shown and does not block. */
  readonly level?: 'error' | 'warning';
  /** Runs on the server only, where personal data may be looked at. */
  readonly server?: boolean;
}

/** One thing wrong with a form's answers. */
export interface AnswerProblem {
  /** JSON pointer into the answers. */
  readonly at: string;
  readonly message: LocalText;
  /** Rule id, or the JSON Schema keyword. */
  readonly rule: string;
  readonly level: 'error' | 'warning';
}
