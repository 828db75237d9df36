import type { FormDocument } from '../forms/document';
import type { RegistryDocument } from './document';

const forms = new WeakMap<RegistryDocument, FormDocument>();

/** The form that adds and edits a record, `registry.<id>`; its answers are the record's fields. */
export function formOfRegistry(document: RegistryDocument): FormDocument {
  const known = forms.get(document);
  if (known !== undefined) return known;
  const { id, title, description, schema, uiSchema, rules, en, examples } = document;
  const form: FormDocument = {
    format: 1, id: `registry.${id}`, title, schema, examples,
    ...(description === undefined ? {} : { description }),
    ...(uiSchema === undefined ? {} : { uiSchema }),
    ...(rules === undefined ? {} : { rules }),
    ...(en === undefined ? {} : { en }),
  };
  forms.set(document, form);
  return form;
}
