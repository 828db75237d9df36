import { functionsIn, rootsIn, type Variables } from '../feel/index';
import type { FormDocument } from './document';
import type { InputProblem } from './invalid-input';
import { schemaProblems } from './messages';
import { checkRules } from './rules';
import type { SchemaCheck } from './schema-compiler';

/** Any instant will do: only rules that don't look at the clock are judged. */
const CONTEXT = { context: {}, now: '2026-01-05T01:00:00Z', zone: 'Asia/Shanghai', calendar: { version: 'none', years: {} }, side: 'server' } as const;

/** Examples that are no valid answers; rules that depend on the day or on the task's context are left out. */
export function checkExamples(document: FormDocument, check: SchemaCheck): InputProblem[] {
  const rules = (document.rules ?? []).filter((rule) => dependsOnAnswersAlone(rule.must) && dependsOnAnswersAlone(rule.when ?? 'true'));
  return document.examples.flatMap((example, index) => {
    const errors = check(example);
    const problems = errors.length > 0 ? schemaProblems(document, errors, example) : checkRules({ ...document, rules }, example as Variables, CONTEXT);
    return problems.filter(({ level }) => level === 'error').map(({ at, message, rule }) => ({ path: `/examples/${index}${at}`, message: `${message.zh} (${rule})` }));
  });
}

/** Whether an expression gives the same for the same answers, whenever and for whatever task it is evaluated. */
function dependsOnAnswersAlone(expression: string): boolean {
  const changing = ['now', 'today', 'is working day', 'add working days', 'working days between', 'add statutory days'];
  return !rootsIn(expression).includes('context') && !functionsIn(expression).some((name) => changing.includes(name));
}
