import type { FormDocument, FormRule, JsonSchema } from '../forms/document';
import type { LocalText } from '../workflows/engine/plan';

/**
 * A registry (台账): a typed list that people and processes read and write; `registries/catalogue/<id>.registry.json`.
 * Texts inside `schema` and `uiSchema` are Chinese; `en` holds their English by JSON pointer, as in forms.
 */
export interface RegistryDocument {
  readonly format: 1;
  /** Unique in a district: `donor`, `contact-log`. */
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  /** A record's fields, as a form has them (draft-07, object at the root, own keywords of forms/document.ts). */
  readonly schema: JsonSchema;
  readonly uiSchema?: FormDocument['uiSchema'];
  readonly rules?: readonly FormRule[];
  readonly en?: FormDocument['en'];
  /** The field that names a record in lists; masked when it is personal. */
  readonly heading: string;
  /** Natural key: unique in the registry once all of its fields are filled; an import changes the record that has it. */
  readonly key?: readonly string[];
  /** The field that holds the owning branch; absent: the records are the district's. */
  readonly branch?: string;
  /** The field (`x-record`) whose record's data key seals this record's personal fields; absent: the record's own. */
  readonly subject?: string;
  readonly list: {
    readonly columns: readonly string[];
    /** Fields that a list may be narrowed by; a personal one needs `x-lookup`. */
    readonly filters: readonly string[];
    /** Fields that the search box looks at: parts of texts, and personal ones with `x-lookup` by their exact value. */
    readonly search?: readonly string[];
    /** A field, `-` before it for the last first: `-dueOn`. */
    readonly sort: string;
  };
  /** Role ids; a branch role reaches the records of its branch and of what is under it. */
  readonly access: { readonly read: readonly string[]; readonly edit: readonly string[]; readonly unmask?: readonly string[] };
  /** Written by processes only. */
  readonly managed?: boolean;
  readonly scores?: readonly RegistryScore[];
  /** Complete, valid records. */
  readonly examples: readonly { readonly [field: string]: unknown }[];
}

/** Points that a record has for reasons that can be told; they order lists and decide nothing. */
export interface RegistryScore {
  readonly id: string;
  readonly title: LocalText;
  readonly note?: LocalText;
  readonly factors: readonly ScoreFactor[];
}

export interface ScoreFactor {
  readonly id: string;
  /** FEEL over the fields that are not personal, `today()` and `now()`. */
  readonly when: string;
  readonly points: number;
  readonly reason: LocalText;
}
