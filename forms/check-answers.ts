import type { Variables } from '../feel/types';
import type { CompiledForm } from './compile-form';
import type { AnswerProblem, FormDocument } from './document';
import { schemaProblems, type SchemaError } from './messages';
import { jsonProblems } from './plain-json';
import { checkRules, type RuleContext } from './rules';

/** What checking needs of a form: `compileForm` gives it on the server, a standalone validator in the browser. */
export type CheckableForm = Pick<CompiledForm, 'document' | 'schemaErrors'>;

const LIMITS = { maxDepth: 32, maxNodes: 100_000 };

/** Everything wrong with the answers: schema first, then the form's rules. Never throws for bad answers, whatever they are. */
export function checkAnswers(form: CheckableForm, answers: unknown, options: RuleContext): AnswerProblem[] {
  const unfit = jsonProblems(answers, LIMITS);
  if (unfit.length > 0) return unfit.map(({ path, message }) => ({ at: path, message: { zh: '提交的内容无法识别', en: `The answers can't be read: ${message}` }, rule: 'json', level: 'error' }));
  const errors = form.schemaErrors(answers);
  if (errors.length === 0) return checkRules(form.document, answers as Variables, options);
  return [...schemaProblems(form.document, errors, answers), ...rulesDespite(errors, form.document, answers, options)];
}

/** Rules are told beside schema errors so that people see all at once; those that stumble over the errors are not. */
function rulesDespite(errors: readonly SchemaError[], document: FormDocument, answers: unknown, options: RuleContext): AnswerProblem[] {
  const isObject = typeof answers === 'object' && answers !== null && !Array.isArray(answers);
  if (!isObject || errors.some((error) => error.keyword === 'type')) return [];
  return checkRules(document, answers as Variables, options);
}
