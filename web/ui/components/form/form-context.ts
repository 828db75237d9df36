import type { Registry, RJSFSchema } from '@rjsf/utils';
import type { Answers } from './answers';

/** Where an upload belongs: the API checks who may add files there. */
export type UploadTarget = { readonly taskId: string } | { readonly processId: string };

/** What fields of a form know besides their schema. */
export interface FormContext {
  readonly upload?: UploadTarget;
  /** Warnings by field id (`root_date`); they don't block. */
  readonly warnings: Readonly<Record<string, readonly string[]>>;
}

export type FormRegistry = Registry<Answers, RJSFSchema, FormContext>;
