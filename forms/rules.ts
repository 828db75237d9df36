import { evaluate, FeelError, namesIn, type Calendar, type FeelContext, type Value, type Variables } from '../feel/index';
import type { AnswerProblem, FormDocument, FormRule } from './document';
import { fillLocal } from './fill-text';
import { propertyNames, rootLayers } from './layers';

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

/** What came of one rule: met, broken, or undecided, with the reason. */
type Outcome = { readonly kind: 'met' } | { readonly kind: 'broken' } | { readonly kind: 'undecided'; readonly reason: 'answer' | 'context' | 'failure' };

/**
 * Runs the form's FEEL rules over the answers, of which it sees those that the schema names.
 * A rule that is null because an answer is still missing says nothing yet; one that is null because the task brought
 * no context is a warning, so that nobody is locked out; one that fails counts as broken. Neither Ajv nor Node is needed.
 */
export function checkRules(document: FormDocument, answers: Variables, options: RuleContext): AnswerProblem[] {
  // An answer that the form doesn't know could hide a function by its name, and so disarm the rules that call it.
  const names = propertyNames(rootLayers(document.schema)).filter((name) => Object.hasOwn(answers, name));
  const known = Object.fromEntries(names.map((name) => [name, answers[name] ?? null]));
  return (document.rules ?? []).flatMap((rule) => {
    if (rule.server === true && options.side !== 'server') return [];
    return placesOf(rule, known).flatMap(({ at, answers: seen }) => told({ ...rule, at, message: fillLocal(rule.message, options.context) }, judge(rule, seen, options)));
  });
}

/** Where a rule is judged, and over what: once, or for each item of its list. */
function placesOf({ each, at }: FormRule, answers: Variables): readonly { readonly at: string; readonly answers: Variables }[] {
  if (each === undefined) return [{ at, answers }];
  const items = answers[each];
  return Array.isArray(items) ? items.map((item: Value, index) => ({ at: `/${each}/${index}${at}`, answers: { ...answers, item } })) : [];
}

function told(rule: FormRule, outcome: Outcome): AnswerProblem[] {
  if (outcome.kind === 'broken') return [problem(rule)];
  if (outcome.kind === 'met' || outcome.reason === 'answer') return [];
  return [undecided(rule, outcome.reason === 'context' ? 'warning' : (rule.level ?? 'error'))];
}

/** The form's `defaults` evaluated over `context`: first values of the answers. What fails or is null is left out. */
export function defaultAnswers(document: FormDocument, options: RuleContext): Variables {
  const entries = Object.entries(document.defaults ?? {}).flatMap(([name, expression]): [string, Value][] => {
    const value = attempt(expression, { context: options.context }, options);
    return value === FAILED || value === null ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function judge(rule: FormRule, answers: Variables, options: RuleContext): Outcome {
  const variables: Variables = { ...answers, context: options.context };
  const when = rule.when === undefined ? true : attempt(rule.when, variables, options);
  if (when === FAILED) return { kind: 'undecided', reason: 'failure' };
  if (when !== true) return { kind: 'met' };
  const must = attempt(rule.must, variables, options);
  if (must === true) return { kind: 'met' };
  if (must === FAILED) return { kind: 'undecided', reason: 'failure' };
  if (must !== null) return { kind: 'broken' };
  const missing = namesIn(rule.must).filter((name) => isMissing(variables, name.split('.')));
  if (missing.some((name) => !name.startsWith('context'))) return { kind: 'undecided', reason: 'answer' };
  return missing.length > 0 ? { kind: 'undecided', reason: 'context' } : { kind: 'broken' };
}

const FAILED = Symbol('failed');

function attempt(expression: string, variables: Variables, options: RuleContext): Value | typeof FAILED {
  const context: FeelContext = { now: options.now, zone: options.zone, calendar: options.calendar };
  try {
    return evaluate(expression, variables, context);
  } catch (error) {
    if (error instanceof FeelError) return FAILED;
    throw error;
  }
}

/** Whether a path leads to nothing, in any of the items it passes. */
function isMissing(value: Value | undefined, path: readonly string[]): boolean {
  if (value === undefined || value === null) return true;
  const [name, ...rest] = path;
  if (name === undefined) return false;
  if (Array.isArray(value)) return value.some((item: Value) => isMissing(item, path));
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return true;
  return isMissing((value as Variables)[name], rest);
}

function problem(rule: FormRule): AnswerProblem {
  return { at: rule.at, message: rule.message, rule: rule.id, level: rule.level ?? 'error' };
}

function undecided(rule: FormRule, level: AnswerProblem['level']): AnswerProblem {
  const { zh, en } = rule.message;
  const message = { zh: `暂时无法核对：${zh}`, en: `Could not be checked: ${en ?? zh}` };
  return { at: rule.at, message, rule: rule.id, level };
}
