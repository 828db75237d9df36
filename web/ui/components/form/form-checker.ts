import type { Calendar, Variables } from '../../../../feel/types';
import type { AnswerProblem, FormDocument } from '../../../../forms/document';
import type { SchemaError } from '../../../../forms/messages';
import type { StandaloneModule } from '../../../../forms/standalone-validator';
import type { FormView } from '../../../api/contract';
import { request } from '../api/request';
import { ZONE } from '../dates/format-date';

/** Everything wrong with answers, as the server will see it, apart from its own rules. */
export type CheckAnswers = (answers: Variables) => AnswerProblem[];

let calendar: Promise<Calendar> | undefined;

/**
 * Loads what checking a form needs: its precompiled validator, and the rule evaluator and the holiday table only when
 * the form has rules that run in a browser.
 */
export async function loadFormChecker(form: FormView, context: Variables): Promise<CheckAnswers> {
  const [schemaErrors, messages, rules] = await Promise.all([loadValidator(form.validatorUrl), import('../../../../forms/messages'), loadRules(form.document, context)]);
  return (answers) => [...messages.schemaProblems(form.document, schemaErrors(answers), answers), ...rules(answers)];
}

/** The module imports nothing itself: it is given its patterns and formats. */
async function loadValidator(url: string): Promise<(answers: unknown) => readonly SchemaError[]> {
  const [module, { linearPattern }, { FORMATS }] = await Promise.all([
    import(/* @vite-ignore */ url) as Promise<StandaloneModule>,
    import('../../../../forms/linear-pattern'),
    import('../../../../forms/formats'),
  ]);
  return module.createValidator(linearPattern, FORMATS);
}

async function loadRules(document: FormDocument, context: Variables): Promise<CheckAnswers> {
  if (!(document.rules ?? []).some((rule) => rule.server !== true)) return () => [];
  calendar ??= request<Calendar>('/api/calendar').catch((error: unknown) => {
    calendar = undefined;
    throw error;
  });
  const [table, { checkRules }] = await Promise.all([calendar, import('../../../../forms/rules')]);
  return (answers) => checkRules(document, answers, { context, now: new Date().toISOString(), zone: ZONE, calendar: table, side: 'browser' });
}
