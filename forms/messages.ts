import type { AnswerProblem, FormDocument } from './document';

/** What Ajv and its standalone validators report. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Turns schema errors into messages that say what to do, at the answer they concern. */
export function schemaProblems(_document: FormDocument, _errors: readonly SchemaError[], _answers: unknown): AnswerProblem[] {
  return [];
}
