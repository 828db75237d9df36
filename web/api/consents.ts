import { consentFields } from '../../forms/fields';
import type { FormDocument } from '../../forms/document';
import type { SubmissionDocument } from '../../activities/store/documents';
import { valuesAt } from './submission-views';

/** What answers agree to, with the version and hash of each text: stored beside the answers, as evidence. Nothing for a form that asks for no consent. */
export function consentsIn(document: FormDocument, answers: { readonly [name: string]: unknown }, at: Date): Pick<SubmissionDocument, 'consents'> {
  const consents = consentFields(document).flatMap(({ path, purpose, version, textHash }) =>
    valuesAt(answers, path.split('/').slice(1)).flatMap((given) => (typeof given === 'boolean' ? [{ path, purpose, version, textHash, given, at }] : [])),
  );
  return consents.length === 0 ? {} : { consents };
}
