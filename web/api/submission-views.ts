import { fileFields } from '../../forms/fields';
import type { FormDocument } from '../../forms/document';
import type { SubmissionDocument } from '../../activities/store/documents';
import type { FileDocument } from '../../activities/store/files';
import type { LocalText } from '../../workflows/engine/plan';
import type { FileRef, SubmissionView } from './contract';
import { maskAnswers } from './masking';
import { Names } from './names';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** What was handed in, as people may read it: personal answers masked, files by name. */
export async function submissionViews(services: Services, viewer: Viewer, submissions: readonly SubmissionDocument[], nameOf: (elementId: string) => LocalText): Promise<SubmissionView[]> {
  const names = await Names.of(services, submissions.flatMap((submission) => [submission.by, submission.onBehalfOf]), []);
  return Promise.all(
    submissions.map(async (submission) => {
      const form = submission.formHash === undefined ? undefined : await services.forms.view(submission.formHash, viewer.person.locale);
      const answers = form === undefined ? submission.answers : await services.store.personal.open(submission.answers);
      const files = form === undefined ? [] : await services.store.files.byIds(fileIdsIn(form.document, answers));
      return {
        id: submission._id,
        taskId: submission.taskId,
        elementId: submission.elementId,
        name: nameOf(submission.elementId),
        by: names.person(submission.by),
        ...(submission.onBehalfOf === undefined ? {} : { onBehalfOf: names.person(submission.onBehalfOf) }),
        at: submission.at.toISOString(),
        ...(form === undefined ? {} : { form }),
        answers: form === undefined ? answers : maskAnswers(form.document.schema, answers),
        files: files.map(fileRef),
      };
    }),
  );
}

export function fileRef(file: FileDocument): FileRef {
  return { id: file._id, name: file.name, type: file.type, bytes: file.bytes };
}

/** Ids of the files that answers name, field by field. */
export function fileIdsIn(document: FormDocument, answers: { readonly [name: string]: unknown }): string[] {
  return fileFields(document).flatMap((field) => valuesAt(answers, field.path.split('/').slice(1))).filter((value): value is string => typeof value === 'string');
}

/** The values at a path in which `*` stands for every array item; a list at its end counts item by item. */
export function valuesAt(value: unknown, keys: readonly string[]): unknown[] {
  const [key, ...rest] = keys;
  if (key === undefined) return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item, index) => (key === '*' || key === String(index) ? valuesAt(item, rest) : []));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as { readonly [name: string]: unknown })[key], rest);
}
