import type { ErrorSchema, RJSFValidationError, ValidationData, ValidatorType } from '@rjsf/utils';
import type { AnswerProblem } from '../../../../forms/document';
import type { Locale } from '../language/language';
import { sayIn } from '../language/language';
import { fitsSchema } from './fits-schema';
import type { CheckAnswers } from './form-checker';
import type { Answers } from './answers';

/**
 * What rjsf asks about validity, answered without Ajv in the browser: whole answers by the form's precompiled
 * validator and its rules, parts of schemas (`if`, `oneOf`) by `fitsSchema`. Warnings don't block, so they are not errors here.
 */
export function formValidator(latest: () => { readonly check: CheckAnswers; readonly locale: Locale }): ValidatorType<Answers> {
  return {
    isValid: (schema, data, root) => fitsSchema(schema, data, root),
    rawValidation: () => ({ errors: [] }),
    validateFormData: (answers): ValidationData<Answers> => {
      const { check, locale } = latest();
      const problems = check(plainAnswers(answers ?? {})).filter((problem) => problem.level === 'error');
      return { errors: problems.map((problem) => toRjsfError(problem, locale)), errorSchema: toErrorSchema(problems, locale) };
    },
  };
}

/** Answers as they are sent: JSON has no `undefined`. */
export function plainAnswers(answers: Answers): Readonly<Record<string, never>> {
  return JSON.parse(JSON.stringify(answers)) as Record<string, never>;
}

function toRjsfError(problem: AnswerProblem, locale: Locale): RJSFValidationError {
  const message = sayIn(locale, problem.message);
  return { name: problem.rule, property: `.${stepsOf(problem.at).join('.')}`, message, stack: message };
}

/** Problems as the tree of messages that rjsf shows beside fields. */
export function toErrorSchema(problems: readonly AnswerProblem[], locale: Locale): ErrorSchema<Answers> {
  const root: MutableErrors = {};
  for (const problem of problems) {
    let at = root;
    for (const step of stepsOf(problem.at)) {
      const inner = at[step];
      at = typeof inner === 'object' && !Array.isArray(inner) ? inner : (at[step] = {});
    }
    (at['__errors'] ??= []) as string[];
    const messages = at['__errors'] as string[];
    const message = sayIn(locale, problem.message);
    if (!messages.includes(message)) messages.push(message);
  }
  return root as ErrorSchema<Answers>;
}

interface MutableErrors {
  [name: string]: MutableErrors | string[];
}

/** The steps of a JSON pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The HTML id that rjsf gives to a field. */
export function fieldId(pointer: string): string {
  return ['root', ...stepsOf(pointer)].join('_');
}

