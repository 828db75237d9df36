import type { AnswerProblem } from './document';
import type { CompiledForm } from './compile-form';
import type { RuleContext } from './rules';

/** Everything wrong with the answers: schema first, then the form's rules. Never throws for bad answers. */
export function checkAnswers(_compiled: CompiledForm, _answers: unknown, _options: RuleContext): AnswerProblem[] {
  return [];
}
