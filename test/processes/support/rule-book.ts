import type { Variables } from '../../../feel/types';
import { checkAnswers } from '../../../forms/check-answers';
import { compileForm } from '../../../forms/compile-form';
import { exampleAnswers } from '../../../forms/example-answers';
import { shippedForm } from './shipped';
import { calendar } from './story';

export type Change = { readonly [name: string]: unknown };

/** The first example of a form (or another one) with some answers changed. */
export interface RuleCase {
  readonly form: string;
  readonly change: Change;
  readonly context?: Variables;
  /** `YYYY-MM-DD`. */
  readonly day?: string;
  readonly example?: number;
}

/** Cases of one mission's forms, each with the rules that it breaks, warnings with a `~`. */
export interface RuleBook {
  /** What the tasks bring along. */
  readonly contexts: { readonly [form: string]: Variables };
  /** The day on which a form is filled in; after everything that the examples say has happened when absent. */
  readonly days: { readonly [form: string]: string };
  readonly cases: readonly (readonly [what: string, given: RuleCase, rules: readonly string[]])[];
}

const AFTER = '2026-12-31';

/** Ids of the rules that the case breaks, warnings with a `~`. */
export function brokenRules({ contexts, days }: Pick<RuleBook, 'contexts' | 'days'>, { form, change, context, day, example = 0 }: RuleCase): string[] {
  const document = shippedForm(form);
  const answers = { ...(example === 0 ? exampleAnswers(document) : document.examples[example]), ...change };
  const now = `${day ?? days[form] ?? AFTER}T02:00:00Z`;
  const problems = checkAnswers(compileForm(document), answers as Variables, { context: { ...contexts[form], ...context }, now, zone: 'Asia/Shanghai', calendar, side: 'server' });
  return problems.map(({ rule: id, level }) => (level === 'warning' ? `~${id}` : id));
}

/** A list of a form's first example. */
export const listOf = (form: string, name: string): readonly Change[] => exampleAnswers(shippedForm(form))[name] as readonly Change[];

/** The same with one row changed. */
export const withRow = (form: string, name: string, index: number, change: Change): readonly Change[] => listOf(form, name).map((item, at) => (at === index ? { ...item, ...change } : item));
